import type { Container, Probe } from '../../model/facts/workload.js';
import type { Location } from '../../model/location.js';
import { convert, type Unknown, unknown } from '../../model/traced.js';
import type { YamlMapping } from '../../syntax/yaml/node.js';
import { insertionIntoMapping, insertionIntoSequence } from '../../syntax/yaml/slots.js';
import { commandOf } from './command.js';
import { Fields, hop } from './fields.js';
import { NUMBER_OR_TEXT, TEXT, WHOLE_NUMBER } from './scalar-form.js';

export function probesOf(container: Fields): Container['probes'] {
  const liveness = probeOf(container, 'livenessProbe');
  const readiness = probeOf(container, 'readinessProbe');
  const startup = probeOf(container, 'startupProbe');
  return { ...(liveness && { liveness }), ...(readiness && { readiness }), ...(startup && { startup }) };
}

/** Why a probe that is declared is not among those of `probesOf`. */
export function hiddenProbeIn(container: Fields): Unknown | undefined {
  return ['readinessProbe', 'startupProbe', 'livenessProbe']
    .map((key) => {
      const probe = container.child(key);
      const at = container.entry(key)?.key.at;
      if (probe.hidden !== undefined) return probe.hidden;
      const asked = probe.mapping === undefined || at === undefined || actionOf(probe, key, at) !== undefined;
      return asked ? undefined : unknown('not-computable', `what ${key} asks`, [hop(at, key)]);
    })
    .find((hidden) => hidden !== undefined);
}

/** Undefined for no probe, and for one whose action a placeholder hides: then nothing about it is certain. */
function probeOf(container: Fields, key: string): Probe | undefined {
  const probe = container.child(key);
  const at = container.entry(key)?.key.at;
  if (probe.mapping === undefined || at === undefined) return undefined;
  const action = actionOf(probe, key, at);
  if (action === undefined) return undefined;
  const number = (field: string, fallback: number) => {
    const declared = probe.withDefault(field, WHOLE_NUMBER, `${field} of ${key}`, fallback, at);
    // Kubernetes takes 0 in a probe for a field that is left out.
    return convert(declared, (value) => value || fallback);
  };
  return {
    ...action,
    initialDelaySeconds: number('initialDelaySeconds', 0),
    periodSeconds: number('periodSeconds', 10),
    failureThreshold: number('failureThreshold', 3),
    timeoutSeconds: number('timeoutSeconds', 1),
    at,
  };
}

type Action = Pick<Probe, 'action' | 'path' | 'port' | 'scheme' | 'headers' | 'command' | 'headerSlot'>;

function actionOf(probe: Fields, key: string, at: Location): Action | undefined {
  const none = { scheme: 'HTTP', headers: {} } as const;
  const port = (action: Fields) => action.required('port', NUMBER_OR_TEXT, `port of ${key}`, at);
  const http = probe.child('httpGet');
  if (http.mapping !== undefined) return httpAction(http, http.mapping, key, at);
  if (probe.child('tcpSocket').mapping !== undefined)
    return { action: 'tcp', port: port(probe.child('tcpSocket')), ...none };
  if (probe.child('grpc').mapping !== undefined) return { action: 'grpc', port: port(probe.child('grpc')), ...none };
  if (!probe.has('exec')) return undefined;
  const command = commandOf(probe.child('exec'), 'command');
  return { action: 'exec', ...none, ...(command && { command }) };
}

function httpAction(http: Fields, mapping: YamlMapping, key: string, at: Location): Action {
  const headerSlot = headerSlotIn(http, mapping);
  return {
    action: 'http',
    path: http.withDefault('path', TEXT, `path of ${key}`, '/', at),
    port: http.required('port', NUMBER_OR_TEXT, `port of ${key}`, at),
    scheme: http.text('scheme')?.toUpperCase() === 'HTTPS' ? 'HTTPS' : 'HTTP',
    headers: headersOf(http),
    ...(headerSlot && { headerSlot }),
  };
}

function headersOf(http: Fields): Readonly<Record<string, string>> {
  const items = http.items('httpHeaders');
  const headers = (items.known ? items.nodes : []).flatMap((node) => {
    const header = Fields.of(http.file, node);
    const name = header.text('name');
    return name === undefined ? [] : [[name.toLowerCase(), header.text('value') ?? ''] as const];
  });
  return Object.fromEntries(headers);
}

/** Where `X-Forwarded-Proto` would be added: what makes Rails take a plain HTTP probe for an HTTPS request. */
function headerSlotIn(http: Fields, mapping: YamlMapping): Probe['headerSlot'] {
  const { path } = http.file.source;
  const existing = http.items('httpHeaders');
  if (!existing.known) return undefined;
  if (existing.sequence !== undefined) {
    const place = insertionIntoSequence(http.file.source, existing.sequence);
    if (place === undefined) return undefined;
    const { offset, before, after, newLine, flow } = place;
    return flow
      ? { path, offset, prefix: `${before}{"name": "X-Forwarded-Proto", "value": "`, suffix: `"}${after}` }
      : { path, offset, prefix: `${before}- name: X-Forwarded-Proto${newLine}  value: `, suffix: after };
  }
  const place = http.has('httpHeaders') ? undefined : insertionIntoMapping(http.file.source, mapping);
  if (place === undefined) return undefined;
  const { offset, before, after, newLine, flow } = place;
  return flow
    ? {
        path,
        offset,
        prefix: `${before}"httpHeaders": [{"name": "X-Forwarded-Proto", "value": "`,
        suffix: `"}]${after}`,
      }
    : {
        path,
        offset,
        prefix: `${before}httpHeaders:${newLine}  - name: X-Forwarded-Proto${newLine}    value: `,
        suffix: after,
      };
}
