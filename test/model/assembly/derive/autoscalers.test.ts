import { describe, expect, test } from '@jest/globals';
import { deriveAutoscalers } from '../../../../src/model/assembly/derive/autoscalers.js';
import type { Autoscaler } from '../../../../src/model/facts/workload.js';
import { draft, environment, place, says, shown, workload } from './example.js';

function autoscaler(name: string, type = 'Deployment', namespace?: string): Autoscaler {
  return {
    kind: 'autoscaler',
    type: 'HorizontalPodAutoscaler',
    name: 'shop',
    placement: namespace === undefined ? {} : { namespace },
    target: { type, name, at: place('k8s/hpa.yaml', 7) },
    min: says(2),
    max: says(10),
    at: place('k8s/hpa.yaml'),
  };
}

describe('an autoscaler', () => {
  const web = draft('web', { workload: workload('web', { replicas: says(2), placement: { namespace: 'shop' } }) });

  test.each([
    ['its target', autoscaler('web'), true, 2],
    ['its target in its namespace', autoscaler('web', 'Deployment', 'shop'), true, 2],
    ['no target of that name', autoscaler('api'), false, 'unknown: outside-repository: Deployment api'],
    [
      'only a namesake elsewhere',
      autoscaler('web', 'Deployment', 'billing'),
      false,
      'unknown: outside-repository: Deployment web',
    ],
    [
      'no workload of that type at all',
      autoscaler('web', 'Rollout'),
      'unknown: outside-repository: Rollout web',
      'unknown: outside-repository: Rollout web',
    ],
  ])('finds %s', (_, scaler, found, replicas) => {
    const [only] = deriveAutoscalers(environment([web], { autoscalers: [scaler] }));
    expect(only && [shown(only.targetFound), shown(only.declaredReplicas)]).toEqual([found, replicas]);
  });
});
