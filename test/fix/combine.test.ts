import { expect, test } from '@jest/globals';
import { type Choice, combineSuggestions } from '../../src/fix/combine.js';
import type { Trial } from '../../src/fix/verify.js';
import type { Diagnostic } from '../../src/policy/diagnostic.js';
import { Source } from '../../src/syntax/source.js';

const TEXT = 'web: 1\njob: 1\napi: 1\n';

/** Every process needs 2, and together they may have 5. */
const trial: Trial = {
  textOf: (path) => (path === 'pools' ? TEXT : undefined),
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
  return { diagnostic, suggestion: { title: `Set ${subject} to ${newText}.`, edit, safe: true } };
}

async function combine(...choices: readonly Choice[]) {
  const { texts, applied, outcome } = await combineSuggestions(choices, judge(TEXT), trial);
  return {
    text: texts.get('pools'),
    applied: applied.map(({ title }) => title),
    left: outcome?.diagnostics.map(({ subject }) => subject),
  };
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

test.each([
  ['that does not resolve its finding', choose('web', '1')],
  ['that makes another finding', choose('web', '9')],
  ['of a file without text', choose('web', '2', 'elsewhere')],
])('one %s is not applied', async (_, choice) => {
  expect(await combine(choice)).toEqual({ text: undefined, applied: [], left: undefined });
});
