import type { ConfigSource } from '../../model/facts/workload.js';
import { known, type Traced, unknown } from '../../model/traced.js';
import type { YamlScalar } from '../../syntax/yaml/node.js';
import { Fields, hop, tracedNode } from './fields.js';
import type { KubernetesObject } from './object.js';
import { TEXT } from './scalar-form.js';

/** Longer texts are files for volumes, not variables. */
const MAX_VALUE_LENGTH = 4_096;

export function configMapOf({ name, placement, at, fields }: KubernetesObject): ConfigSource {
  const data = fields.child('data').scalars();
  return {
    kind: 'config-source',
    type: 'ConfigMap',
    name,
    placement,
    data: Object.fromEntries(data.map((entry) => [entry.name, configValue(fields, name, entry)])),
    binaryKeys: fields
      .child('binaryData')
      .scalars()
      .map((entry) => entry.name),
    open: fields.child('data').hidden !== undefined,
    at,
  };
}

function configValue(
  { file }: Fields,
  configMap: string,
  { name, key, scalar }: { readonly name: string; readonly key: YamlScalar; readonly scalar: YamlScalar },
): Traced<string> {
  const says = `ConfigMap ${configMap}, key ${name}`;
  if (scalar.value === null) return known('', hop(key.at, says));
  if (scalar.text.length > MAX_VALUE_LENGTH) {
    return unknown('not-computable', `${says} is longer than ${MAX_VALUE_LENGTH} characters`, [hop(key.at, says)]);
  }
  return tracedNode(file, scalar, TEXT, says);
}

/** A Secret's keys; its values are never looked at. */
export function secretOf(object: KubernetesObject): ConfigSource {
  const { fields, name } = object;
  const sections = [fields.child('data'), fields.child('stringData')];
  const keys = sections.flatMap((section) => section.scalars().map(({ key }) => key));
  return hidden(
    object,
    name,
    keys,
    sections.some((section) => section.hidden !== undefined),
  );
}

/** Bitnami's encrypted Secret: its template names the Secret, else it has the same name. */
export function sealedSecretOf(object: KubernetesObject): ConfigSource {
  const spec = object.fields.child('spec');
  const name = spec.path('template', 'metadata').text('name') ?? object.name;
  const sections = [spec.child('encryptedData'), spec.path('template', 'data')];
  const keys = sections.flatMap((section) => section.scalars().map(({ key }) => key));
  return hidden(
    object,
    name,
    keys,
    sections.some((section) => section.hidden !== undefined),
  );
}

/** The Secret that the External Secrets operator fills. */
export function externalSecretOf(object: KubernetesObject): ConfigSource {
  const spec = object.fields.child('spec');
  const target = spec.child('target');
  const items = spec.items('data');
  const listed = (items.known ? items.nodes : []).flatMap((node) => {
    const key = Fields.of(object.fields.file, node).scalar('secretKey');
    return key === undefined ? [] : [key];
  });
  const templated = target
    .path('template', 'data')
    .scalars()
    .map(({ key }) => key);
  const open = spec.has('dataFrom') || target.child('template').has('templateFrom') || !items.known;
  return hidden(object, target.text('name') ?? object.name, [...listed, ...templated], open);
}

/** A Secret that some other operator fills from a store: which keys it gets is not in the repository. */
export function operatorSecretOf(object: KubernetesObject, name = object.name): ConfigSource {
  return hidden(object, name, [], true);
}

function hidden(object: KubernetesObject, name: string, keys: readonly YamlScalar[], open: boolean): ConfigSource {
  const { placement, at, fields } = object;
  const entries = keys.map((key): [string, Traced<string>] => {
    const says = `Secret ${name}, key ${fields.file.textOf(key)}`;
    return [fields.file.textOf(key), unknown('hidden-in-secret', says, [hop(key.at, says)])];
  });
  return {
    kind: 'config-source',
    type: 'Secret',
    name,
    placement,
    data: Object.fromEntries(entries),
    binaryKeys: [],
    open,
    at,
  };
}
