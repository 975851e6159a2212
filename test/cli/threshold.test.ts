import { describe, expect, test } from '@jest/globals';
import { reachesThreshold } from '../../src/cli/threshold.js';
import type { Diagnostic } from '../../src/policy/diagnostic.js';
import { POOL_FINDING } from '../reporters/example-report.js';

const warning: Diagnostic = { ...POOL_FINDING, severity: 'warning' };

describe('a finding fails the check', () => {
  test('at the threshold', () => expect(reachesThreshold([warning], 'warning')).toBe(true));
  test('above the threshold', () => expect(reachesThreshold([warning], 'notice')).toBe(true));
  test('not below it', () => expect(reachesThreshold([warning], 'error')).toBe(false));
  test('never when nothing shall', () => expect(reachesThreshold([POOL_FINDING], 'never')).toBe(false));
});

describe('with a base, a finding fails the check', () => {
  test('when it is new', () => expect(reachesThreshold([{ ...warning, status: 'new' }], 'warning')).toBe(true));
  test('when it got worse', () => expect(reachesThreshold([{ ...warning, status: 'worsened' }], 'warning')).toBe(true));
  test('not when it was there', () =>
    expect(reachesThreshold([{ ...warning, status: 'existing' }], 'warning')).toBe(false));
});
