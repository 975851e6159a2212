import type { VariableEntry, VariableSource } from '../../model/facts/workload.js';
import { known, type Unknown, unknown, withoutSlots } from '../../model/traced.js';
import { mergedEntries } from '../../syntax/yaml/lookup.js';
import type { YamlMapping, YamlNode } from '../../syntax/yaml/node.js';
import { slotOf } from '../../syntax/yaml/slots.js';
import { Fields, hop } from './fields.js';
import { TEXT } from './scalar-form.js';

export interface ContainerVariables {
  readonly env: readonly VariableEntry[];
  readonly envFrom: readonly VariableSource[];
}

/** `env` and `envFrom` of a container. What a placeholder hides may set any variable: an `external` source says so. */
export function variablesOf(container: Fields): ContainerVariables {
  const env = container.items('env');
  const envFrom = container.items('envFrom');
  const entries = env.known ? env.nodes.map((node) => entryOf(container, node)) : [env];
  const sources = envFrom.known ? envFrom.nodes.map((node) => sourceOf(container, node)) : [hiddenSource(envFrom)];
  const hidden = entries.flatMap((entry) => ('known' in entry ? [hiddenSource(entry)] : []));
  return {
    env: entries.flatMap((entry) => ('known' in entry ? [] : [entry])),
    envFrom: [...sources, ...hidden].filter((source) => source !== undefined),
  };
}

function hiddenSource(hidden: Unknown): VariableSource | undefined {
  const at = hidden.trail[0]?.location;
  return at && { source: 'external', object: hidden, prefix: '', optional: true, at };
}

/** One entry of `env`; unknown when a placeholder stands for the whole entry. */
function entryOf({ file }: Fields, node: YamlNode): VariableEntry | Unknown {
  const item = Fields.of(file, node);
  if (item.hidden?.reason === 'template-not-rendered') return item.hidden;
  const nameScalar = item.scalar('name');
  if (item.mapping === undefined || nameScalar === undefined) return invalid('', node, 'the entry has no name');
  const name = file.textOf(nameScalar);
  const stranger = mergedEntries(item.mapping).find(({ key }) => !['name', 'value', 'valueFrom'].includes(key.text));
  const at = nameScalar.at;
  if (stranger !== undefined) {
    return invalid(name, stranger.key, `the entry has a field "${stranger.key.text}" that Kubernetes does not know`);
  }
  if (!item.has('valueFrom')) return { name, at, from: literal(item, name, item.mapping) };
  if (item.scalar('value') !== undefined) return invalid(name, nameScalar, 'the entry has both value and valueFrom');
  return { name, at, from: reference(item.child('valueFrom'), name) };
}

function literal(item: Fields, name: string, mapping: YamlMapping): VariableEntry['from'] {
  const says = `env ${name}`;
  const scalar = item.scalar('value');
  if (scalar === undefined && !isCollection(item, 'value')) {
    // Kubernetes takes `value:` and no value at all for the empty string.
    const empty = item.entry('value')?.value;
    const slot = empty?.kind === 'scalar' ? slotOf(item.file.source, empty) : item.slotFor('value');
    return { source: 'value', value: known('', hop(empty?.at ?? mapping.at, says, slot)), notString: false };
  }
  const value = item.required('value', { ...TEXT, read: ({ text }) => text }, says, mapping.at);
  const notString = scalar !== undefined && typeof scalar.value !== 'string' && !item.file.hasPlaceholder(scalar);
  return { source: 'value', value, notString };
}

function isCollection(item: Fields, key: string): boolean {
  const node = item.entry(key)?.value;
  return node !== undefined && node.kind !== 'scalar';
}

function reference(valueFrom: Fields, name: string): VariableEntry['from'] {
  if (valueFrom.hidden !== undefined) return { source: 'external', detail: valueFrom.hidden.detail };
  if (valueFrom.has('configMapKeyRef')) return keyReference('config-map', valueFrom, 'configMapKeyRef', name);
  if (valueFrom.has('secretKeyRef')) return keyReference('secret', valueFrom, 'secretKeyRef', name);
  const field = valueFrom.child('fieldRef').text('fieldPath') ?? valueFrom.child('resourceFieldRef').text('resource');
  if (field !== undefined) return { source: 'field', path: field };
  if (valueFrom.has('fileKeyRef')) return { source: 'external', detail: 'a file in a volume (fileKeyRef)' };
  const written = valueFrom.mapping?.entries[0]?.key.text;
  const detail =
    written === undefined ? 'valueFrom is empty' : `valueFrom has no source that Kubernetes knows, only "${written}"`;
  return { source: 'invalid', detail };
}

function keyReference(
  source: 'config-map' | 'secret',
  valueFrom: Fields,
  field: string,
  variable: string,
): VariableEntry['from'] {
  const ref = valueFrom.child(field);
  const at = valueFrom.entry(field)?.key.at;
  if (ref.hidden !== undefined || at === undefined) {
    return { source: 'external', detail: ref.hidden?.detail ?? field };
  }
  const missing = ['name', 'key'].find((key) => !ref.has(key));
  if (missing !== undefined) {
    const stranger = ref.mapping?.entries.find(({ key }) => !['name', 'key', 'optional'].includes(key.text));
    const instead = stranger === undefined ? '' : `, but "${stranger.key.text}"`;
    return { source: 'invalid', detail: `${field} of ${variable} has no ${missing}${instead}` };
  }
  // Names are not values to adjust: without slots the facts of a large repository stay small.
  const object = withoutSlots(ref.required('name', TEXT, `${field} of env ${variable}`, at));
  const key = withoutSlots(ref.required('key', TEXT, `${field} of env ${variable}`, at));
  return { source, object, key, optional: ref.isTrue('optional') };
}

/** One entry of `envFrom`. */
function sourceOf({ file }: Fields, node: YamlNode): VariableSource | undefined {
  const item = Fields.of(file, node);
  if (item.hidden !== undefined) return hiddenSource(item.hidden);
  const prefix = item.text('prefix') ?? '';
  const field = item.has('configMapRef') ? 'configMapRef' : item.has('secretRef') ? 'secretRef' : undefined;
  if (field === undefined) {
    const detail = 'the envFrom entry has neither configMapRef nor secretRef';
    const object = unknown('not-declared', detail, [hop(node.at, 'envFrom')]);
    return { source: 'invalid', object, prefix, optional: false, at: node.at };
  }
  const ref = item.child(field);
  const at = ref.scalar('name')?.at ?? item.entry(field)?.key.at ?? node.at;
  return {
    source: ref.hidden || ref.has('name') ? (field === 'configMapRef' ? 'config-map' : 'secret') : 'invalid',
    object: withoutSlots(ref.required('name', TEXT, `envFrom ${field}`, at)),
    prefix,
    optional: ref.isTrue('optional'),
    at,
  };
}

function invalid(name: string, node: YamlNode, detail: string): VariableEntry {
  return { name, at: node.at, from: { source: 'invalid', detail } };
}
