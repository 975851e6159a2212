import { describe, expect, test } from '@jest/globals';
import { deriveDisruptionBudgets } from '../../../../src/model/assembly/derive/disruption-budgets.js';
import type { DisruptionBudget, Workload } from '../../../../src/model/facts/workload.js';
import { unknown } from '../../../../src/model/traced.js';
import { application, draft, environment, place, says, shown, workload } from './example.js';

const patched = unknown('template-not-rendered', 'the kustomization in k8s/production may change it');

function matched(
  selector: Record<string, string>,
  runs: Partial<Workload> = {},
  parts: Partial<DisruptionBudget> = {},
) {
  const budget: DisruptionBudget = {
    kind: 'disruption-budget',
    name: 'shop',
    placement: {},
    selector,
    minAvailable: says('50%'),
    maxUnavailable: says(null),
    at: place('k8s/pdb.yaml'),
    ...parts,
  };
  const web = draft('web', { workload: workload('web', { podLabels: { app: 'shop-web', tier: 'web' }, ...runs }) });
  const [only] = deriveDisruptionBudgets(environment([web], { disruptionBudgets: [budget] }));
  return only && [shown(only.matched), shown(only.selector)];
}

describe('a disruption budget', () => {
  test.each([
    [{ app: 'shop-web' }, true],
    [{ app: 'shop-web', tier: 'web' }, true],
    [{ app: 'web-shop' }, false],
    [{ app: 'shop-web', tier: 'front' }, false],
  ])('that selects %j: %s', (selector, expected) => {
    const labels = Object.entries(selector).map((label) => label.join('='));
    expect(matched(selector)).toEqual([expected, labels.join(',')]);
  });

  test.each<[string, Record<string, string>, Partial<Workload>, string]>([
    ['a placeholder in its labels', { app: '<%= name %>' }, {}, 'template-not-rendered'],
    ['a placeholder that is replaced by its name', { app: 'shop-__ENV__-web' }, {}, 'template-not-rendered'],
    [
      'a placeholder in the labels of a workload',
      { app: 'web-shop' },
      { podLabels: { app: '{{ app }}' } },
      'template-not-rendered',
    ],
    ['a workload whose labels are not known', { app: 'web-shop' }, { podLabels: {} }, 'template-not-rendered'],
    ['a workload that is patched', { app: 'web-shop' }, { changed: patched }, 'template-not-rendered'],
    ['a label that no workload uses', { 'app.kubernetes.io/name': 'redis' }, {}, 'outside-repository'],
  ])('is undecided with %s', (_, selector, runs, reason) => {
    expect(matched(selector, runs)?.[0]).toMatch(`unknown: ${reason}`);
  });

  test('does not wait for a placeholder in a label that it does not ask for', () => {
    expect(matched({ app: 'web-shop' }, { podLabels: { app: 'shop-web', version: '<%= sha %>' } })?.[0]).toBe(false);
  });

  test('is not meant for a Job that a template names', () => {
    expect(matched({ app: 'web-shop' }, { type: 'Job', podLabels: {} })).toBeUndefined();
  });

  test('is undecided when it is patched itself', () => {
    expect(matched({ app: 'web-shop' }, {}, { changed: patched })?.[0]).toMatch('may change it');
  });

  test.each([
    ['k8s/web.yaml', 'unknown: file-not-read: k8s/web.yaml'],
    ['config/sidekiq.yml', false],
  ])('beside %s, which could not be read: %s', (path, expected) => {
    const budget: DisruptionBudget = {
      kind: 'disruption-budget',
      name: 'shop',
      placement: {},
      selector: { app: 'api' },
      minAvailable: says('50%'),
      maxUnavailable: says(null),
      at: place('k8s/pdb.yaml'),
    };
    const web = draft('web', { application: application({ unread: [path] }) });
    const [only] = deriveDisruptionBudgets(environment([web], { disruptionBudgets: [budget] }));
    expect(only && shown(only.matched)).toBe(expected);
  });
});
