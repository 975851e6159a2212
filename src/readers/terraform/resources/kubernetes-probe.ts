import type { Container, Probe } from '../../../model/facts/workload.js';
import type { Block } from '../block.js';
import { commandOf } from '../fields.js';
import { declared, knownText, numberSetting, orDefault, textSetting } from '../settings.js';

/** The probes of a container, with the defaults of Kubernetes. */
export function kubernetesProbes(container: Block): Container['probes'] {
  const [liveness, readiness, startup] = ['liveness_probe', 'readiness_probe', 'startup_probe'].map((type) => {
    const block = container.block(type);
    return block === undefined ? undefined : probeOf(block);
  });
  return {
    ...(liveness === undefined ? {} : { liveness }),
    ...(readiness === undefined ? {} : { readiness }),
    ...(startup === undefined ? {} : { startup }),
  };
}

function probeOf(block: Block): Probe {
  const seconds = (name: string, fallback: number) =>
    orDefault(numberSetting(block, name), fallback, `Kubernetes default of ${name}`);
  return {
    ...actionOf(block),
    initialDelaySeconds: seconds('initial_delay_seconds', 0),
    periodSeconds: seconds('period_seconds', 10),
    failureThreshold: seconds('failure_threshold', 3),
    timeoutSeconds: seconds('timeout_seconds', 1),
    at: block.at,
  };
}

function actionOf(block: Block): Pick<Probe, 'action' | 'path' | 'port' | 'scheme' | 'headers' | 'command'> {
  const http = block.block('http_get');
  const tcp = block.block('tcp_socket');
  const words = block.block('exec')?.attribute('command');
  const port = declared(textSetting(http ?? tcp ?? block, 'port'));
  const withPort = port === undefined ? {} : { port };
  if (http !== undefined) {
    const path = declared(textSetting(http, 'path'));
    const scheme = knownText(http.attribute('scheme')) === 'HTTPS' ? 'HTTPS' : 'HTTP';
    return { action: 'http', scheme, headers: headersOf(http), ...withPort, ...(path === undefined ? {} : { path }) };
  }
  if (tcp !== undefined) return { action: 'tcp', scheme: 'HTTP', headers: {}, ...withPort };
  const command = words === undefined ? undefined : commandOf(words);
  const action = block.block('grpc') === undefined ? 'exec' : 'grpc';
  return { action, scheme: 'HTTP', headers: {}, ...(command === undefined ? {} : { command }) };
}

function headersOf(http: Block): Readonly<Record<string, string>> {
  const headers = http.blocks('http_header').flatMap((header): [string, string][] => {
    const name = knownText(header.attribute('name'));
    return name === undefined ? [] : [[name.toLowerCase(), knownText(header.attribute('value')) ?? '']];
  });
  return Object.fromEntries(headers);
}
