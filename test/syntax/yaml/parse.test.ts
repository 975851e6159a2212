import { describe, expect, test } from '@jest/globals';
import { Source } from '../../../src/syntax/source.js';
import type { YamlNode } from '../../../src/syntax/yaml/node.js';
import { parseYaml } from '../../../src/syntax/yaml/parse.js';

/** A tree as `[text it stands for, what it is]`, to compare with the input at a glance. */
function shown(source: Source, node: YamlNode | null): unknown {
  if (node === null) return null;
  const covered = source.text.slice(node.at.start, node.at.end);
  switch (node.kind) {
    case 'scalar':
      return [covered, node.value];
    case 'sequence':
      return node.items.map((item) => shown(source, item));
    case 'mapping':
      return Object.fromEntries(node.entries.map(({ key, value }) => [key.text, shown(source, value)]));
  }
}

function parsed(text: string, schema: 'ruby' | 'kubernetes' = 'kubernetes') {
  const source = new Source('config/database.yml', text);
  const { documents, problems } = parseYaml(source, { schema });
  return {
    documents: documents.map((document) => shown(source, document)),
    problems: problems.map(({ message, at }) => `${at.startLine}:${at.startColumn} ${message}`),
  };
}

describe('places', () => {
  test('a scalar covers its text without quotes, whatever stands around it', () => {
    expect(parsed('\uFEFF# 😀\r\na: "x\\ty"   # c\r\n\'b\': 😀 z\r\nc: [1, "2", ]\r\n')).toEqual({
      documents: [
        {
          a: ['x\\ty', 'x\ty'],
          b: ['😀 z', '😀 z'],
          c: [
            ['1', 1],
            ['2', '2'],
          ],
        },
      ],
      problems: [],
    });
  });

  test('an empty value is the empty range behind its colon', () => {
    const source = new Source('a.yml', 'pool:   # none\nhost: x\n');
    const [root] = parseYaml(source, { schema: 'ruby' }).documents;
    expect(root?.kind === 'mapping' && root.entries[0]?.value).toEqual({
      kind: 'scalar',
      at: source.location(5, 5),
      text: '',
      value: null,
      style: 'empty',
    });
  });

  test('collections and entries end where their last character does', () => {
    const source = new Source('a.yml', 'a:\n  "b": \'c\'  # x\nd: { e: [1, # }\n 2 ] , }\n\n');
    const [root] = parseYaml(source, { schema: 'ruby' }).documents;
    const covered = (node: { at: { start: number; end: number } }) => source.text.slice(node.at.start, node.at.end);
    expect(root?.kind === 'mapping' && root.entries.map(covered)).toEqual([
      'a:\n  "b": \'c\'',
      'd: { e: [1, # }\n 2 ] , }',
    ]);
  });
});

describe('types', () => {
  test.each([
    ['yes', true, true],
    ['off', false, false],
    ['y', 'y', true],
    ['tRuE', true, 'tRuE'],
    ['0755', 493, 493],
    ['0o17', '0o17', 15],
    ['0x1F', 31, 31],
    ['1_000', 1000, 1000],
    ['1,000', 1000, '1,000'],
    ['1.5', 1.5, 1.5],
    ['1e3', '1e3', 1000],
    ['-0', 0, 0],
    ['1e999', '1e999', '1e999'],
    ['~', null, null],
    ['"5"', '5', '5'],
    ['!!str 5', '5', '5'],
    ['!custom 5', '5', '5'],
    [':sym', ':sym', ':sym'],
    ['08', '08', 8],
    ['1.2.3', '1.2.3', '1.2.3'],
    ['512Mi', '512Mi', '512Mi'],
  ])('%s is %j to Ruby and %j to Kubernetes', (text, ruby, kubernetes) => {
    const valueAs = (schema: 'ruby' | 'kubernetes') => {
      const [root] = parseYaml(new Source('a.yml', `v: ${text}`), { schema }).documents;
      const value = root?.kind === 'mapping' ? root.entries[0]?.value : undefined;
      return value?.kind === 'scalar' ? value.value : undefined;
    };
    expect([valueAs('ruby'), valueAs('kubernetes')]).toEqual([ruby, kubernetes]);
  });
});

describe('documents', () => {
  test('a broken document leaves the others, and its problem stands where the parser stopped', () => {
    expect(parsed('a: 1\n---\nb: 1\n c: 2\n---\n- d\n...\n---\n\n---\ne: "---"\n')).toEqual({
      documents: [{ a: ['1', 1] }, null, [['d', 'd']], null, { e: ['---', '---'] }],
      problems: ['4:3 not valid YAML: bad indentation of a mapping entry'],
    });
  });

  test('comments and directives before the first document are no document', () => {
    expect(parsed('# about\n%YAML 1.1\n---\na: 1\n').documents).toEqual([{ a: ['1', 1] }]);
    expect(parsed('# nothing\n').documents).toEqual([]);
  });
});

describe('aliases', () => {
  test('an alias is the anchored node, at the anchored place', () => {
    const { documents } = parsed('a: &base { pool: 5 }\nb: *base\n');
    expect(documents).toEqual([{ a: { pool: ['5', 5] }, b: { pool: ['5', 5] } }]);
  });

  test.each([
    ['a: *none', '1:4 not valid YAML: this alias names no anchor'],
    ['a: &loop [*loop]', '1:11 not valid YAML: this alias lies within its own anchor'],
    [
      ['a0: &a0 [x]', ...[1, 2, 3, 4, 5, 6].map((n) => `a${n}: &a${n} [${`*a${n - 1},`.repeat(9)}]`)].join('\n'),
      '6:18 not valid YAML: aliases repeat more than 50000 nodes',
    ],
  ])('%# is refused at the alias', (text, problem) => {
    expect(parsed(text)).toEqual({ documents: [null], problems: [problem] });
  });
});

test('what the aliases of many documents repeat is counted together', () => {
  const document = `---\na: &a [${'x,'.repeat(99)}]\nb: [${'*a,'.repeat(90)}]\n`;
  const { documents, problems } = parsed(document.repeat(10));
  expect(documents.filter((each) => each === null)).toHaveLength(5);
  expect(problems[0]).toMatch('aliases repeat more than 50000 nodes');
});

test.each(['['.repeat(10_000), '{a: '.repeat(10_000), `${'- '.repeat(10_000)}x`])(
  'nesting without end is one problem (%#)',
  (text) => {
    const { documents, problems } = parsed(text);
    expect([documents, problems.length]).toEqual([[null], 1]);
    expect(problems[0]).toMatch('not valid YAML: nested more than 120 levels deep');
  },
);

test('a problem does not quote the text, which may be a secret', () => {
  expect(parsed('password: !hunter2!x y\n').problems).toEqual(['1:21 not valid YAML: undeclared tag handle']);
  expect(parsed('password: *hunter2\n').problems).toEqual(['1:11 not valid YAML: this alias names no anchor']);
});

test('documents without end are one problem', () => {
  const { documents, problems } = parsed('---\n'.repeat(20_000));
  expect([documents.length, problems]).toEqual([10_000, ['10001:1 more than 10000 YAML documents in one file']]);
});

test('keys that JavaScript reserves are keys like others', () => {
  const source = new Source('a.yml', '__proto__: { polluted: 1 }\nconstructor: 2\n');
  const [root] = parseYaml(source, { schema: 'kubernetes' }).documents;
  expect(root?.kind === 'mapping' && root.entries.map(({ key }) => key.text)).toEqual(['__proto__', 'constructor']);
});
