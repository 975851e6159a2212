import type { Container, Probe, Workload } from '../../../../model/facts/workload.js';
import { known, type Traced } from '../../../../model/traced.js';
import type { Block } from '../../block.js';
import { commandOf } from '../../fields.js';
import type { ModuleCall } from '../../module.js';
import type { Plan } from '../../plan.js';
import {
  booleanSetting,
  declared,
  knownText,
  memorySetting,
  numberSetting,
  orDefault,
  outside,
  textSetting,
} from '../../settings.js';
import { aksEnvironment } from './environment.js';

const GIBIBYTE = 1024 ** 3;

/**
 * `aks/application` of DFE-Digital/terraform-modules: a Kubernetes Deployment. The defaults written here have held in every
 * version of the module since its first of April 2023; others (the path of the probe) have changed and stay unknown.
 */
export function aksApplications(plan: Plan): readonly Workload[] {
  return plan.calls(/\/aks\/application(?:$|\?)/).map((call) => workloadOf(plan, call));
}

function workloadOf(plan: Plan, { block, title }: ModuleCall): Workload {
  const name = knownText(block.attribute('name')) ?? title;
  const web = orDefault(booleanSetting(block, 'is_web'), true, 'default of is_web: true');
  return {
    kind: 'workload',
    platform: 'module',
    type: 'Deployment',
    name,
    placement: plan.placement(block.attribute('namespace')),
    podLabels: {},
    replicas: orDefault(numberSetting(block, 'replicas'), 1, 'default of replicas: 1'),
    containers: [containerOf(block, name, web)],
    gracePeriodSeconds: known(null, { location: block.at, says: 'the module sets no grace period' }),
    rollout: rolloutOf(block, web),
    annotations: {},
    at: block.at,
  };
}

/** Requests and limits of memory are the same; the limit of CPU is one core. */
function containerOf(block: Block, name: string, web: Traced<boolean>): Container {
  const memory = orDefault(memorySetting(block, 'max_memory'), GIBIBYTE, 'default of max_memory: 1Gi');
  const port = orDefault(numberSetting(block, 'web_port'), 3000, 'default of web_port: 3000');
  const isWeb = web.known && web.value;
  const probe = probeOf(block, web, port);
  return {
    name,
    role: 'main',
    image: textSetting(block, 'docker_image'),
    ...commandsOf(block),
    env: [],
    envFrom: aksEnvironment(block, 'kubernetes_config_map_name', 'kubernetes_secret_name'),
    memory: { request: memory, limit: memory },
    cpu: {
      request: outside(`cpu_min of the cluster of ${block.what}`, block.at, block.what),
      limit: known(1000, { location: block.at, says: 'the module limits CPU to one core' }),
    },
    ports: isWeb ? [{ number: port }] : [],
    probes:
      probe === undefined
        ? {}
        : {
            liveness: { ...probe, failureThreshold: times(block, 5), timeoutSeconds: times(block, 5) },
            startup: probe,
          },
    at: block.at,
  };
}

/** The first word of `command` becomes the Deployment's `command`, the others its `args`: together they replace the image's. */
function commandsOf(block: Block): Pick<Container, 'command'> {
  const words = block.attribute('command');
  const command =
    words === undefined || (words.kind === 'scalar' && words.value === null) ? undefined : commandOf(words);
  return command === undefined ? {} : { command };
}

function rolloutOf(block: Block, web: Traced<boolean>): Workload['rollout'] {
  const place = { location: block.at, says: block.what };
  if (web.known && web.value) {
    return { strategy: 'RollingUpdate', maxSurge: known(null, place), maxUnavailable: known(null, place) };
  }
  const changed = outside(`how ${block.what} is replaced, which depends on the module's version`, block.at, block.what);
  return { strategy: 'RollingUpdate', maxSurge: changed, maxUnavailable: changed };
}

/** A web application is asked over HTTP unless its path is null, another one by `probe_command` if it has one. */
function probeOf(block: Block, web: Traced<boolean>, port: Traced<number>): Probe | undefined {
  if (!web.known) return undefined;
  const place = { location: block.placeOf(web.value ? 'probe_path' : 'probe_command'), says: block.what };
  const probe = {
    scheme: 'HTTP',
    headers: {},
    initialDelaySeconds: known(0, place),
    periodSeconds: known(5, place),
    failureThreshold: times(block, 24),
    timeoutSeconds: known(1, place),
    at: place.location,
  } as const;
  if (!web.value) {
    const words = block.attribute('probe_command');
    const command = words === undefined ? undefined : commandOf(words);
    return command === undefined ? undefined : { ...probe, action: 'exec', command };
  }
  const path = textSetting(block, 'probe_path');
  if (block.attribute('probe_path') !== undefined && path.known && path.value === null) return undefined;
  const text = declared(path) ?? outside(`the default of probe_path of ${block.what}`, block.at, block.what);
  const number = port.known ? { ...port, value: String(port.value) } : port;
  return { ...probe, action: 'http', path: text, port: number };
}

function times(block: Block, count: number): Traced<number> {
  return known(count, { location: block.at, says: `the module's probe` });
}
