import { expect, test } from '@jest/globals';
import { findFinding } from '../../src/cli/find-finding.js';
import type { NumberedFinding } from '../../src/reporters/numbered-findings.js';
import { POOL_FINDING } from '../reporters/example-report.js';

const POOL: NumberedFinding = { number: 1, finding: POOL_FINDING };
const OTHER: NumberedFinding = { number: 2, finding: { ...POOL_FINDING, fingerprint: 'aaaaaaaaaaaaaaaa' } };
const DRAIN: NumberedFinding = {
  number: 3,
  finding: { ...POOL_FINDING, ruleId: 'pdb-blocks-drain', fingerprint: '1234567890123456' },
};
const ALL = [POOL, OTHER, DRAIN];

test.each([
  ['a number', '3', DRAIN],
  ['a number as it is written in comments', '#2', OTHER],
  ['a rule with one finding', 'pdb-blocks-drain', DRAIN],
  ['a fingerprint', POOL_FINDING.fingerprint, POOL],
  ['a fingerprint of digits alone', '1234567890123456', DRAIN],
])('a finding is found by %s', (_, name, found) => expect(findFinding(ALL, name)).toEqual({ ok: true, found }));

test.each([
  [
    '0',
    'There is no finding 0. The findings here are numbered 1 to 3; plumbline explain without --finding lists them.',
  ],
  [
    '-1',
    'There is no finding -1. The findings here are numbered 1 to 3; plumbline explain without --finding lists them.',
  ],
  ['db-pool-below-process-threads', '2 findings fit db-pool-below-process-threads: say one of the numbers 1, 2.'],
])('%s is none', (name, problem) => expect(findFinding(ALL, name)).toEqual({ ok: false, problem }));

test('of one finding that is said', () =>
  expect(findFinding([POOL], '2')).toEqual({
    ok: false,
    problem: 'There is no finding 2. There is only finding 1; plumbline explain without --finding lists it.',
  }));
