import type { Placement } from '../../model/facts/workload.js';
import type { Location } from '../../model/location.js';
import type { YamlNode } from '../../syntax/yaml/node.js';
import { Fields } from './fields.js';
import type { ManifestFile } from './manifest-file.js';

/** One Kubernetes object of a manifest. */
export interface KubernetesObject {
  readonly kind: string;
  /** `apps` of `apps/v1`; "" for the core group. */
  readonly group: string;
  readonly name: string;
  readonly placement: Placement;
  /** The name where it is written. */
  readonly at: Location;
  readonly fields: Fields;
}

/** Documents of one file may nest lists in templates in lists; beyond this nobody means it. */
const MAX_NESTING = 5;

/** The objects of a document: itself, or the members of a `List` or an OpenShift `Template`. */
export function objectsIn(file: ManifestFile, document: YamlNode | null, nesting = 0): readonly KubernetesObject[] {
  if (document?.kind !== 'mapping' || nesting > MAX_NESTING) return [];
  const fields = Fields.of(file, document);
  const kind = fields.text('kind');
  const members = kind === 'Template' ? 'objects' : kind?.endsWith('List') ? 'items' : undefined;
  if (members !== undefined) {
    const items = fields.items(members);
    return items.known ? items.nodes.flatMap((item) => objectsIn(file, item, nesting + 1)) : [];
  }
  const object = objectOf(fields);
  return object === undefined ? [] : [object];
}

function objectOf(fields: Fields): KubernetesObject | undefined {
  const kind = fields.scalar('kind');
  const version = fields.text('apiVersion');
  const metadata = fields.child('metadata');
  const name = metadata.scalar('name') ?? metadata.scalar('generateName');
  if (kind === undefined || version === undefined || name === undefined) return undefined;
  const namespace = metadata.scalar('namespace');
  const certain = namespace !== undefined && !fields.file.hasPlaceholder(namespace);
  return {
    kind: kind.text,
    group: version.includes('/') ? version.slice(0, version.indexOf('/')) : '',
    name: fields.file.textOf(name),
    placement: certain ? { namespace: namespace.text } : {},
    at: name.at,
    fields,
  };
}
