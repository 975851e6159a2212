import { beforeAll, describe, expect, test } from '@jest/globals';
import { ErbYaml } from '../../../src/syntax/erb/document.js';
import { keysOf, setting } from '../../../src/syntax/erb/settings.js';
import { initRuby } from '../../../src/syntax/ruby/parse.js';
import { Source } from '../../../src/syntax/source.js';
import { expressionText } from '../ruby/expression-text.js';

beforeAll(initRuby);

const parse = (text: string) => new ErbYaml(new Source('config/database.yml', text));

/** The settings of the first document, in short. */
function settings(text: string): Record<string, string> {
  const file = parse(text);
  if (file.root?.kind !== 'mapping') return {};
  const found: Record<string, string> = {};
  for (const { key } of file.root.entries) {
    const value = setting(file, file.root, key.text);
    if (value !== undefined) found[key.text] = expressionText(value);
  }
  return found;
}

describe('a tag that fills a value', () => {
  test.each([
    ['plain', 'pool: <%= ENV.fetch("N") { 5 } %>\n', '(N ?? 5)'],
    ['without spaces', 'pool: <%=ENV["N"]%>\n', 'N'],
    ['in quotes', `pool: "<%= ENV['N'] || 5 %>"\n`, '(N or 5)'],
    ['with a trimming end', 'pool: <%= ENV["N"] -%>\n', 'N'],
    ['over several lines', 'pool: <%= ENV.fetch("N",\n  5) %>\nhost: a\n', '(N ?? 5)'],
    ['with a modifier', 'pool: <%= ENV["N"] if ENV["M"] %>\n', '(if M then N else null)'],
    [
      'that follows a variable',
      '<% n = ENV.fetch("N", 5).to_i\n   n += 1 -%>\npool: <%= n %>\n',
      '(integer((N ?? 5)) + 1)',
    ],
    ['in a flow mapping', '{pool: <%= ENV["N"] %>, host: a}\n', 'N'],
    ['before a comment with a tag', 'pool: <%= ENV["N"] %> # <%= ENV["M"] %>\n', 'N'],
  ])('%s is its expression', (_how, text, expected) => {
    expect(settings(text).pool).toBe(expected);
  });

  test('among text is a template', () => {
    expect(settings('database: app_<%= ENV["N"] %>_<%= Rails.env %>\n').database).toBe('text("app_" N "_" rails-env)');
  });

  test('that is a comment prints nothing', () => {
    expect(settings('pool: 5 <%# not <%= this %>\n').pool).toBe('5');
  });

  test('that is escaped is text', () => {
    expect(settings('pool: "<%% n %>"\n').pool).toBe('"<%% n %>"');
  });
});

test('offsets, lines and columns are those of the template', () => {
  const text = '# é😀\npool: <%= ENV.fetch("N", 25) %>\nport: 5432\n';
  const file = parse(text);
  if (file.root?.kind !== 'mapping') throw new Error('no mapping');
  const pool = setting(file, file.root, 'pool');
  if (pool?.kind !== 'env-read' || pool.default?.kind !== 'literal') throw new Error('not a read with a default');
  expect(pool.at).toMatchObject({ startLine: 2, startColumn: 11, endColumn: 29 });
  expect(text.slice(pool.default.slot?.start, pool.default.slot?.end)).toBe('25');
  const port = setting(file, file.root, 'port');
  expect(port?.at).toMatchObject({ startLine: 3, startColumn: 7 });
});

describe('lines under a condition', () => {
  test('become a conditional, and later ones override', () => {
    const text = 'pool: 1\n<% if ENV["A"] %>\npool: 5\n<% elsif ENV["B"] %>\npool: 7\n<% end %>\nhost: a\n';
    expect(settings(text)).toEqual({ pool: '(if and(not(A), B) then 7 else (if A then 5 else 1))', host: '"a"' });
  });

  test('in a loop are unknown', () => {
    expect(settings('<% [1, 2].each do |n| %>\npool: <%= n %>\n<% end %>\nhost: a\n')).toEqual({
      pool: '(if opaque<[1, 2].each do |n| %> pool: <%= n %> <% end> then opaque<n> else null)',
      host: '"a"',
    });
  });

  test('are unknown where a condition has no end', () => {
    const file = parse('<% if ENV["A"] %>\npool: 5\n');
    expect(file.problems).not.toEqual([]);
    expect(settings('<% if ENV["A"] %>\npool: 5\n')).toEqual({
      pool: '(if opaque<<% if ENV["A"] %>> then 5 else null)',
    });
  });
});

test('a tag that prints lines of its own is structure that is not known', () => {
  const file = parse('<%= File.read("common.yml") %>\npool: 5\n');
  expect(file.structural).toMatchObject([
    { text: '<%= File.read("common.yml") %>', at: { startLine: 1, startColumn: 1 } },
  ]);
  expect(parse('pool:\n  <%= ENV["N"] %>\n').structural).toEqual([]);
});

test('Ruby that cannot be parsed is a problem, and its values are opaque', () => {
  const file = parse('pool: <%= 5 + %>\nhost: a\n');
  expect(file.problems[0]?.at.startLine).toBe(1);
  expect(settings('pool: <%= 5 + %>\nhost: a\n')).toEqual({ pool: 'opaque<<%= 5 + %>>', host: '"a"' });
});

test('more tags than can be told apart are a problem', () => {
  const file = parse('- <%= n %>\n'.repeat(7000));
  expect(file.root).toBeNull();
  expect(file.problems.map((problem) => problem.message)).toEqual(['more than 6143 ERB tags']);
});

test('asking for each of thirty thousand keys under a tag takes linear time', () => {
  const lines = Array.from({ length: 30_000 }, (_, number) => `key${number}: ${number}\n`);
  const file = parse(`<% if ENV["A"] %>\n${lines.join('')}<% end %>\n`);
  if (file.root?.kind !== 'mapping') throw new Error('not a mapping');
  const { root } = file;
  const keys = keysOf(root);
  const started = performance.now();
  const kinds = new Set(keys.map((key) => setting(file, root, key)?.kind));
  expect(performance.now() - started).toBeLessThan(2_000);
  expect([keys.length, ...kinds]).toEqual([30_000, 'conditional']);
});
