import type { Container, Rollout, Workload } from '../../../model/facts/workload.js';
import { convert, known, type Setting, unknown } from '../../../model/traced.js';
import type { Block } from '../block.js';
import { decodeText } from '../decode-text.js';
import { cpuUnits, Fields, mebibytes } from '../fields.js';
import type { Resource } from '../module.js';
import type { Plan } from '../plan.js';
import { knownText, numberSetting, orDefault, orOutside } from '../settings.js';
import type { Value } from '../value.js';
import { ecsContainers } from './ecs-container.js';

const TASK = 'aws_ecs_task_definition';

/** `aws_ecs_service` with its task definition and scaling target; and task definitions that no service runs. */
export function ecsServices(plan: Plan): readonly Workload[] {
  const services = plan.resources('aws_ecs_service').map((service) => ({ service, task: taskOf(plan, service) }));
  const used = new Set(services.flatMap(({ task }) => (task === undefined ? [] : [task.address])));
  const lone = plan.resources(TASK).filter(({ address }) => !used.has(address));
  return [
    ...services.map(({ service, task }) => serviceWorkload(plan, service, task)),
    ...lone.map((task) => taskWorkload(plan, task)),
  ];
}

function taskOf(plan: Plan, { block }: Resource): Resource | undefined {
  const reference = block.attribute('task_definition');
  return plan.origin(reference, TASK) ?? plan.resources(TASK).find((task) => isFamily(task, knownText(reference)));
}

function isFamily({ block }: Resource, name: string | undefined): boolean {
  const family = knownText(block.attribute('family'));
  return name !== undefined && (name === family || name.startsWith(`${family}:`));
}

function serviceWorkload(plan: Plan, service: Resource, task: Resource | undefined): Workload {
  const { block, title } = service;
  const balanced = knownText(block.block('load_balancer')?.attribute('container_name'));
  const definition = task === undefined ? undefined : definitionOf(task.block);
  const scaling = scalingOf(plan, service);
  return {
    kind: 'workload',
    platform: 'ecs',
    type: 'aws_ecs_service',
    name: knownText(block.attribute('name')) ?? title,
    placement: plan.placement(),
    podLabels: {},
    replicas: replicasOf(block, scaling !== undefined),
    ...(scaling === undefined ? {} : { scaling }),
    containers: task === undefined || definition === undefined ? [] : containersOf(task.block, definition, balanced),
    gracePeriodSeconds: stopTimeoutOf(block, definition),
    rollout: rolloutOf(block),
    annotations: {},
    at: block.at,
  };
}

/** A task that is run by a schedule, by hand or by a tool outside the repository. */
function taskWorkload(plan: Plan, { block, title }: Resource): Workload {
  const definition = definitionOf(block);
  const none = { location: block.at, says: `no service runs ${block.what}` };
  return {
    kind: 'workload',
    platform: 'ecs',
    type: TASK,
    name: knownText(block.attribute('family')) ?? title,
    placement: plan.placement(),
    podLabels: {},
    replicas: unknown('not-declared', `nothing in the repository says how many of ${block.what} run`, [none]),
    containers: containersOf(block, definition, undefined),
    gracePeriodSeconds: stopTimeoutOf(block, definition),
    rollout: { strategy: 'none', maxSurge: known(null, none), maxUnavailable: known(null, none) },
    annotations: {},
    at: block.at,
  };
}

function definitionOf(task: Block): Value | undefined {
  const text = task.attribute('container_definitions');
  if (text === undefined) return undefined;
  return text.encoded ?? decodeText(text, { location: task.placeOf('container_definitions'), says: task.what });
}

function containersOf(task: Block, definition: Value | undefined, main: string | undefined): readonly Container[] {
  if (definition === undefined) return [];
  const limits = { memory: mebibytes(numberSetting(task, 'memory')), cpu: cpuUnits(numberSetting(task, 'cpu')) };
  return ecsContainers(definition, limits, main);
}

/** The longest that ECS waits for any container of the task. */
function stopTimeoutOf(block: Block, definition: Value | undefined): Setting<number> {
  const items = definition?.kind === 'list' ? definition.items : [];
  for (const item of items) {
    const seconds = new Fields(item, 'the container definition').number('stopTimeout');
    if (!seconds.known || seconds.value !== null) return seconds;
  }
  return known(null, { location: block.at, says: `${block.what} has no stopTimeout` });
}

function replicasOf(block: Block, scaled: boolean): Setting<number> {
  const declared = numberSetting(block, 'desired_count');
  if (knownText(block.attribute('scheduling_strategy')) === 'DAEMON') {
    return unknown('not-computable', `${block.what} runs one task on each instance`, declared.trail);
  }
  const ignored = block.block('lifecycle')?.words('ignore_changes') ?? [];
  if (!scaled && (ignored.includes('desired_count') || ignored.includes('all'))) {
    return unknown(
      'outside-repository',
      `desired_count of ${block.what}, changes of which Terraform ignores`,
      declared.trail,
    );
  }
  return declared;
}

/** The `aws_appautoscaling_target` of a service, which names it in its `resource_id`. */
function scalingOf(plan: Plan, service: Resource): Workload['scaling'] {
  const name = knownText(service.block.attribute('name'));
  const target = plan.resources('aws_appautoscaling_target').find(({ block }) => {
    const id = block.attribute('resource_id');
    const text = knownText(id);
    return id?.resources?.includes(service.address) || (name !== undefined && text?.endsWith(`/${name}`) === true);
  });
  if (target === undefined) return undefined;
  return {
    min: orOutside(numberSetting(target.block, 'min_capacity'), 'min_capacity'),
    max: orOutside(numberSetting(target.block, 'max_capacity'), 'max_capacity'),
  };
}

/** ECS starts up to `deployment_maximum_percent` (200) and keeps `deployment_minimum_healthy_percent` (100) of the tasks. */
function rolloutOf(block: Block): Rollout {
  const maximum = orDefault(
    numberSetting(block, 'deployment_maximum_percent'),
    200,
    'ECS default of deployment_maximum_percent: 200',
  );
  const minimum = orDefault(
    numberSetting(block, 'deployment_minimum_healthy_percent'),
    100,
    'ECS default of deployment_minimum_healthy_percent: 100',
  );
  return {
    strategy: 'RollingUpdate',
    maxSurge: convert(maximum, (percent) => `${percent - 100}%`),
    maxUnavailable: convert(minimum, (percent) => `${Math.max(0, 100 - percent)}%`),
  };
}
