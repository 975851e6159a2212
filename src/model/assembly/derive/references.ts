import type { ConfigSource, Container, Workload } from '../../facts/workload.js';
import type { Location } from '../../location.js';
import type { Reference } from '../../model.js';
import type { Hop, Setting, Traced } from '../../traced.js';
import { derive, known, unknown } from '../../traced.js';
import type { ProcessDraft } from '../draft.js';
import type { Surroundings } from '../surroundings.js';
import { closeName } from './close-name.js';

/** A reference that Kubernetes insists on; optional ones start the container anyway and are not listed. */
interface Required {
  readonly type: ConfigSource['type'];
  readonly object: Traced<string>;
  readonly key: Setting<string>;
  readonly variable: string;
  readonly at: Location;
}

/**
 * What every container refers to, and whether it is there, in the same namespace. Many keys of one object that is not there
 * are one reference to the object.
 */
export function deriveReferences(processes: readonly ProcessDraft[], surroundings: Surroundings): readonly Reference[] {
  return processes.flatMap((draft) => [
    ...eachMissingObjectOnce(draft, surroundings).map((required) => resolve(required, draft, surroundings)),
    ...malformedIn(draft),
  ]);
}

/** What may live outside the repository is told once for the environment; what should be here, once for each process that waits for it. */
function eachMissingObjectOnce(draft: ProcessDraft, surroundings: Surroundings): readonly Required[] {
  const { process, workload } = draft;
  const namespace = workload?.placement.namespace;
  const told = new Set<string>();
  return requiredBy(draft).flatMap((required) => {
    const { type, object } = required;
    if (!object.known || surroundings.objects(type, object.value, namespace).length > 0) return [required];
    const name = objectName(type, object.value, namespace);
    const mayLiveElsewhere = !surroundings.hasObjects(type, namespace);
    if (told.has(name) || (mayLiveElsewhere && surroundings.firstAwaiting(name) !== process.id)) return [];
    told.add(name);
    return [{ ...required, variable: '' }];
  });
}

/** The objects that a container needs and that may live outside the repository: none of their type is declared here. */
export function awaitedObjects(
  workload: Workload,
  container: Container,
  { objects, hasObjects }: Pick<Surroundings, 'objects' | 'hasObjects'>,
): readonly string[] {
  const { namespace } = workload.placement;
  const names = requiredBy({ container }).flatMap(({ type, object }) =>
    object.known && objects(type, object.value, namespace).length === 0 && !hasObjects(type, namespace)
      ? [objectName(type, object.value, namespace)]
      : [],
  );
  return [...new Set(names)];
}

function objectName(type: ConfigSource['type'], name: string, namespace: string | undefined): string {
  return JSON.stringify([type, namespace, name]);
}

function requiredBy({ container }: Pick<ProcessDraft, 'container'>): readonly Required[] {
  if (container === undefined) return [];
  const keys = container.env.flatMap(({ name, from, at }): readonly Required[] => {
    if ((from.source !== 'config-map' && from.source !== 'secret') || from.optional) return [];
    return [{ type: typeOf(from.source), object: from.object, key: from.key, variable: name, at }];
  });
  const objects = container.envFrom.flatMap(({ source, object, prefix, optional, at }): readonly Required[] => {
    if ((source !== 'config-map' && source !== 'secret') || optional) return [];
    const key = known(null, { location: at, says: 'takes every key' });
    return [{ type: typeOf(source), object, key, variable: `${prefix}*`, at }];
  });
  return [...keys, ...objects];
}

function typeOf(source: 'config-map' | 'secret'): ConfigSource['type'] {
  return source === 'secret' ? 'Secret' : 'ConfigMap';
}

function resolve(required: Required, { process, workload }: ProcessDraft, surroundings: Surroundings): Reference {
  const { type, object, key, variable, at } = required;
  const namespace = workload?.placement.namespace;
  const hop: Hop = { location: at, says: `refers to a ${type}` };
  const declaredHere = surroundings.hasObjects(type, namespace);
  const sources = object.known ? surroundings.objects(type, object.value, namespace) : [];
  const keys = [...new Set(sources.flatMap(({ data }) => Object.keys(data)))].sort();
  const missingKey = key.known && key.value !== null && !keys.includes(key.value) ? key.value : undefined;
  const objectMissing = sources.length === 0 && object.known && declaredHere;
  const similarObject = objectMissing ? closeName(object.value, surroundings.objectNames(type, namespace)) : null;
  const suggestion = missingKey === undefined || objectMissing ? similarObject : closeName(missingKey, keys);
  return {
    process,
    type,
    object,
    key,
    variable,
    optional: false,
    state: stateOf(required, sources, missingKey, declaredHere, hop),
    presentKeys: known(sources.length === 0 ? null : keys.join(', '), sourceHop(sources) ?? hop),
    suggestion: known(suggestion, sourceHop(sources) ?? hop),
    typeIsDeclaredHere: known(declaredHere, hop),
    at,
  };
}

function stateOf(
  { type, object, key }: Required,
  sources: readonly ConfigSource[],
  missingKey: string | undefined,
  declaredHere: boolean,
  hop: Hop,
): Traced<string> {
  if (!object.known) return object;
  const found = sourceHop(sources);
  if (found === undefined) {
    return declaredHere
      ? derive([object], () => 'object-missing')
      : unknown('outside-repository', `${type} ${object.value}`, [hop, ...object.trail]);
  }
  if (!key.known) return key;
  if (missingKey === undefined) return known('found', found, hop);
  return sources.some(({ open }) => open)
    ? unknown('outside-repository', `key ${missingKey} of ${type} ${object.value}`, [hop, found])
    : derive([key, known(null, found)], () => 'key-missing');
}

function sourceHop([source]: readonly ConfigSource[]): Hop | undefined {
  return source && { location: source.at, says: `declares ${source.type} ${source.name}` };
}

/** Entries that Kubernetes refuses as they stand. */
function malformedIn({ process, container }: ProcessDraft): readonly Reference[] {
  if (container === undefined) return [];
  const entries = container.env.flatMap(({ name, from, at }) =>
    from.source === 'invalid' ? [{ variable: name, detail: from.detail, at }] : [],
  );
  const sources = container.envFrom.flatMap(({ source, prefix, at }) =>
    source === 'invalid' ? [{ variable: `${prefix}*`, detail: 'an envFrom entry', at }] : [],
  );
  return [...entries, ...sources].map(({ variable, detail, at }): Reference => {
    const hop: Hop = { location: at, says: detail };
    const nothing = known(null, hop);
    return {
      process,
      type: 'reference',
      object: unknown('not-declared', detail, [hop]),
      key: nothing,
      variable,
      optional: false,
      state: known('malformed', hop),
      presentKeys: nothing,
      suggestion: nothing,
      typeIsDeclaredHere: known(false, hop),
      at,
    };
  });
}
