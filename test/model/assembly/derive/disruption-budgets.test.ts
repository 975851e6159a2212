import { describe, expect, test } from '@jest/globals';
import { deriveDisruptionBudgets } from '../../../../src/model/assembly/derive/disruption-budgets.js';
import type { DisruptionBudget } from '../../../../src/model/facts/workload.js';
import { draft, environment, hidden, place, says, shown, workload } from './example.js';

function budget(parts: Partial<DisruptionBudget>): DisruptionBudget {
  return {
    kind: 'disruption-budget',
    name: 'shop',
    placement: {},
    selector: { app: 'web' },
    minAvailable: says(null),
    maxUnavailable: says(null),
    at: place('k8s/pdb.yaml'),
    ...parts,
  };
}

function judged(parts: Partial<DisruptionBudget>, pods: number) {
  const web = draft('web', { process: { replicas: { min: says(pods), max: says(20) } } });
  return deriveDisruptionBudgets(environment([web], { disruptionBudgets: [budget(parts)] }));
}

describe('a disruption budget', () => {
  test.each([
    ['minAvailable', '100%', 3, 0],
    ['minAvailable', '2', 2, 0],
    ['minAvailable', '50%', 3, 1],
    ['minAvailable', '1', 1, 0],
    ['minAvailable', '80%', 4, 0],
    ['minAvailable', '50%', 1, 0],
    ['maxUnavailable', '0', 3, 0],
    ['maxUnavailable', '25%', 2, 1],
    ['maxUnavailable', '5', 2, 2],
  ])('%s %s of %i pods lets %i go', (field, text, pods, expected) => {
    const [only] = judged({ [field]: says(text) }, pods);
    expect(only && [only.workload, shown(only.replicas), shown(only.allowedDisruptions)]).toEqual([
      'web',
      pods,
      expected,
    ]);
  });

  test('counts the pods of all that it selects', () => {
    const drafts = ['web', 'api'].map((name) =>
      draft(name, { workload: workload(name, { podLabels: { tier: 'app' } }) }),
    );
    const shared = budget({ selector: { tier: 'app' }, minAvailable: says('1') });
    const [only] = deriveDisruptionBudgets(environment(drafts, { disruptionBudgets: [shared] }));
    expect(only && [only.workload, shown(only.allowedDisruptions)]).toEqual(['web, api', 1]);
  });

  test('is not judged where no workload of its namespace is declared', () => {
    const web = draft('web', { workload: workload('web', { placement: { namespace: 'shop' } }) });
    const elsewhere = budget({ placement: { namespace: 'billing' }, minAvailable: says('1') });
    expect(deriveDisruptionBudgets(environment([web], { disruptionBudgets: [elsewhere] }))).toEqual([]);
  });

  test('does not hold a node for a Job', () => {
    const job = draft('web', { workload: workload('web', { type: 'Job' }) });
    const protecting = budget({ minAvailable: says('1') });
    expect(deriveDisruptionBudgets(environment([job], { disruptionBudgets: [protecting] }))).toEqual([]);
  });

  test('blocks nothing where nothing runs', () => {
    expect(judged({ minAvailable: says('1') }, 0)).toEqual([]);
  });

  test.each([
    ['neither field', {}, 'not-declared'],
    ['a hidden field', { minAvailable: hidden }, 'hidden-in-secret'],
    ['a field in no known form', { minAvailable: says('half') }, 'not-computable'],
  ])('is undecided with %s', (_, parts, reason) => {
    expect(judged(parts, 2)[0]?.allowedDisruptions).toMatchObject({ known: false, reason });
  });

  test('is undecided with matchExpressions', () => {
    const { selector: _, ...rest } = budget({ minAvailable: says('1') });
    const [only] = deriveDisruptionBudgets(environment([draft('web')], { disruptionBudgets: [rest] }));
    expect([only?.matched, only?.replicas]).toMatchObject([
      { known: false, reason: 'not-computable' },
      { known: false, reason: 'not-computable' },
    ]);
  });
});
