import { describe, expect, test } from '@jest/globals';
import type { Diagnostic } from '../../src/policy/diagnostic.js';
import { numberedFindings } from '../../src/reporters/numbered-findings.js';
import { POOL_FINDING, reportWith } from './example-report.js';

const ALL = { newOnly: true, ignored: [] };

function finding(message: string, change: Partial<Diagnostic>): Diagnostic {
  return { ...POOL_FINDING, status: 'new', message, ...change };
}

function listed(diagnostics: readonly Diagnostic[], listing: Parameters<typeof numberedFindings>[1] = ALL) {
  return numberedFindings(reportWith({ diagnostics }), listing).map((each) => `${each.number} ${each.finding.message}`);
}

describe('the list of findings', () => {
  const diagnostics = [
    finding('notice', { severity: 'notice', margin: 99 }),
    finding('warning', { severity: 'warning' }),
    finding('far off', { margin: 20 }),
    finding('near', { margin: 2 }),
    finding('existing', { status: 'existing', margin: 50 }),
    finding('worse', { status: 'worsened', margin: 5 }),
    finding('elsewhere', { margin: 2, location: { ...POOL_FINDING.location, path: 'a.yaml' } }),
  ];
  const order = ['1 far off', '2 worse', '3 elsewhere', '4 near', '5 warning', '6 notice'];

  test('begins with the most severe, then the furthest off, then by place', () =>
    expect(listed(diagnostics)).toEqual(order));
  test('does not depend on the order in which they were found', () =>
    expect(listed([...diagnostics].reverse())).toEqual(order));
  test('ends with what was there before, where that counts', () =>
    expect(listed(diagnostics, { ...ALL, newOnly: false })).toEqual([...order, '7 existing']));
  test('is without what was set aside', () => {
    const other = finding('other', { fingerprint: 'aaaaaaaaaaaaaaaa' });
    const ignored = [{ fingerprint: 'aaaaaaaaaaaaaaaa', reason: 'known', by: 'ada' }];
    expect(listed([finding('one', {}), other], { ...ALL, ignored })).toEqual(['1 one']);
  });
  test('is without mistakes in the policy, which nobody can set aside', () =>
    expect(listed([finding('wrong', { ruleId: 'rule-invalid' }), finding('one', {})])).toEqual(['1 one']));
  test('has everything where nothing was compared', () =>
    expect(listed([POOL_FINDING])).toEqual([`1 ${POOL_FINDING.message}`]));
});
