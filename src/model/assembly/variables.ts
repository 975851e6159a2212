import type { Image } from '../facts/image.js';
import type { ConfigSource, Container, VariableEntry, VariableSource } from '../facts/workload.js';
import type { Location } from '../location.js';
import type { Variable } from '../model.js';
import type { Hop, Setting, Slot, Traced } from '../traced.js';
import { known, unknown, via } from '../traced.js';
import type { ConfigSourceIndex } from './config-sources.js';
import { isTuningVariable } from './tuning-variables.js';

/** The environment variables of one container after precedence: `env`, then `envFrom` (later wins), then the image. */
export interface ContainerVariables {
  /** The variable's value; null when nothing sets it. */
  variable(name: string): Setting<string>;
  /** All that are known by name, sorted. */
  readonly list: readonly Variable[];
  /** Whether more may exist than `list` names, and through what. */
  readonly open: Traced<boolean>;
}

/** What a container without any declaration of its own gets: the image's variables, everything else from the platform. */
export function undeployedVariables(image: Image | undefined, at: Location): ContainerVariables {
  const values = new Map<string, Traced<string>>();
  addImage(values, image);
  return finish(values, {
    at,
    opaque: [],
    platform: { location: at, says: 'the variables that the platform sets are not in the repository' },
  });
}

export function containerVariables(
  container: Container,
  image: Image | undefined,
  sources: ConfigSourceIndex,
  namespace: string | undefined,
): ContainerVariables {
  const values = new Map<string, Traced<string>>();
  const opaque: OpaqueSource[] = [];
  addImage(values, image);
  for (const source of container.envFrom) addSource(values, opaque, source, sources, namespace);
  const unquoted = new Set<string>();
  for (const entry of container.env) {
    addEntry(values, entry, sources, namespace);
    if (entry.from.source === 'value' && entry.from.notString) unquoted.add(entry.name);
    else unquoted.delete(entry.name);
  }
  return finish(values, {
    at: container.at,
    opaque,
    unquoted,
    ...(container.variableSlot === undefined ? {} : { variableSlot: container.variableSlot }),
  });
}

/** A source whose keys were not read. */
interface OpaqueSource {
  readonly hop: Hop;
  /** A ConfigMap outside the repository: unlike a Secret it is where tuning variables are kept. */
  readonly mayTune: boolean;
}

interface Rest {
  readonly at: Location;
  readonly opaque: readonly OpaqueSource[];
  /** Names whose value is a YAML number or boolean. */
  readonly unquoted?: ReadonlySet<string>;
  /** Set where the platform's variables lie outside the repository altogether. */
  readonly platform?: Hop;
  readonly variableSlot?: NonNullable<Container['variableSlot']>;
}

function finish(values: ReadonlyMap<string, Traced<string>>, rest: Rest): ContainerVariables {
  const names = [...values.keys()].sort();
  return {
    variable: (name) => values.get(name) ?? unset(name, rest),
    list: names.flatMap((name) => {
      const value = values.get(name);
      if (value === undefined) return [];
      return rest.unquoted?.has(name) ? [{ name, value, notString: true as const }] : [{ name, value }];
    }),
    open: openness(rest),
  };
}

function openness({ at, opaque, platform }: Rest): Traced<boolean> {
  const [first, ...others] = platform === undefined ? opaque.map(({ hop }) => hop) : [platform];
  return first === undefined
    ? known(false, { location: at, says: 'declares all its variables' })
    : known(true, first, ...others);
}

/** A variable that no readable declaration sets: certain, assumed (tuning variables), or unknown behind an opaque source. */
function unset(name: string, { at, opaque, platform, variableSlot }: Rest): Setting<string> {
  if (!isTuningVariable(name)) {
    if (platform !== undefined) return unknown('not-deployed', `${name}, which the platform may set`, [platform]);
    const [first, ...others] = opaque.map(({ hop }) => hop);
    if (first !== undefined)
      return unknown('hidden-in-secret', `${name}, which a source with unknown keys may set`, [first, ...others]);
  }
  const tuning = opaque.find(({ mayTune }) => mayTune);
  if (tuning !== undefined)
    return unknown('outside-repository', `${name}, which a ConfigMap outside the repository may set`, [tuning.hop]);
  const slot: Slot | undefined = variableSlot && {
    path: variableSlot.path,
    start: variableSlot.offset,
    end: variableSlot.offset,
    prefix: variableSlot.prefix.replace('{name}', name),
    suffix: variableSlot.suffix,
    format: 'plain',
  };
  const hop: Hop = { location: at, says: `does not set ${name}`, ...(slot === undefined ? {} : { slot }) };
  const assumed = (platform === undefined ? opaque.map((source) => source.hop) : [platform]).map(
    ({ location, says }) => ({
      location,
      says: `${says}; assumed not to set ${name}`,
    }),
  );
  return known<string | null>(null, hop, ...assumed);
}

