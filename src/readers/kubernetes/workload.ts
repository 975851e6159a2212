import type { Workload } from '../../model/facts/workload.js';
import { known, type Setting, unknown } from '../../model/traced.js';
import { containersOf } from './container.js';
import { type Fields, hop } from './fields.js';
import type { KubernetesObject } from './object.js';
import { rolloutOf } from './rollout.js';
import { WHOLE_NUMBER } from './scalar-form.js';

/** Copies of whole objects in annotations: large, and a Secret's copy holds its values. */
const OBJECT_COPY = 'kubectl.kubernetes.io/last-applied-configuration';

/** A Deployment, CronJob, Pod or whatever else runs containers. */
export function workloadOf(object: KubernetesObject): Workload {
  const { kind, name, placement, at, fields } = object;
  const template = podTemplateOf(kind, fields);
  const podSpec = template.child('spec');
  const { [OBJECT_COPY]: _, ...annotations } = {
    ...fields.path('metadata', 'annotations').record(),
    ...template.path('metadata', 'annotations').record(),
  };
  const grace = `terminationGracePeriodSeconds of ${kind} ${name}`;
  const noGrace = hop(at, `${kind} ${name} sets no grace period`, podSpec.slotFor('terminationGracePeriodSeconds'));
  return {
    kind: 'workload',
    platform: 'kubernetes',
    type: kind,
    name,
    placement,
    podLabels: template.path('metadata', 'labels').record(),
    replicas: replicasOf(object),
    containers: containersOf(podSpec),
    gracePeriodSeconds: podSpec.setting('terminationGracePeriodSeconds', WHOLE_NUMBER, grace, noGrace),
    rollout: rolloutOf(object),
    annotations,
    at,
  };
}

function podTemplateOf(kind: string, fields: Fields): Fields {
  if (kind === 'Pod') return fields;
  return kind === 'CronJob' ? fields.path('spec', 'jobTemplate', 'spec', 'template') : fields.path('spec', 'template');
}

function replicasOf({ kind, name, at, fields }: KubernetesObject): Setting<number> {
  const count = (spec: Fields, key: string) => {
    const absent = hop(at, `${kind} ${name} sets no ${key}`, spec.slotFor(key));
    return spec.setting(key, WHOLE_NUMBER, `${key} of ${kind} ${name}`, absent);
  };
  switch (kind) {
    case 'Pod':
      return known(1, hop(at, `Pod ${name}`));
    case 'DaemonSet':
      return unknown('not-computable', 'a DaemonSet runs one pod on each node', [hop(at, `DaemonSet ${name}`)]);
    case 'Job':
      return count(fields.child('spec'), 'parallelism');
    case 'CronJob':
      return count(fields.path('spec', 'jobTemplate', 'spec'), 'parallelism');
    default:
      return count(fields.child('spec'), 'replicas');
  }
}
