import { describe, expect, test } from '@jest/globals';
import type { ContractFormula } from '../../../../src/model/facts/contract.js';
import type { FormulaCase, Process } from '../../../../src/model/model.js';
import type { Traced } from '../../../../src/model/traced.js';
import { unknown } from '../../../../src/model/traced.js';
import { contract, draft, environment, hidden, joined, place, says, shown, sidekiq } from './example.js';

const REQUIRED_POOL = 'RAILS_MAX_THREADS * WEB_CONCURRENCY + 2';

function formula(text: string, parts: Partial<ContractFormula> = {}): ContractFormula {
  return {
    name: 'required_pool',
    expression: says(text, 'contract.yml'),
    compare: 'database.pool',
    operator: '>=',
    scope: 'literal',
    bind: 'effective',
    severity: 'error',
    acknowledged: false,
    autofix: false,
    at: place('contract.yml', 4),
    ...parts,
  };
}

function caseOf(declared: ContractFormula, process: Partial<Process>, variables = {}): FormulaCase {
  const drafts = [draft('web', { process, variables })];
  const [only] = joined(environment(drafts, {}, contract({ formulas: [declared] }))).contractFormulas;
  if (only === undefined) throw new Error('no case');
  return only;
}

const noLimit = unknown('outside-repository', 'the number of processors of the node');

describe('the required pool of a web server', () => {
  test.each<[number, Traced<number>, number, number | string, boolean | string, boolean | string]>([
    [5, says(1), 5, 7, false, false],
    [5, says(1), 7, 7, true, true],
    [5, says(2), 5, 12, false, false],
    [5, says(2), 6, 12, false, true],
    [5, says(2), 10, 12, false, true],
    [5, says(2), 12, 12, true, true],
    [5, says(3), 10, 17, false, true],
    [5, says(4), 22, 22, true, true],
    [16, says(2), 5, 34, false, false],
  ])('%i threads, %j processes, a pool of %i', (threads, processes, pool, required, literal, container) => {
    const process = { threads: { min: says(threads), max: says(threads) }, processes, pool: says(pool) };
    const plain = caseOf(formula(REQUIRED_POOL), process);
    const whole = caseOf(formula(REQUIRED_POOL, { scope: 'container' }), process);
    expect([shown(plain.required), shown(plain.met), shown(whole.met)]).toEqual([required, literal, container]);
  });

  test('is unknown with as many workers as the node has processors', () => {
    const { required, met } = caseOf(formula(REQUIRED_POOL), { processes: noLimit });
    expect([shown(required), shown(met)]).toEqual(
      Array(2).fill('unknown: outside-repository: WEB_CONCURRENCY: the number of processors of the node'),
    );
  });

  test('shows how the number came about, and keeps the place where the pool is set', () => {
    const { binding, actual } = caseOf(formula(REQUIRED_POOL), {
      processes: says(3),
      pool: says(10, 'config/database.yml'),
    });
    expect(shown(binding)).toBe('RAILS_MAX_THREADS 5 × WEB_CONCURRENCY 3 + 2');
    expect(actual.known && actual.trail[0].location.path).toBe('config/database.yml');
  });

  test('counts one process where the scope is a process', () => {
    expect(shown(caseOf(formula(REQUIRED_POOL, { scope: 'process' }), { processes: says(3) }).required)).toBe(7);
  });

  test('takes the texts of the variables when it is bound raw: 0 stays 0, "" is no number', () => {
    const raw = formula(REQUIRED_POOL, { bind: 'raw' });
    expect(shown(caseOf(raw, {}, { RAILS_MAX_THREADS: '5', WEB_CONCURRENCY: '0' }).required)).toBe(2);
    expect(shown(caseOf(raw, {}, { RAILS_MAX_THREADS: '5', WEB_CONCURRENCY: '' }).required)).toBe(
      'unknown: not-computable: WEB_CONCURRENCY is "", no number',
    );
  });
});

describe('a formula', () => {
  test('binds the concurrency of a job processor for RAILS_MAX_THREADS, and says so', () => {
    const drafts = [sidekiq('worker', 10, { pool: says(10) })];
    const [only] = joined(environment(drafts, {}, contract({ formulas: [formula(REQUIRED_POOL)] }))).contractFormulas;
    expect(only && [shown(only.required), shown(only.met), shown(only.binding)]).toEqual([
      12,
      false,
      'Sidekiq concurrency 10 × processes 1 + 2',
    ]);
  });

  test('leaves out the kinds that it does not apply to, and one-shot processes always', () => {
    const drafts = [sidekiq('worker', 10), draft('migrate', { process: { kind: 'one-shot' } })];
    const formulas = [formula(REQUIRED_POOL, { appliesTo: ['web'] })];
    expect(joined(environment(drafts, {}, contract({ formulas }))).contractFormulas).toEqual([]);
  });

  test('divides exactly and rounds up at the comparison', () => {
    const { required, met } = caseOf(formula('RAILS_MAX_THREADS / 2 + RAILS_MAX_THREADS / 2'), { pool: says(5) });
    expect([shown(required), shown(met)]).toEqual([5, true]);
    expect(shown(caseOf(formula('RAILS_MAX_THREADS / 2'), {}).required)).toBe(3);
  });

  test('rounds down what may not be exceeded', () => {
    expect(shown(caseOf(formula('RAILS_MAX_THREADS / 2', { operator: '<=' }), {}).required)).toBe(2);
  });

  test('compares another left side', () => {
    const perPod = formula('15', { compare: 'database.pool * processes', operator: '<=' });
    const { actual, met } = caseOf(perPod, { processes: says(4) });
    expect([shown(actual), shown(met)]).toEqual([20, false]);
  });

  test('an unlimited pool is never too small', () => {
    expect(shown(caseOf(formula(REQUIRED_POOL), { pool: says(null) }).met)).toBe(true);
  });

  test.each([
    ['FANCY_LIMIT + 2', 'unknown: not-declared: FANCY_LIMIT'],
    ['1 / 0', 'unknown: not-computable: `1 / 0` divides by zero'],
    ['2 - RAILS_MAX_THREADS', 'unknown: not-computable: `2 - RAILS_MAX_THREADS`, which comes to less than 0'],
    ['eval(1)', 'unknown: not-computable: the formula `eval(1)`'],
  ])('%s is undecided and says why', (text, expected) => {
    const { required, met } = caseOf(formula(text), {});
    expect([shown(required), shown(met)]).toEqual([expected, expected]);
  });

  test('without a database, or with a hidden pool, it is undecided', () => {
    const none = caseOf(formula(REQUIRED_POOL), { pool: says(null), databaseAdapter: says(null) });
    expect(none.met).toMatchObject({ known: false, reason: 'not-declared' });
    expect(caseOf(formula(REQUIRED_POOL), { pool: hidden }).met).toMatchObject({
      known: false,
      reason: 'hidden-in-secret',
    });
  });
});