function addImage(values: Map<string, Traced<string>>, image: Image | undefined): void {
  for (const { name, value } of image?.env ?? []) values.set(name, value);
}

function addSource(
  values: Map<string, Traced<string>>,
  opaque: OpaqueSource[],
  source: VariableSource,
  index: ConfigSourceIndex,
  namespace: string | undefined,
): void {
  if (source.source === 'external' || source.source === 'invalid' || !source.object.known) {
    const hop = { location: source.at, says: 'takes variables from a source outside the repository' };
    opaque.push({ hop, mayTune: false });
    return;
  }
  const type = typeOf(source.source);
  const object = index.find(type, source.object.value, namespace);
  if (object === undefined) {
    const says = `takes all of ${type} ${source.object.value}, whose keys are not in the repository`;
    opaque.push({ hop: { location: source.at, says }, mayTune: type === 'ConfigMap' });
    return;
  }
  for (const [key, value] of Object.entries(object.data)) {
    values.set(source.prefix + key, via(value, { location: source.at, says: `takes all of ${type} ${object.name}` }));
  }
  if (object.open) {
    const says = `takes all of ${type} ${object.name}, which is filled from outside the repository`;
    opaque.push({ hop: { location: source.at, says }, mayTune: false });
  }
}

function addEntry(
  values: Map<string, Traced<string>>,
  entry: VariableEntry,
  index: ConfigSourceIndex,
  namespace: string | undefined,
): void {
  const { from } = entry;
  const hop: Hop = { location: entry.at, says: `sets ${entry.name}` };
  switch (from.source) {
    case 'value':
      values.set(entry.name, expandReferences(from.value, values));
      return;
    case 'field':
      values.set(entry.name, unknown('outside-repository', `the field ${from.path} of the pod`, [hop]));
      return;
    case 'external':
      values.set(entry.name, unknown('hidden-in-secret', from.detail, [hop]));
      return;
    case 'invalid':
      values.set(entry.name, unknown('not-declared', from.detail, [hop]));
      return;
    case 'config-map':
    case 'secret': {
      const value = referencedValue(entry, typeOf(from.source), from.object, from.key, index, namespace);
      if (value !== undefined) values.set(entry.name, value);
    }
  }
}

/** Undefined when an optional reference finds nothing: Kubernetes then leaves the variable unset. */
function referencedValue(
  entry: VariableEntry,
  type: ConfigSource['type'],
  name: Traced<string>,
  key: Traced<string>,
  index: ConfigSourceIndex,
  namespace: string | undefined,
): Traced<string> | undefined {
  const hop: Hop = { location: entry.at, says: `${entry.name} comes from ${type} ${name.known ? name.value : ''}` };
  if (!name.known) return via(name, hop);
  if (!key.known) return via(key, hop);
  const object = index.find(type, name.value, namespace);
  if (object === undefined) {
    return unknown(
      type === 'Secret' ? 'hidden-in-secret' : 'outside-repository',
      `${type} ${name.value}, key ${key.value}`,
      [hop],
    );
  }
  const value = Object.hasOwn(object.data, key.value) ? object.data[key.value] : undefined;
  if (value !== undefined) return via(value, hop);
  if (object.open) return unknown('outside-repository', `${type} ${name.value}, key ${key.value}`, [hop]);
  const optional = (entry.from.source === 'config-map' || entry.from.source === 'secret') && entry.from.optional;
  return optional ? undefined : unknown('not-declared', `${type} ${name.value} has no key ${key.value}`, [hop]);
}

/** `$(OTHER)` expands variables defined earlier; `$$` escapes; an undefined one stays as it is written. */
function expandReferences(value: Traced<string>, values: ReadonlyMap<string, Traced<string>>): Traced<string> {
  if (!value.known || !value.value.includes('$(')) return value;
  let missing: Traced<string> | undefined;
  const text = value.value.replace(/\$\$|\$\(([A-Za-z_][\w.-]*)\)/g, (whole, name: string | undefined) => {
    if (name === undefined) return '$';
    const other = values.get(name);
    if (other === undefined) return whole;
    if (!other.known) {
      missing = other;
      return whole;
    }
    return other.value;
  });
  if (missing !== undefined) return missing;
  const [first, ...rest] = value.trail;
  return known(text, { location: first.location, says: first.says }, ...rest);
}

function typeOf(source: 'config-map' | 'secret'): ConfigSource['type'] {
  return source === 'config-map' ? 'ConfigMap' : 'Secret';
}
