import type { Autoscaler } from '../../model/facts/workload.js';
import type { KubernetesObject } from './object.js';
import { WHOLE_NUMBER } from './scalar-form.js';

/** HorizontalPodAutoscaler of any version: they agree about bounds and target. */
export function horizontalPodAutoscalerOf(object: KubernetesObject): Autoscaler {
  const { name, at, fields } = object;
  const spec = fields.child('spec');
  return {
    ...identity(object),
    min: spec.withDefault('minReplicas', WHOLE_NUMBER, `minReplicas of ${name}`, 1, at),
    max: spec.required('maxReplicas', WHOLE_NUMBER, `maxReplicas of ${name}`, at),
  };
}

/** KEDA's ScaledObject: from nothing to a hundred unless it says otherwise. */
export function scaledObjectOf(object: KubernetesObject): Autoscaler {
  const { name, at, fields } = object;
  const spec = fields.child('spec');
  return {
    ...identity(object),
    min: spec.withDefault('minReplicaCount', WHOLE_NUMBER, `minReplicaCount of ${name}`, 0, at, 'KEDA'),
    max: spec.withDefault('maxReplicaCount', WHOLE_NUMBER, `maxReplicaCount of ${name}`, 100, at, 'KEDA'),
  };
}

function identity({ kind, name, placement, at, fields }: KubernetesObject): Omit<Autoscaler, 'min' | 'max'> {
  const target = fields.path('spec', 'scaleTargetRef');
  return {
    kind: 'autoscaler',
    type: kind,
    name,
    placement,
    target: {
      type: target.text('kind') ?? 'Deployment',
      name: target.text('name') ?? '',
      at: target.scalar('name')?.at ?? at,
    },
    at,
  };
}
