import type { Service } from '../../facts/workload.js';
import type { ServicePort } from '../../model.js';
import type { Hop, Traced } from '../../traced.js';
import { known } from '../../traced.js';
import type { ProcessDraft } from '../draft.js';
import type { Surroundings } from '../surroundings.js';
import type { Pod } from './pod.js';
import { declaresPort, podListeners, podsByWorkload, resolvePort } from './pod.js';

/** Each port of each Service that leads to one of the processes of the application. */
export function deriveServicePorts(
  processes: readonly ProcessDraft[],
  surroundings: Surroundings,
): readonly ServicePort[] {
  return [...podsByWorkload(processes).values()].flatMap((pod) => {
    const { podLabels, placement } = pod.workload;
    const services = surroundings.services(JSON.stringify(podLabels), placement.namespace);
    return services.flatMap((service) => portsInto(service, pod));
  });
}

function portsInto(service: Service, pod: Pod): readonly ServicePort[] {
  const ports = pod.workload.containers.flatMap((container) => (container.role === 'init' ? [] : container.ports));
  return service.ports.flatMap(({ port, targetPort, at }) => {
    const target = resolvePort(targetPort, ports);
    const draft = receiver(pod, target.port.known ? target.port.value : null);
    if (draft === undefined) return [];
    return [
      {
        service: service.name,
        port,
        process: draft.process,
        targetPort: target.port,
        portDefined: target.defined,
        listeners: podListeners(pod, target.port),
        readiness: readinessOf(pod, draft, { location: at, says: `Service ${service.name} sends requests to it` }),
        at,
      },
    ];
  });
}

/**
 * A pod is ready when all its containers are: one that has a probe holds back the requests to the others. A startup probe does
 * so as well, until it has succeeded once.
 */
function readinessOf({ workload }: Pod, { process }: ProcessDraft, service: Hop): Traced<boolean> {
  const running = workload.containers.filter(({ role }) => role !== 'init');
  for (const { probes } of running) {
    const probe = probes.readiness ?? probes.startup;
    if (probe !== undefined) return known(true, { location: probe.at, says: 'the pod waits for this probe' }, service);
  }
  const hidden = workload.changed ?? running.find(({ hiddenProbe }) => hiddenProbe !== undefined)?.hiddenProbe;
  return hidden ?? known(false, { location: process.at, says: `${process.name} has no readiness probe` }, service);
}

/** The container that declares the port, else the pod's web server; without one, nothing is said about the Service. */
function receiver({ drafts }: Pod, port: number | null): ProcessDraft | undefined {
  const declaring = port === null ? undefined : drafts.find((draft) => declaresPort(draft, port));
  return declaring ?? drafts.find(({ process }) => process.kind === 'web');
}
