import { expect, test } from '@jest/globals';
import { parseFormula } from '../../../../src/model/assembly/derive/formula-arithmetic.js';
import { multipliesProcesses } from '../../../../src/model/assembly/derive/formula-dimension.js';

test.each([
  ['RAILS_MAX_THREADS * WEB_CONCURRENCY + 2', true],
  ['2 + WEB_CONCURRENCY * (RAILS_MAX_THREADS + 1)', true],
  ['max(5, threads * processes)', true],
  ['-(concurrency * replicas)', true],
  ['RAILS_MAX_THREADS + WEB_CONCURRENCY', false],
  ['RAILS_MAX_THREADS * 2 + EXTRA_DB_THREADS', false],
  ['WEB_CONCURRENCY * 2', false],
  ['database.pool / processes', false],
])('%s multiplies a number of one process by a number of processes: %s', (text, expected) => {
  const formula = parseFormula(text);
  expect(formula && multipliesProcesses(formula)).toBe(expected);
});
