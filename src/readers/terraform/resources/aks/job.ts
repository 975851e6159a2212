import type { Container, Workload } from '../../../../model/facts/workload.js';
import { known } from '../../../../model/traced.js';
import type { Block } from '../../block.js';
import { commandOf } from '../../fields.js';
import type { ModuleCall } from '../../module.js';
import type { Plan } from '../../plan.js';
import { knownText, memorySetting, orOutside, outside, textSetting } from '../../settings.js';
import { aksEnvironment } from './environment.js';

/** `aks/job_configuration` of DFE-Digital/terraform-modules: a Kubernetes Job, mostly for migrations. */
export function aksJobs(plan: Plan): readonly Workload[] {
  return plan.calls(/\/aks\/job_configuration(?:$|\?)/).map((call) => workloadOf(plan, call));
}

function workloadOf(plan: Plan, { block, title }: ModuleCall): Workload {
  const name = knownText(block.attribute('job_name')) ?? title;
  const place = { location: block.at, says: block.what };
  return {
    kind: 'workload',
    platform: 'module',
    type: 'Job',
    name,
    placement: plan.placement(block.attribute('namespace')),
    podLabels: {},
    replicas: known(null, place),
    containers: [containerOf(block, name)],
    gracePeriodSeconds: known(null, place),
    rollout: { strategy: 'none', maxSurge: known(null, place), maxUnavailable: known(null, place) },
    annotations: {},
    at: block.at,
  };
}

function containerOf(block: Block, name: string): Container {
  const [commands, words] = ['commands', 'arguments'].map((argument) => block.attribute(argument));
  const command = commands === undefined ? undefined : commandOf(commands);
  const args = words === undefined ? undefined : commandOf(words);
  const memory = orOutside(memorySetting(block, 'max_memory'), `the default of max_memory of ${block.what}`);
  const cpu = outside(`the CPU of ${block.what}`, block.at, block.what);
  return {
    name,
    role: 'main',
    image: textSetting(block, 'docker_image'),
    ...(command === undefined ? {} : { command }),
    ...(args === undefined ? {} : { args }),
    env: [],
    envFrom: aksEnvironment(block, 'config_map_ref', 'secret_ref'),
    memory: { request: memory, limit: memory },
    cpu: { request: cpu, limit: cpu },
    ports: [],
    probes: {},
    at: block.at,
  };
}
