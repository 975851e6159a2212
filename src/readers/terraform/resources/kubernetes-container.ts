import type { Container, VariableEntry, VariableSource } from '../../../model/facts/workload.js';
import { known, type Setting, unknown } from '../../../model/traced.js';
import type { Block } from '../block.js';
import { commandOf, Fields } from '../fields.js';
import type { Plan } from '../plan.js';
import {
  booleanSetting,
  cpuQuantity,
  cpuSetting,
  declared,
  knownText,
  memoryQuantity,
  memorySetting,
  numberSetting,
  textSetting,
} from '../settings.js';
import type { Value } from '../value.js';
import { valueFrom } from '../variables.js';
import { kubernetesProbes } from './kubernetes-probe.js';

/** A `container` block of a pod. */
export function kubernetesContainer(plan: Plan, block: Block, role: Container['role']): Container {
  return {
    name: knownText(block.attribute('name')) ?? 'container',
    role,
    image: textSetting(block, 'image'),
    ...commandsOf(block),
    env: block.blocks('env').flatMap((entry) => entryOf(plan, entry)),
    envFrom: block.blocks('env_from').flatMap((source) => sourceOf(plan, source)),
    ...resourcesOf(block),
    ports: block.blocks('port').flatMap((port) => {
      const number = declared(numberSetting(port, 'container_port'));
      const name = knownText(port.attribute('name'));
      return number === undefined ? [] : [{ number, ...(name === undefined ? {} : { name }) }];
    }),
    probes: kubernetesProbes(block),
    at: block.at,
  };
}

function commandsOf(block: Block): Pick<Container, 'command' | 'args'> {
  const [command, args] = ['command', 'args'].map((name) => {
    const value = block.attribute(name);
    return value === undefined ? undefined : commandOf(value);
  });
  return { ...(command === undefined ? {} : { command }), ...(args === undefined ? {} : { args }) };
}

/** `requests` and `limits` are maps, in old versions of the provider blocks. */
function resourcesOf(block: Block): Pick<Container, 'memory' | 'cpu'> {
  const resources = block.block('resources') ?? block;
  const quantity = <T>(
    kind: string,
    name: string,
    fromMap: (fields: Fields) => Setting<T>,
    fromBlock: (inner: Block) => Setting<T>,
  ) => {
    const map = resources.attribute(kind);
    const inner = resources.block(kind);
    if (map !== undefined) return fromMap(new Fields(map, `${kind} of ${block.what}`));
    return inner === undefined
      ? known(null, { location: resources.at, says: `no ${kind} of ${name}` })
      : fromBlock(inner);
  };
  const memory = (kind: string) =>
    quantity(
      kind,
      'memory',
      (fields) => memoryQuantity(fields.text('memory')),
      (inner) => memorySetting(inner, 'memory'),
    );
  const cpu = (kind: string) =>
    quantity(
      kind,
      'cpu',
      (fields) => cpuQuantity(fields.text('cpu')),
      (inner) => cpuSetting(inner, 'cpu'),
    );
  return {
    memory: { request: memory('requests'), limit: memory('limits') },
    cpu: { request: cpu('requests'), limit: cpu('limits') },
  };
}

function entryOf(plan: Plan, entry: Block): readonly VariableEntry[] {
  const name = knownText(entry.attribute('name'));
  if (name === undefined) return [];
  const value = entry.attribute('value');
  const from = value === undefined ? referenceOf(plan, entry) : valueFrom(value, name);
  return from === undefined ? [] : [{ name, at: entry.at, from }];
}

function referenceOf(plan: Plan, entry: Block): VariableEntry['from'] | undefined {
  const from = entry.block('value_from');
  const field = from?.block('field_ref');
  if (field !== undefined) return { source: 'field', path: knownText(field.attribute('field_path')) ?? '' };
  for (const [type, source] of [
    ['config_map_key_ref', 'config-map'],
    ['secret_key_ref', 'secret'],
  ] as const) {
    const reference = from?.block(type);
    if (reference === undefined) continue;
    const key = declared(textSetting(reference, 'key')) ?? unknown('not-declared', `key of ${reference.what}`);
    return { source, object: objectOf(plan, reference), key, optional: isOptional(reference) };
  }
  return undefined;
}

function sourceOf(plan: Plan, source: Block): readonly VariableSource[] {
  const prefix = knownText(source.attribute('prefix')) ?? '';
  return (
    [
      ['config_map_ref', 'config-map'],
      ['secret_ref', 'secret'],
    ] as const
  ).flatMap(([type, kind]) => {
    const reference = source.block(type);
    if (reference === undefined) return [];
    return [
      { source: kind, object: objectOf(plan, reference), prefix, optional: isOptional(reference), at: source.at },
    ];
  });
}

function isOptional(reference: Block): boolean {
  const optional = booleanSetting(reference, 'optional');
  return optional.known && optional.value === true;
}

/** The name of the object; `kubernetes_secret.x.metadata[0].name` is the name that the resource gives itself. */
function objectOf(plan: Plan, reference: Block): VariableSource['object'] {
  const value: Value | undefined = reference.attribute('name');
  const types = ['kubernetes_config_map', 'kubernetes_config_map_v1', 'kubernetes_secret', 'kubernetes_secret_v1'];
  const origin = plan.origin(value, ...types);
  const own = origin?.block.block('metadata');
  const named = declared(textSetting(own ?? reference, 'name'));
  if (origin !== undefined && named?.known !== true) {
    return known(origin.title, { location: reference.at, says: reference.what });
  }
  return named ?? unknown('not-declared', `name of ${reference.what}`);
}
