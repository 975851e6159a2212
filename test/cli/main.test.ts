import { describe, expect, test } from '@jest/globals';
import { plumbline } from '../e2e/command.js';

const here = process.cwd();

describe('a wrong command line ends with code 2 and what would be right:', () => {
  test('an unknown command', async () => {
    expect(await plumbline(here, 'chekc')).toEqual({
      code: 2,
      stdout: '',
      stderr: 'plumbline: There is no command chekc. Did you mean check? plumbline --help tells all commands.\n',
    });
  });

  test('a directory in place of a command', async () => {
    expect((await plumbline(here, './shop')).stderr).toBe(
      'plumbline: There is no command ./shop. To check a directory: plumbline check ./shop.\n',
    );
  });

  test('an option in place of a command', async () => {
    expect((await plumbline(here, '--ref')).stderr).toBe(
      'plumbline: --ref comes before any command. Say the command first: plumbline check --ref.\n',
    );
  });

  test('nothing at all', async () => {
    const { code, stderr } = await plumbline(here);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^plumbline: Say what to do\.\n[\s\S]*Usage: plumbline <command>/);
  });

  test('an unknown option', async () => {
    expect(await plumbline(here, 'check', '--fromat', 'json')).toEqual({
      code: 2,
      stdout: '',
      stderr:
        'plumbline: There is no option --fromat. Did you mean --format?\nplumbline check --help tells all options.\n',
    });
  });

  test('two directories', async () => {
    expect((await plumbline(here, 'check', 'a', 'b')).stderr).toBe(
      'plumbline: One directory is analysed at a time, and there are 2: a b.\n',
    );
  });

  test('help for an unknown command', async () => {
    expect((await plumbline(here, 'help', 'inspekt')).stderr).toContain('Did you mean inspect?');
  });
});

describe('help', () => {
  test('is shown for the program', async () => {
    expect(await plumbline(here, '--help')).toMatchObject({ code: 0, stderr: '' });
  });

  test('of a command tells every option with its choices, and the exit codes', async () => {
    const { code, stdout } = await plumbline(here, 'check', '--help');
    expect(code).toBe(0);
    expect(stdout).toContain('  -f, --format FORMAT');
    expect(stdout).toContain('text, json, sarif, junit, markdown, github');
    expect(stdout).toContain('  3  could not analyse');
  });

  test('is the same in every form', async () => {
    const forms = [
      ['check', '--help'],
      ['check', '-h'],
      ['help', 'check'],
    ];
    const texts = await Promise.all(forms.map(async (form) => (await plumbline(here, ...form)).stdout));
    expect(new Set(texts).size).toBe(1);
  });
});

test('the version is that of the package', async () => {
  expect((await plumbline(here, '--version')).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
});
