import { expect, test } from '@jest/globals';
import { factOf, shown } from './read.js';

test.each(['autoscaling/v1', 'autoscaling/v2beta2', 'autoscaling/v2'])(
  'a HorizontalPodAutoscaler of %s',
  (apiVersion) => {
    const text = `apiVersion: ${apiVersion}
kind: HorizontalPodAutoscaler
metadata: { name: web, namespace: shop }
spec:
  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: shop-web }
  maxReplicas: 8
`;
    expect(shown(factOf('autoscaler', text))).toEqual({
      kind: 'autoscaler',
      type: 'HorizontalPodAutoscaler',
      name: 'web',
      placement: { namespace: 'shop' },
      target: { type: 'Deployment', name: 'shop-web', at: '5:66' },
      min: '1 <- Kubernetes default of minReplicas (3:19)*',
      max: '8 <- maxReplicas of web (6:16)*',
      at: '3:19',
    });
  },
);

test('a HorizontalPodAutoscaler without its maximum is malformed, not unbounded', () => {
  const { max } = factOf(
    'autoscaler',
    'apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: { name: a }\nspec: {}\n',
  );
  expect(shown(max)).toBe('not-declared: maxReplicas of a is left out <- maxReplicas of a is left out (3:19)');
});

test('a KEDA ScaledObject', () => {
  const text =
    'apiVersion: keda.sh/v1alpha1\nkind: ScaledObject\nmetadata: { name: jobs }\nspec:\n  scaleTargetRef: { name: sidekiq }\n';
  expect(shown(factOf('autoscaler', text))).toMatchObject({
    type: 'ScaledObject',
    target: { type: 'Deployment', name: 'sidekiq', at: '5:27' },
    min: '0 <- KEDA default of minReplicaCount (3:19)*',
    max: '100 <- KEDA default of maxReplicaCount (3:19)*',
  });
});

test('a PodDisruptionBudget', () => {
  const budget = (spec: string) =>
    factOf(
      'disruption-budget',
      `apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: { name: web }\nspec: ${spec}\n`,
    );
  expect(shown(budget('{ minAvailable: 50%, selector: { matchLabels: { app: web } } }'))).toEqual({
    kind: 'disruption-budget',
    name: 'web',
    placement: {},
    selector: { app: 'web' },
    minAvailable: '"50%" <- minAvailable of web (4:23)*',
    maxUnavailable: 'null <- web sets no maxUnavailable (3:19)',
    at: '3:19',
  });
  expect(budget('{ maxUnavailable: 1, selector: { matchExpressions: [] } }').selector).toBeUndefined();
});

test('a Service, with the port that stands in for a missing target port', () => {
  const text = `apiVersion: v1
kind: Service
metadata: { name: web }
spec:
  selector: { app: web }
  ports:
    - { name: http, port: 80, targetPort: 3000 }
    - port: 443
    - port: __PORT__
`;
  expect(shown(factOf('service', text))).toEqual({
    kind: 'service',
    name: 'web',
    placement: {},
    selector: { app: 'web' },
    ports: [
      { name: 'http', port: 80, targetPort: '"3000" <- targetPort (7:43)*', at: '7:27' },
      { port: 443, targetPort: '"443" <- Kubernetes default of targetPort (8:13)*', at: '8:13' },
    ],
    at: '3:19',
  });
});
