import { posix } from 'node:path';
import type { ConfigSource } from '../../model/facts/workload.js';
import { known, type Traced, unknown } from '../../model/traced.js';
import type { YamlNode } from '../../syntax/yaml/node.js';
import { Fields, hop } from './fields.js';
import type { ManifestFile } from './manifest-file.js';
import type { KustomizationChanges, KustomizationPart } from './part.js';

/** Fields that can change any field of any resource. */
const PATCHING = [
  'patches',
  'patchesStrategicMerge',
  'patchesJson6902',
  'replacements',
  'vars',
  'components',
  'transformers',
  'helmCharts',
  'helmChartInflationGenerator',
];

/** Reads a `kustomization.yaml`: the files that it names, what it does to them and what it generates. */
export function kustomizationOf(file: ManifestFile, document: YamlNode): KustomizationPart {
  const fields = Fields.of(file, document);
  const directory = posix.dirname(file.source.path);
  const here = (reference: string) => posix.join(directory, reference);
  const list = (key: string) => textsIn(fields, key);
  const generators = ['configMapGenerator', 'secretGenerator'].flatMap((key) => fieldsIn(fields, key));
  return {
    kind: 'kustomization',
    directory,
    resources: ['resources', 'bases', 'components'].flatMap(list).filter(isLocal).map(here),
    patches: [
      ...list('patchesStrategicMerge').filter((patch) => !patch.includes('\n')),
      ...['patches', 'patchesJson6902'].flatMap((key) =>
        fieldsIn(fields, key).flatMap((patch) => patch.text('path') ?? []),
      ),
    ].map(here),
    changes: changesOf(fields),
    generated: [
      ...fieldsIn(fields, 'configMapGenerator').flatMap((generator) => generatedBy(generator, 'ConfigMap')),
      ...fieldsIn(fields, 'secretGenerator').flatMap((generator) => generatedBy(generator, 'Secret')),
    ],
    merged: generators
      .filter((generator) => /^(?:merge|replace)$/.test(generator.text('behavior') ?? ''))
      .flatMap((generator) => generator.text('name') ?? []),
  };
}

function changesOf(fields: Fields): KustomizationChanges {
  return {
    anything: PATCHING.some((key) => fields.has(key)),
    images: fields.has('images'),
    replicas: fieldsIn(fields, 'replicas').flatMap((entry) => entry.text('name') ?? []),
  };
}

/** A generated ConfigMap or Secret: kustomize adds a hash to its name, and to every reference to it. */
function generatedBy(generator: Fields, type: ConfigSource['type']): readonly ConfigSource[] {
  const name = generator.scalar('name');
  if (name === undefined) return [];
  const namespace = generator.text('namespace');
  const literals = generator.items('literals');
  const nodes = literals.known ? literals.nodes : [];
  const data = nodes.flatMap((node) =>
    node.kind === 'scalar' ? [literalEntry(node.text, `${type} ${name.text}`, type, node)] : [],
  );
  const fromElsewhere = ['files', 'envs', 'env', 'behavior'].some((key) => generator.has(key));
  return [
    {
      kind: 'config-source',
      type,
      name: name.text,
      placement: namespace === undefined ? {} : { namespace },
      data: Object.fromEntries(data),
      binaryKeys: [],
      open: fromElsewhere || !literals.known,
      at: name.at,
    },
  ];
}

/** `KEY=value`, of which one pair of quotes around the value goes away. */
function literalEntry(
  text: string,
  owner: string,
  type: ConfigSource['type'],
  node: YamlNode,
): [string, Traced<string>] {
  const equals = text.indexOf('=');
  const key = equals === -1 ? text : text.slice(0, equals);
  const trail = hop(node.at, `${owner}, key ${key}`);
  if (type === 'Secret') return [key, unknown('hidden-in-secret', trail.says, [trail])];
  const value = text.slice(key.length + 1).replace(/^(["'])(.*)\1$/s, '$2');
  return [key, known(value, trail)];
}

function textsIn(fields: Fields, key: string): readonly string[] {
  const items = fields.items(key);
  return (items.known ? items.nodes : []).flatMap((node) => (node.kind === 'scalar' ? [node.text] : []));
}

function fieldsIn(fields: Fields, key: string): readonly Fields[] {
  const items = fields.items(key);
  return (items.known ? items.nodes : []).map((node) => Fields.of(fields.file, node));
}

function isLocal(reference: string): boolean {
  return !reference.includes('://') && !/^(?:git@|github\.com\/)/.test(reference);
}
