import type { Autoscaler } from '../../../model/facts/workload.js';
import type { Resource } from '../module.js';
import type { Plan } from '../plan.js';
import { declared, knownText, numberSetting, orDefault, outside } from '../settings.js';
import { metadataOf } from './kubernetes-metadata.js';

/** `kubernetes_horizontal_pod_autoscaler`, `_v1` and `_v2`. */
export function kubernetesAutoscalers(plan: Plan): readonly Autoscaler[] {
  const type = 'kubernetes_horizontal_pod_autoscaler';
  return plan.resources(type, `${type}_v1`, `${type}_v2`).flatMap((resource) => autoscalerOf(plan, resource));
}

function autoscalerOf(plan: Plan, resource: Resource): readonly Autoscaler[] {
  const { block } = resource;
  const spec = block.block('spec');
  const target = spec?.block('scale_target_ref');
  if (spec === undefined || target === undefined) return [];
  const named = target.attribute('name');
  const deployment = plan.origin(named, 'kubernetes_deployment', 'kubernetes_deployment_v1');
  const own = deployment === undefined ? undefined : metadataOf(plan, deployment).name;
  return [
    {
      kind: 'autoscaler',
      type: 'HorizontalPodAutoscaler',
      ...metadataOf(plan, resource),
      target: {
        type: knownText(target.attribute('kind')) ?? 'Deployment',
        name: own ?? knownText(named) ?? '',
        at: target.at,
      },
      min: orDefault(numberSetting(spec, 'min_replicas'), 1, 'Kubernetes default of minReplicas: 1'),
      max: declared(numberSetting(spec, 'max_replicas')) ?? outside('max_replicas', spec.at, spec.what),
      at: block.at,
    },
  ];
}
