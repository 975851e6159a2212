import { describe, expect, test } from '@jest/globals';
import { CHECK_OPTIONS } from '../../src/cli/check-options.js';
import { parseArguments } from '../../src/cli/options.js';

function problemOf(...args: string[]): string {
  const parsed = parseArguments(args, CHECK_OPTIONS);
  return parsed.ok ? 'none' : parsed.problem;
}

describe('arguments', () => {
  test('are a path, options with values and switches, in any order', () => {
    const parsed = parseArguments(
      ['--ref', 'v2', 'shop', '-e', 'production', '--environment=staging', '--fix'],
      CHECK_OPTIONS,
    );
    if (!parsed.ok) throw new Error(parsed.problem);
    const { arguments: args } = parsed;
    expect(args.positionals).toEqual(['shop']);
    expect(args.one('ref')).toBe('v2');
    expect(args.all('environment')).toEqual(['production', 'staging']);
    expect(args.has('fix')).toBe(true);
    expect(args.has('no-cache')).toBe(false);
  });

  test('after -- are paths', () => {
    const parsed = parseArguments(['--', '--fix'], CHECK_OPTIONS);
    expect(parsed.ok && parsed.arguments.positionals).toEqual(['--fix']);
  });
});

describe('a wrong option is answered with what would be right:', () => {
  test('an unknown one', () => {
    expect(problemOf('--fromat', 'json')).toBe('There is no option --fromat. Did you mean --format?');
  });

  test('an unknown one that is like no other', () => {
    expect(problemOf('--xyzzy')).toBe('There is no option --xyzzy.');
  });

  test('an unknown letter', () => {
    expect(problemOf('-x')).toBe('There is no option -x.');
  });

  test('a missing value at the end', () => {
    expect(problemOf('--ref')).toBe('--ref needs a value: --ref REV.');
  });

  test('an empty value', () => {
    expect(problemOf('--ref=')).toBe('--ref needs a value: --ref REV.');
  });

  test('a missing value before the next option', () => {
    expect(problemOf('--ref', '--base', 'main')).toBe(
      '--ref needs a value, and --base looks like the next option. If it is the value, write --ref=--base.',
    );
  });

  test('but a value that begins with a hyphen is taken after =', () => {
    expect(problemOf('--ref=-odd')).toBe('none');
  });

  test('a value outside the choices', () => {
    expect(problemOf('--format', 'jsno')).toBe(
      '--format cannot be "jsno": it is one of text, json, sarif, junit, markdown, github. Did you mean json?',
    );
  });

  test('a value for a switch', () => {
    expect(problemOf('--fix=yes')).toBe('--fix is a switch and takes no value.');
  });
});
