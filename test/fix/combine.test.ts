import { expect, test } from '@jest/globals';
import { type Choice, combineChoices } from '../../src/fix/combine.js';
import type { Trial } from '../../src/fix/verify.js';
import type { Diagnostic } from '../../src/policy/diagnostic.js';
import { Source } from '../../src/syntax/source.js';

const TEXT = 'web: 1\njob: 1\napi: 1\n';
const NOTES = 'Nobody changed a pool.\n';

/** Every process needs 2, and together they may have 5. */
const trial: Trial = {
  textOf: (path) => new Map(Object.entries({ pools: TEXT, notes: NOTES })).get(path),
  check: async (texts) => ({ diagnostics: judge(texts.get('pools') ?? TEXT), undecided: [] }),
};

function judge(text: string): readonly Diagnostic[] {
  const source = new Source('pools', text);
  const pools = [...text.matchAll(/(\w+): (\d+)\n/g)].map(([, name = '', value], index) => ({
    name,
    value: Number(value),
    line: index + 1,
  }));
  const small = pools
    .filter(({ value }) => value < 2)
    .map(({ name, line }) => finding(name, `${name} is small.`, source, line));
  const sum = pools.reduce((total, { value }) => total + value, 0);
  return sum > 5 ? [...small, finding('all', 'Together too many.', source, 1)] : small;
}

function finding(subject: string, message: string, source: Source, line: number): Diagnostic {
  return {
    ruleId: 'pool',
    severity: 'error',
    subject,
    environments: ['production'],
    message,
    location: source.lineLocation(line),
    related: [],
    suggestions: [],
    fingerprint: subject,
  };
}

/** To write a number in place of that of a process. */
function choose(subject: string, newText: string, path = 'pools'): Choice {
  const diagnostic = judge(TEXT).find((each) => each.subject === subject);
  if (diagnostic === undefined) throw new Error(`nothing is wrong with ${subject}`);
  const start = diagnostic.location.end - 1;
  const edit = { path, start, end: start + 1, newText };
  return { diagnostic, title: `Set ${subject} to ${newText}.`, edits: [edit] };
}

async function combine(...choices: readonly Choice[]) {
  const { texts, applied, outcome } = await combineChoices(choices, judge(TEXT), trial);
  return {
    text: texts.get('pools'),
    applied: applied.map(({ title }) => title),
    left: outcome?.diagnostics.map(({ subject }) => subject),
  };
}

/** The same with a line in another file. */
function withNote(choice: Choice, note: string): Choice {
  const start = NOTES.length;
  return { ...choice, edits: [...choice.edits, { path: 'notes', start, end: start, newText: note }] };
}

test('suggestions that hold together are applied together', async () => {
  expect(await combine(choose('web', '2'), choose('job', '2'))).toEqual({
    text: 'web: 2\njob: 2\napi: 1\n',
    applied: ['Set web to 2.', 'Set job to 2.'],
    left: ['api'],
  });
});

test('those that do not hold with the ones before are left out', async () => {
  expect(await combine(choose('web', '2'), choose('job', '2'), choose('api', '2'))).toEqual({
    text: 'web: 2\njob: 2\napi: 1\n',
    applied: ['Set web to 2.', 'Set job to 2.'],
    left: ['api'],
  });
});

test('of two for one place the first is taken', async () => {
  expect(await combine(choose('web', '3'), choose('web', '2'))).toEqual({
    text: 'web: 3\njob: 1\napi: 1\n',
    applied: ['Set web to 3.'],
    left: ['job', 'api'],
  });
});

test('one that two findings share is applied once', async () => {
  const shared = choose('web', '2');
  expect((await combine(shared, shared)).applied).toEqual(['Set web to 2.']);
});

test('edits of several files are made together', async () => {
  const choices = [withNote(choose('web', '2'), 'web has 2.\n'), choose('job', '2')];
  const { texts, applied } = await combineChoices(choices, judge(TEXT), trial);
  expect(texts).toEqual(
    new Map([
      ['pools', 'web: 2\njob: 2\napi: 1\n'],
      ['notes', `${NOTES}web has 2.\n`],
    ]),
  );
  expect(applied.map(({ title }) => title)).toEqual(['Set web to 2.', 'Set job to 2.']);
});

test.each([
  ['does not hold', choose('job', '9')],
  ['touches what was taken', choose('web', '2')],
  ['is in a file without text', choose('job', '2', 'elsewhere')],
])('of edits in several files none is made where one %s', async (_, choice) => {
  const { texts } = await combineChoices([choose('web', '3'), withNote(choice, 'more.\n')], judge(TEXT), trial);
  expect(texts).toEqual(new Map([['pools', 'web: 3\njob: 1\napi: 1\n']]));
});

test.each([
  ['that does not resolve its finding', choose('web', '1')],
  ['that makes another finding', choose('web', '9')],
  ['of a file without text', choose('web', '2', 'elsewhere')],
])('one %s is not applied', async (_, choice) => {
  expect(await combine(choice)).toEqual({ text: undefined, applied: [], left: undefined });
});
