import { describe, expect, test } from '@jest/globals';
import { readContract } from '../../../src/readers/contract/read-contract.js';
import { Source } from '../../../src/syntax/source.js';

function read(text: string) {
  const { contract, problems } = readContract(
    new Source('infrastructure_contract.yml', `schema_version: "1.0"\n${text}`),
  );
  const formulas = contract?.formulas.map(({ expression, at, ...formula }) => ({
    ...formula,
    expression: expression.known && expression.value,
    line: at.startLine,
  }));
  return { formulas, problems: problems.map(({ message, at }) => `${at.startLine}:${at.startColumn} ${message}`) };
}

const DEFAULTS = {
  compare: 'database.pool',
  operator: '>=',
  scope: 'literal',
  bind: 'effective',
  severity: 'error',
  acknowledged: false,
  autofix: false,
};

describe('the pool formula', () => {
  test.each([
    ['database: { pool_formula: A + 2 }', DEFAULTS],
    ['database: { pool_formula: A + 2, pool_formula_scope: container }', { ...DEFAULTS, scope: 'container' }],
    ['database: { pool_formula: A + 2, pool_formula_scope: literal }', { ...DEFAULTS, acknowledged: true }],
    [
      'database: { pool_formula: { expr: A + 2, scope: process, severity: warning, bind: raw, acknowledge: per-process-pool, autofix: true, applies_to: [web] } }',
      {
        ...DEFAULTS,
        scope: 'process',
        severity: 'warning',
        bind: 'raw',
        acknowledged: true,
        autofix: true,
        appliesTo: ['web'],
      },
    ],
  ])('%s', (text, expected) => {
    expect(read(`${text}\n`)).toEqual({
      formulas: [{ name: 'pool_formula', expression: 'A + 2', line: 2, ...expected }],
      problems: [],
    });
  });
});

test('further formulas, of which the limit may stand on the right', () => {
  const text = `formulas:
  required_pool: RAILS_MAX_THREADS + EXTRA_DB_THREADS
  pod_connections: { expr: database.pool * processes, compare_to: budget.per_pod, op: "<=" }
  cpu: { expr: ceil(processes / 2), compare: cpu.limit }
`;
  expect(read(text)).toEqual({
    formulas: [
      { ...DEFAULTS, name: 'required_pool', expression: 'RAILS_MAX_THREADS + EXTRA_DB_THREADS', line: 3 },
      {
        ...DEFAULTS,
        name: 'pod_connections',
        expression: 'database.pool * processes',
        compare: 'budget.per_pod',
        line: 4,
      },
      { ...DEFAULTS, name: 'cpu', expression: 'ceil(processes / 2)', compare: 'cpu.limit', line: 5 },
    ],
    problems: [],
  });
});

describe('mistakes', () => {
  const arithmetic = 'must be arithmetic such as RAILS_MAX_THREADS * WEB_CONCURRENCY + 2';
  test.each([
    ['database: { pool_formula: "A; exit" }', [`2:28 database.pool_formula ${arithmetic}, not "A; exit"`]],
    ['formulas: { a: 5 }', [`2:16 formulas.a ${arithmetic}, not "5"`]],
    [
      'formulas: { a: { scope: literal } }',
      ['2:18 the formula a has no expr: arithmetic such as RAILS_MAX_THREADS * WEB_CONCURRENCY + 2'],
    ],
    [
      'formulas: { a: { expr: A, scope: proces } }',
      ['2:34 formulas.a.scope must be one of literal, process, container, not "proces": did you mean process?'],
    ],
    [
      'formulas: { a: { expr: A, severty: error } }',
      ['2:27 the contract has no key formulas.a.severty: did you mean severity?'],
    ],
    [
      'formulas: { a: { expr: A, compare: database.pool, compare_to: budget.per_pod } }',
      ['2:63 the formula a has both compare (what stands left of op) and compare_to (right of it)'],
    ],
    [
      'database: { pool_formula: A }\nformulas: { pool_formula: B }',
      ['3:27 formulas.pool_formula has the name of database.pool_formula: give it another'],
    ],
    ['formulas: { a: A, a: B }', ['2:13 formulas.a is given more than once: only the last one counts']],
  ])('%s', (text, problems) => {
    expect(read(`${text}\n`).problems).toEqual(problems);
  });
});
