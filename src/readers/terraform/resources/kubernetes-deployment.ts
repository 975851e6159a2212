import type { Workload } from '../../../model/facts/workload.js';
import { known } from '../../../model/traced.js';
import type { Block } from '../block.js';
import type { Resource } from '../module.js';
import type { Plan } from '../plan.js';
import { knownText, numberSetting, textSetting } from '../settings.js';
import { kubernetesContainer } from './kubernetes-container.js';
import { inner, metadataOf, textsOf } from './kubernetes-metadata.js';

/** `kubernetes_deployment` and `kubernetes_deployment_v1`. */
export function kubernetesDeployments(plan: Plan): readonly Workload[] {
  return plan
    .resources('kubernetes_deployment', 'kubernetes_deployment_v1')
    .map((resource) => workloadOf(plan, resource));
}

function workloadOf(plan: Plan, resource: Resource): Workload {
  const { block } = resource;
  const spec = block.block('spec') ?? block;
  const template = inner(spec, 'template');
  const pod = template?.block('spec');
  const grace = pod ?? block;
  return {
    kind: 'workload',
    platform: 'kubernetes',
    type: 'Deployment',
    ...metadataOf(plan, resource),
    podLabels: textsOf(template?.block('metadata')?.attribute('labels')),
    replicas: numberSetting(spec, 'replicas'),
    containers:
      pod === undefined
        ? []
        : [
            ...pod.blocks('init_container').map((each) => kubernetesContainer(plan, each, 'init')),
            ...pod
              .blocks('container')
              .map((each, index) => kubernetesContainer(plan, each, index === 0 ? 'main' : 'sidecar')),
          ],
    gracePeriodSeconds: numberSetting(grace, 'termination_grace_period_seconds'),
    rollout: rolloutOf(spec),
    annotations: textsOf(block.block('metadata')?.attribute('annotations')),
    at: block.at,
  };
}

function rolloutOf(spec: Block): Workload['rollout'] {
  const strategy = spec.block('strategy');
  const rolling = strategy?.block('rolling_update');
  const place = { location: strategy?.at ?? spec.at, says: spec.what };
  if (strategy !== undefined && knownText(strategy.attribute('type')) === 'Recreate') {
    return { strategy: 'Recreate', maxSurge: known(null, place), maxUnavailable: known(null, place) };
  }
  return {
    strategy: 'RollingUpdate',
    maxSurge: rolling === undefined ? known(null, place) : textSetting(rolling, 'max_surge'),
    maxUnavailable: rolling === undefined ? known(null, place) : textSetting(rolling, 'max_unavailable'),
  };
}
