import type { Fact } from '../../model/facts/fact.js';
import { horizontalPodAutoscalerOf, scaledObjectOf } from './autoscaler.js';
import { configMapOf, externalSecretOf, operatorSecretOf, sealedSecretOf, secretOf } from './config-source.js';
import { disruptionBudgetOf } from './disruption-budget.js';
import type { KubernetesObject } from './object.js';
import { serviceOf } from './service.js';
import { workloadOf } from './workload.js';

type ObjectReader = (object: KubernetesObject) => Fact;

/** What each kind of object says, by `kind`, or by `group/kind` where other groups use the same word for another thing. */
const READERS: ReadonlyMap<string, ObjectReader> = new Map<string, ObjectReader>([
  ['Deployment', workloadOf],
  ['StatefulSet', workloadOf],
  ['DaemonSet', workloadOf],
  ['ReplicaSet', workloadOf],
  ['ReplicationController', workloadOf],
  ['DeploymentConfig', workloadOf],
  ['CronJob', workloadOf],
  ['batch/Job', workloadOf],
  ['/Pod', workloadOf],
  ['argoproj.io/Rollout', workloadOf],
  ['/ConfigMap', configMapOf],
  ['/Secret', secretOf],
  ['SealedSecret', sealedSecretOf],
  ['ExternalSecret', externalSecretOf],
  ['VaultStaticSecret', (object) => operatorSecretOf(object, object.fields.path('spec', 'destination').text('name'))],
  ['OnePasswordItem', (object) => operatorSecretOf(object)],
  ['HorizontalPodAutoscaler', horizontalPodAutoscalerOf],
  ['ScaledObject', scaledObjectOf],
  ['PodDisruptionBudget', disruptionBudgetOf],
  ['/Service', serviceOf],
]);

/** The fact that an object states; undefined for kinds that say nothing about an application's configuration. */
export function factOf(object: KubernetesObject): Fact | undefined {
  const reader = READERS.get(object.kind) ?? READERS.get(`${object.group}/${object.kind}`);
  return reader?.(object);
}
