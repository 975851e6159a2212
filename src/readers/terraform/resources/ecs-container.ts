import type { Container, Probe } from '../../../model/facts/workload.js';
import { known, type Setting, unknown } from '../../../model/traced.js';
import { commandOf, cpuUnits, Fields, mebibytes } from '../fields.js';
import { declared, knownText, orDefault } from '../settings.js';
import type { Value } from '../value.js';
import { ecsVariables } from '../variables.js';

/** What the task as a whole may use: hard limits that its containers share. */
export interface TaskLimits {
  /** Bytes. */
  readonly memory: Setting<number>;
  /** Millicores. */
  readonly cpu: Setting<number>;
}

/** ECS allows ten in a task. */
const MAX_CONTAINERS = 20;

/** The containers of `container_definitions`; the one that serves the load balancer, or the first essential one, is the main one. */
export function ecsContainers(definitions: Value, limits: TaskLimits, main?: string): readonly Container[] {
  const items = definitions.kind === 'list' ? definitions.items.slice(0, MAX_CONTAINERS) : [];
  const all = items.map((item) => new Fields(item, 'the container definition'));
  const isMain = (fields: Fields) => knownText(fields.field('name')) === main;
  const isEssential = (fields: Fields) => knownText(fields.field('essential')) !== 'false';
  const first = (main === undefined ? undefined : all.find(isMain)) ?? all.find(isEssential) ?? all[0];
  return all.map((fields) => ecsContainer(fields, limits, all.length, fields === first));
}

function ecsContainer(fields: Fields, limits: TaskLimits, count: number, main: boolean): Container {
  const command = fields.command('entryPoint');
  const args = fields.command('command');
  const liveness = probeOf(fields);
  const ports = fields.list('portMappings').items.flatMap((port) => {
    const number = declared(port.number('containerPort'));
    return number === undefined ? [] : [{ number }];
  });
  return {
    name: knownText(fields.field('name')) ?? 'container',
    role: main ? 'main' : 'sidecar',
    image: fields.text('image'),
    ...(command === undefined ? {} : { command }),
    ...(args === undefined ? {} : { args }),
    ...ecsVariables(fields, { environment: 'environment', secrets: 'secrets', files: 'environmentFiles' }),
    memory: {
      request: mebibytes(fields.number('memoryReservation')),
      limit: limitOf(mebibytes(fields.number('memory')), limits.memory, count),
    },
    cpu: { request: cpuUnits(fields.number('cpu')), limit: limitOf(cpuLimit(fields), limits.cpu, count) },
    ports,
    probes: liveness === undefined ? {} : { liveness },
    at: fields.at,
  };
}

/** A container's `cpu` is its share of what is there, no limit. */
function cpuLimit(fields: Fields): Setting<number> {
  return known(null, { location: fields.at, says: 'ECS limits no single container' });
}

/** A container's own limit, or the task's if it is alone in the task. */
function limitOf(own: Setting<number>, task: Setting<number>, count: number): Setting<number> {
  if (!own.known || own.value !== null || (task.known && task.value === null)) return own;
  return count === 1 ? task : unknown('not-computable', `${count} containers share the task's limit`, task.trail);
}

/** The container's `healthCheck`, with the defaults of ECS: every 30 s, 3 retries, a timeout of 5 s. */
function probeOf(fields: Fields): Probe | undefined {
  const check = fields.field('healthCheck');
  if (check === undefined || (check.kind === 'scalar' && check.value === null)) return undefined;
  const health = new Fields(check, 'healthCheck');
  const list = health.field('command');
  const command = list === undefined ? undefined : healthCommand(list);
  const seconds = (name: string, fallback: number) =>
    orDefault(health.number(name), fallback, `ECS default of ${name}`);
  return {
    action: 'exec',
    scheme: 'HTTP',
    headers: {},
    initialDelaySeconds: seconds('startPeriod', 0),
    periodSeconds: seconds('interval', 30),
    failureThreshold: seconds('retries', 3),
    timeoutSeconds: seconds('timeout', 5),
    ...(command === undefined ? {} : { command }),
    at: health.at,
  };
}

/** `["CMD-SHELL", "curl …"]` is a line for the shell, `["CMD", "curl", …]` words. */
function healthCommand(list: Value): Container['command'] {
  const command = commandOf(list);
  if (command?.form !== 'exec') return command;
  const [kind, ...words] = command.words;
  if (kind === 'CMD-SHELL') return { form: 'shell', line: words.join(' '), at: command.at };
  return kind === 'CMD' ? { ...command, words } : command;
}
