import { describe, expect, test } from '@jest/globals';
import type { VariableRead } from '../../../../src/model/facts/variable-read.js';
import type { ProcessKind } from '../../../../src/model/model.js';
import { application, contract, draft, environment, hidden, joined, place, says, shown } from './example.js';

function read(name: string, parts: Partial<VariableRead> = {}): VariableRead {
  return {
    kind: 'variable-read',
    name,
    dynamic: false,
    required: true,
    phase: 'load',
    scope: 'application',
    form: `ENV.fetch("${name}")`,
    at: place('config/initializers/stripe.rb', 3),
    ...parts,
  };
}

function needs(reads: readonly VariableRead[], kind: ProcessKind = 'web', example: Parameters<typeof draft>[1] = {}) {
  const web = draft('web', { ...example, application: application({ reads }), process: { kind, ...example.process } });
  return joined(environment([web])).variableNeeds.map(({ name, phase, provided }) => [name, phase, shown(provided)]);
}

describe('a variable that the code requires', () => {
  test('is missing where nothing provides it', () => {
    expect(needs([read('STRIPE_API_KEY')])).toEqual([['STRIPE_API_KEY', 'load', false]]);
  });

  test.each([['sk_live'], [hidden]])('is there, readable or not', (value) => {
    expect(needs([read('STRIPE_API_KEY')], 'web', { variables: { STRIPE_API_KEY: value } })).toEqual([
      ['STRIPE_API_KEY', 'load', true],
    ]);
  });

  test('may come from a source that was not read', () => {
    const open = { process: { openVariables: says(true) } };
    expect(needs([read('STRIPE_API_KEY')], 'web', open)).toEqual([
      [
        'STRIPE_API_KEY',
        'load',
        'unknown: outside-repository: STRIPE_API_KEY, which a source that was not read may set',
      ],
    ]);
  });

  test('of what nothing deploys may come from the platform', () => {
    const open = { process: { openVariables: says(true), deployed: false } };
    expect(needs([read('STRIPE_API_KEY')], 'web', open)).toEqual([
      ['STRIPE_API_KEY', 'load', 'unknown: not-deployed: STRIPE_API_KEY, which the platform may set'],
    ]);
  });

  test('is listed once, at the read that decides whether the process starts', () => {
    expect(needs([read('A', { phase: 'call' }), read('A')])).toEqual([['A', 'load', false]]);
  });

  test.each<[string, Partial<VariableRead>]>([
    ['an optional one', { required: false }],
    ['a dynamic one', { dynamic: true }],
    ['one that tests read', { scope: 'never-deployed' }],
    ['one that a task reads', { scope: 'task' }],
    ['one that the platform gives', { name: 'RAILS_MAX_THREADS' }],
    ['one of another environment', { at: place('config/environments/staging.rb') }],
  ])('%s is not needed by a web server', (_, parts) => {
    expect(needs([read('A', parts)])).toEqual([]);
  });

  test.each<[ProcessKind, Partial<VariableRead>, number]>([
    ['one-shot', { scope: 'task' }, 1],
    ['web', { at: place('config/puma.rb') }, 1],
    ['sidekiq', { at: place('config/puma.rb') }, 0],
    ['sidekiq', {}, 1],
    ['other', {}, 0],
    ['unknown', {}, 0],
  ])('a %s process and %j: %i', (kind, parts, count) => {
    expect(needs([read('A', parts)], kind)).toHaveLength(count);
  });

  test('names another process that has it', () => {
    const facts = application({ reads: [read('STRIPE_API_KEY')] });
    const drafts = [
      draft('web', { application: facts, variables: { STRIPE_API_KEY: 'x' } }),
      draft('worker', { application: facts, process: { kind: 'sidekiq' } }),
    ];
    expect(joined(environment(drafts)).variableNeeds.map(({ sibling }) => shown(sibling))).toEqual([
      null,
      'web (says "x")',
    ]);
  });
});

test('the variables that the contract requires are asked of every process of the application', () => {
  const declared = contract({
    environmentVariables: { required: [says('SECRET_KEY_BASE', 'contract.yml')], optionalWithDefaults: {} },
  });
  const drafts = [
    draft('web', { variables: { SECRET_KEY_BASE: hidden } }),
    draft('worker'),
    draft('redis', { process: { kind: 'other' } }),
  ];
  const found = joined(environment(drafts, {}, declared)).contractVariables;
  expect(found.map(({ process, provided, at }) => [process.name, shown(provided), at.path])).toEqual([
    ['web', true, 'contract.yml'],
    ['worker', false, 'contract.yml'],
  ]);
});
