import type { Service } from '../../model/facts/workload.js';
import { Fields } from './fields.js';
import type { KubernetesObject } from './object.js';
import { NUMBER_OR_TEXT, WHOLE_NUMBER } from './scalar-form.js';

export function serviceOf({ name, placement, at, fields }: KubernetesObject): Service {
  const spec = fields.child('spec');
  const items = spec.items('ports');
  return {
    kind: 'service',
    name,
    placement,
    selector: spec.child('selector').record(),
    ports: (items.known ? items.nodes : []).flatMap((node) => portOf(Fields.of(fields.file, node))),
    at,
  };
}

/** Empty when the port number itself is not known. */
function portOf(fields: Fields): readonly Service['ports'][number][] {
  const scalar = fields.scalar('port');
  const port = scalar && WHOLE_NUMBER.read(scalar);
  if (scalar === undefined || port === undefined || fields.file.hasPlaceholder(scalar)) return [];
  const portName = fields.text('name');
  return [
    {
      ...(portName !== undefined && { name: portName }),
      port,
      targetPort: fields.withDefault('targetPort', NUMBER_OR_TEXT, 'targetPort', String(port), scalar.at),
      at: scalar.at,
    },
  ];
}
