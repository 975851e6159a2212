import type { Container } from '../../model/facts/workload.js';
import type { Location } from '../../model/location.js';
import type { YamlMapping, YamlNode } from '../../syntax/yaml/node.js';
import { insertionIntoMapping, insertionIntoSequence } from '../../syntax/yaml/slots.js';
import { commandOf } from './command.js';
import { Fields, hop } from './fields.js';
import { preStopOf } from './pre-stop.js';
import { hiddenProbeIn, probesOf } from './probe.js';
import { CPU, MEMORY, type ScalarForm, TEXT, WHOLE_NUMBER } from './scalar-form.js';
import { variablesOf } from './variables.js';

/** The containers of a pod: the main one first, then its sidecars, then what runs before them. */
export function containersOf(podSpec: Fields): readonly Container[] {
  const containers = podSpec.items('containers');
  const inits = podSpec.items('initContainers');
  return [
    ...(containers.known ? containers.nodes : []).map((node, index) =>
      containerOf(Fields.of(podSpec.file, node), node, index === 0 ? 'main' : 'sidecar'),
    ),
    ...(inits.known ? inits.nodes : []).map((node) => {
      const container = Fields.of(podSpec.file, node);
      return containerOf(container, node, container.text('restartPolicy') === 'Always' ? 'sidecar' : 'init');
    }),
  ].filter((container) => container !== undefined);
}

function containerOf(fields: Fields, node: YamlNode, role: Container['role']): Container | undefined {
  if (fields.mapping === undefined) return undefined;
  const name = fields.text('name') ?? '';
  const at = fields.scalar('name')?.at ?? node.at;
  const command = commandOf(fields, 'command');
  const args = commandOf(fields, 'args');
  const preStop = preStopOf(fields);
  const hiddenProbe = hiddenProbeIn(fields);
  const variableSlot = variableSlotIn(fields, fields.mapping);
  return {
    name,
    role,
    image: fields.setting('image', TEXT, `image of container ${name}`, hop(at, `container ${name} names no image`)),
    ...(command && { command }),
    ...(args && { args }),
    ...variablesOf(fields),
    memory: resourceOf(fields, { name, at }, 'memory', MEMORY),
    cpu: resourceOf(fields, { name, at }, 'cpu', CPU),
    ports: portsOf(fields),
    probes: probesOf(fields),
    ...(hiddenProbe && { hiddenProbe }),
    ...(preStop && { preStop }),
    ...(variableSlot && { variableSlot }),
    at,
  };
}

function resourceOf(
  container: Fields,
  owner: { readonly name: string; readonly at: Location },
  resource: 'memory' | 'cpu',
  form: ScalarForm<number>,
): Container['memory'] {
  const bound = (section: 'requests' | 'limits', word: string) => {
    const fields = container.path('resources', section);
    const slot = fields.slotFor(resource, form.slotFormat);
    const absent = hop(owner.at, `container ${owner.name} sets no ${resource} ${word}`, slot);
    return fields.setting(resource, form, `${resource} ${word} of container ${owner.name}`, absent);
  };
  return { request: bound('requests', 'request'), limit: bound('limits', 'limit') };
}

function portsOf(container: Fields): Container['ports'] {
  const items = container.items('ports');
  return (items.known ? items.nodes : []).map((node) => {
    const port = Fields.of(container.file, node);
    const name = port.text('name');
    return {
      ...(name !== undefined && { name }),
      number: port.required('containerPort', WHOLE_NUMBER, 'containerPort', node.at),
    };
  });
}

/** Where a new `env` entry goes: before the first one, or as a new list. */
function variableSlotIn(fields: Fields, mapping: YamlMapping): Container['variableSlot'] {
  const { path } = fields.file.source;
  const env = fields.items('env');
  if (!env.known) return undefined;
  if (env.sequence !== undefined) {
    const place = insertionIntoSequence(fields.file.source, env.sequence);
    if (place === undefined) return undefined;
    const { offset, before, after, newLine, flow } = place;
    return flow
      ? { path, offset, prefix: `${before}{"name": "{name}", "value": "`, suffix: `"}${after}` }
      : { path, offset, prefix: `${before}- name: {name}${newLine}  value: "`, suffix: `"${after}` };
  }
  const place = fields.has('env') ? undefined : insertionIntoMapping(fields.file.source, mapping);
  if (place === undefined) return undefined;
  const { offset, before, after, newLine, flow } = place;
  return flow
    ? { path, offset, prefix: `${before}"env": [{"name": "{name}", "value": "`, suffix: `"}]${after}` }
    : {
        path,
        offset,
        prefix: `${before}env:${newLine}  - name: {name}${newLine}    value: "`,
        suffix: `"${after}`,
      };
}
