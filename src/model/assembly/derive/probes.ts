import type { Container, Probe } from '../../facts/workload.js';
import type { ProcessProbe } from '../../model.js';
import type { Setting, Traced } from '../../traced.js';
import { known, unknown } from '../../traced.js';
import type { ProcessDraft } from '../draft.js';
import { probeRedirect } from './force-ssl.js';
import { ownListeners } from './listeners.js';
import type { Pod } from './pod.js';
import { podListeners, podsByWorkload, resolvePort } from './pod.js';
import { probeExecution } from './probe-execution.js';

const PROBE_NAMES = ['liveness', 'readiness', 'startup'] as const;

/** The probes of every container, with what the pod answers on their port. */
export function deriveProbes(processes: readonly ProcessDraft[]): readonly ProcessProbe[] {
  const pods = podsByWorkload(processes);
  return processes.flatMap((draft) => {
    const { container, workload } = draft;
    if (container === undefined || workload === undefined) return [];
    const pod = pods.get(workload) ?? { workload, drafts: [draft] };
    return PROBE_NAMES.flatMap((name) => {
      const probe = container.probes[name];
      return probe === undefined ? [] : [processProbe(name, probe, draft, container, pod)];
    });
  });
}

function processProbe(name: string, probe: Probe, draft: ProcessDraft, container: Container, pod: Pod): ProcessProbe {
  const { port, defined } = portOf(probe, container);
  const path = pathOf(probe);
  const { execution, program } = probeExecution(probe, pod.workload);
  return {
    process: draft.process,
    name,
    action: probe.action,
    path,
    port,
    scheme: probe.scheme,
    redirect: throughOther(draft, port) ?? probeRedirect(draft, probe, path),
    listeners: podListeners(pod, port),
    portDefined: defined,
    execution,
    program,
    initialDelaySeconds: probe.initialDelaySeconds,
    periodSeconds: probe.periodSeconds,
    failureThreshold: probe.failureThreshold,
    at: probe.at,
  };
}

function portOf(probe: Probe, container: Container): { port: Setting<number>; defined: Traced<boolean> } {
  const hop = { location: probe.at, says: `the ${probe.action} probe` };
  if (probe.port !== undefined) return resolvePort(probe.port, container.ports);
  if (probe.action === 'exec') return { port: known(null, hop), defined: known(true, hop) };
  const missing = unknown('not-declared', 'the port of the probe', [hop]);
  return { port: missing, defined: missing };
}

/** Kubernetes asks for `/` when an HTTP probe names no path. */
function pathOf(probe: Probe): Setting<string> {
  if (probe.path !== undefined) return probe.path;
  return probe.action === 'http'
    ? known('/', { location: probe.at, says: 'names no path: Kubernetes asks for /' })
    : known(null, { location: probe.at, says: `a probe by ${probe.action}` });
}

/** A probe that another program of the pod answers (nginx before Puma) reaches Rails in a way that is not read. */
function throughOther(draft: ProcessDraft, port: Setting<number>): Traced<string> | undefined {
  if (draft.process.kind !== 'web' || !port.known || port.value === null) return undefined;
  const own = ownListeners(draft);
  if (!own.known || own.value.includes(port.value)) return undefined;
  return unknown('not-computable', `what answers on port ${port.value}`, port.trail);
}
