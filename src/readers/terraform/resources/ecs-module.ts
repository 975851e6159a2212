import type { Container, Workload } from '../../../model/facts/workload.js';
import type { Block } from '../block.js';
import { commandOf, cpuUnits, Fields, mebibytes } from '../fields.js';
import type { ModuleCall } from '../module.js';
import type { Plan } from '../plan.js';
import { declared, knownText, numberSetting, orOutside, outside, textSetting } from '../settings.js';
import type { Value } from '../value.js';
import { ecsVariables } from '../variables.js';

/**
 * Calls of a module named `ecs-service` outside the repository that take the service's settings as arguments, as the one of
 * trade-tariff-platform-terraform-modules does. What a call leaves out is unknown.
 */
export function ecsModules(plan: Plan): readonly Workload[] {
  const calls = plan.calls(/\/ecs-service(?:$|\?)/).filter(({ module }) => module === undefined);
  return calls
    .filter(({ block }) => block.attribute('service_name') !== undefined)
    .map((call) => workloadOf(plan, call));
}

function workloadOf(plan: Plan, { block, title }: ModuleCall): Workload {
  const name = knownText(block.attribute('service_name')) ?? title;
  const scaling = scalingOf(block);
  return {
    kind: 'workload',
    platform: 'ecs',
    type: 'aws_ecs_service',
    name,
    placement: plan.placement(),
    podLabels: {},
    replicas: orOutside(numberSetting(block, 'service_count'), `the default of service_count of ${block.what}`),
    ...(scaling === undefined ? {} : { scaling }),
    containers: [containerOf(block, name)],
    gracePeriodSeconds: outside(`the stop timeout of ${block.what}`, block.at, block.what),
    rollout: {
      strategy: 'RollingUpdate',
      maxSurge: outside(`the rollout of ${block.what}`, block.at, block.what),
      maxUnavailable: outside(`the rollout of ${block.what}`, block.at, block.what),
    },
    annotations: {},
    at: block.at,
  };
}

function containerOf(block: Block, name: string): Container {
  const port = declared(numberSetting(block, 'container_port'));
  return {
    name,
    role: 'main',
    image: textSetting(block, 'docker_image'),
    ...commandsOf(block),
    ...ecsVariables(argumentsOf(block), {
      environment: 'service_environment_config',
      secrets: 'service_secrets_config',
      files: 'service_environment_files',
    }),
    memory: {
      request: outside(`the memory reservation of ${block.what}`, block.at, block.what),
      limit: orOutside(mebibytes(numberSetting(block, 'memory')), `the default of memory of ${block.what}`),
    },
    cpu: {
      request: outside(`the share of CPU of ${block.what}`, block.at, block.what),
      limit: orOutside(cpuUnits(numberSetting(block, 'cpu')), `the default of cpu of ${block.what}`),
    },
    ports: port === undefined ? [] : [{ number: port }],
    probes: {},
    at: block.at,
  };
}

/** An entry point of one empty word clears the image's own, so that the command is what runs. */
function commandsOf(block: Block): Pick<Container, 'command' | 'args'> {
  const [entrypoint, words] = ['container_entrypoint', 'container_command'].map((name) => block.attribute(name));
  const cleared = entrypoint?.kind === 'list' && entrypoint.items.every((item) => knownText(item) === '');
  const command = entrypoint === undefined || cleared ? undefined : commandOf(entrypoint);
  const args = words === undefined ? undefined : commandOf(words);
  if (cleared && entrypoint.items.length > 0) return args === undefined ? {} : { command: args };
  return { ...(command === undefined ? {} : { command }), ...(args === undefined ? {} : { args }) };
}

function argumentsOf(block: Block): Fields {
  const names = ['service_environment_config', 'service_secrets_config', 'service_environment_files'];
  const entries = names.flatMap((name): [string, Value][] => {
    const value = block.attribute(name);
    return value === undefined ? [] : [[name, value]];
  });
  return new Fields(
    { kind: 'map', entries: new Map(entries), trail: [{ location: block.at, says: block.what }] },
    block.what,
  );
}

function scalingOf(block: Block): Workload['scaling'] {
  const enabled = block.attribute('has_autoscaler');
  if (enabled?.kind === 'scalar' && enabled.value === false) return undefined;
  const min = declared(numberSetting(block, 'min_capacity'));
  const max = declared(numberSetting(block, 'max_capacity'));
  return min === undefined || max === undefined ? undefined : { min, max };
}
