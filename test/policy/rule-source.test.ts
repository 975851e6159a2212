import { describe, expect, test } from '@jest/globals';
import { loadRules } from '../../src/policy/load.js';
import { rule } from './rules-for-test.js';

/** `line:column message` for each mistake. The head that `rule` writes takes four lines. */
function mistakesIn(body: string, id = 'my-rule'): readonly string[] {
  return loadRules([rule(id, body)]).problems.map(({ message, at }) => `${at.startLine}:${at.startColumn} ${message}`);
}

const sound = 'subject: process\nseverity: error\nrequire: process.pool > 1\nmessage: Too small.\n';

test('a rule without mistakes has none', () => {
  expect(mistakesIn(sound)).toEqual([]);
});

describe('the shape of rule.yaml', () => {
  test.each([
    [
      'a misspelt key',
      sound.replace('require', 'requrie'),
      ['1:1 `require` is missing', '7:1 unknown key `requrie`; did you mean `require`?'],
    ],
    [
      'a severity that does not exist',
      sound.replace('error', 'fatal'),
      ['6:11 `severity` must be `error`, `warning` or `notice`'],
    ],
    [
      'a subject that does not exist',
      sound.replace('process', 'proces'),
      ['5:10 no subject is called `proces`; did you mean `process`?'],
    ],
    ['a value of the wrong type', sound.replace('Too small.', '[a, b]'), ['8:11 `message` must be text']],
    ['a key twice', `${sound}severity: notice\n`, ['9:1 `severity` is given twice']],
    [
      'levels beside a severity',
      `${sound}levels: []\n`,
      expect.arrayContaining(['6:1 unknown key `severity`; did you mean `severity`?']),
    ],
    ['YAML that is none', 'subject: [', [expect.stringMatching(/^\d+:\d+ not valid YAML: /)]],
  ])('%s', (_, body, expected) => {
    expect(mistakesIn(body)).toEqual(expected);
  });

  test('an id that is not the name of its folder', () => {
    const { problems } = loadRules(
      [rule('one', sound.replace('subject', 'subject'))].map((source) =>
        Object.assign(source, { path: 'rules/a/two/rule.yaml' }),
      ),
    );
    expect(problems.map(({ message }) => message)).toEqual(["the id must be the name of the rule's folder, `two`"]);
  });

  test('two rules of one id', () => {
    const { problems } = loadRules([rule('one', sound), rule('one', sound)]);
    expect(problems.map(({ message }) => message)).toEqual(['rules/test/one/rule.yaml has this id already']);
  });

  test('a superseding rule that does not exist', () => {
    const body = `${sound}supersededBy: { rules: [my-rle], adds: More. }\n`;
    expect(mistakesIn(body)).toEqual(['9:25 no rule is called `my-rle`; did you mean `my-rule`?']);
  });
});

describe('an expression is checked against the model', () => {
  const requiring = (expression: string): string => sound.replace('process.pool > 1', expression);

  test.each([
    ['a value that the model lacks', 'process.pol > 1', ['7:18 No such key: pol']],
    ['a value that the model lacks, in has()', 'has(process.pol)', ['7:22 No such key: pol']],
    ['a variable that is none', 'proces.pool > 1', ['7:10 Unknown variable: proces']],
    ['a comparison of unlike types', 'process.name > 1', ['7:10 no such overload: string > int']],
    [
      'a comparison with null',
      'process.pool == null',
      ['7:10 no such overload: int == null; whether a value is declared is asked with has(…)'],
    ],
    ['a number where a condition is needed', 'process.pool', ['7:10 this gives an int; a bool is needed here']],
    ['an unfinished expression', 'process.pool >', ['7:24 Unexpected token: EOF']],
    [
      'a regular expression',
      '"\'a\'.matches(process.name)"',
      ['7:11 `matches` is not available: use startsWith, endsWith, contains or `in`'],
    ],
  ])('%s', (_, expression, expected) => {
    expect(mistakesIn(requiring(expression))).toEqual(expected);
  });

  test('the place within a folded scalar is that of its line', () => {
    expect(mistakesIn(requiring('>-\n  process.pool > 1 &&\n  process.threads.mx > 1'))).toEqual([
      '9:19 No such key: mx',
    ]);
  });

  test('the place within a message is that of its placeholder', () => {
    expect(mistakesIn(sound.replace('Too small.', 'The pool of {process.nam} is small.'))).toEqual([
      '8:31 No such key: nam',
    ]);
    expect(mistakesIn(sound.replace('Too small.', 'The pool {process.name is small.'))).toEqual([
      '8:19 this { is never closed; a literal one is written {{',
    ]);
  });

  test('all mistakes of a rule are told at once', () => {
    const body = `${requiring('process.pol > 1')}margin: process.name\n`;
    expect(mistakesIn(body)).toEqual(['7:18 No such key: pol', '9:9 this gives a string; an int is needed here']);
  });
});

describe('the cost of an expression is bounded', () => {
  const comprehension = (depth: number): string =>
    depth === 0 ? 'true' : `environment.processes.all(p${depth}, ${comprehension(depth - 1)})`;

  test.each([
    [comprehension(2), []],
    [comprehension(3), ['comprehensions may be nested two deep, no deeper']],
    [
      Array(4).fill('environment.processes.exists(p, true)').join(' || '),
      ['an expression may hold three comprehensions, no more'],
    ],
    ['environment.processes.filter(p, p.pool > 1).all(p, p.pool > 2)', []],
    ['[1, 2].all(n, n > 1)', ['`all` goes over lists of the model only; use `in` for a list of your own']],
    [
      'process.name.split("").all(c, c == "a")',
      ['`all` goes over lists of the model only; use `in` for a list of your own'],
    ],
    [
      'environment.processes.map(p, p.name).map(n, n + n) == []',
      ['`map` goes over lists of the model only; use `in` for a list of your own'],
    ],
    [
      'environment.processes.all(p, p.pools.map(q, q.database) == [])',
      ['`map` may not stand inside another comprehension'],
    ],
    [
      `environment.processes.all(p, p.pools.all(q, ${'1 + '.repeat(40)}q.size > 1))`,
      ['what a nested comprehension computes for each item is too long'],
    ],
    ['cel.bind(x, 1, x == 1)', ['`cel.bind` is not available']],
    [`${'1+'.repeat(300)}1 > 0`, [expect.stringMatching(/[Ee]xceeded/)]],
    [`${'('.repeat(60)}true${')'.repeat(60)}`, [expect.stringMatching(/[Ee]xceeded/)]],
  ])('%s', (expression, expected) => {
    const { problems } = loadRules([rule('my-rule', sound.replace('process.pool > 1', JSON.stringify(expression)))]);
    expect(problems.map(({ message }) => message)).toEqual(expected);
  });
});

describe('names that a rule defines', () => {
  test('may be used in every expression, and in later definitions', () => {
    const body = `${sound.replace('process.pool > 1', 'enough')}let:\n  needed: process.threads.max + 1\n  enough: process.pool >= needed\n`;
    expect(mistakesIn(body)).toEqual([]);
  });

  test('must be new, and numbers or conditions', () => {
    const body = `${sound}let:\n  process: "1"\n  words: process.name\n`;
    expect(mistakesIn(body)).toEqual([
      '10:13 `process` means something already',
      '11:10 this gives a string; an int or a bool is needed here',
    ]);
  });
});
