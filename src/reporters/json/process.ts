import type { Environment, Process, ProcessProbe } from '../../model/model.js';
import { leafJson, placeJson } from './leaf.js';
import type { ProcessJson } from './shape.js';

export function processJson(process: Process, environment: Environment): ProcessJson {
  return {
    id: process.id,
    name: process.name,
    kind: process.kind,
    location: placeJson(process.at),
    command: leafJson(process.command),
    railsEnv: leafJson(process.railsEnv),
    replicas: { min: leafJson(process.replicas.min), max: leafJson(process.replicas.max) },
    threads: { min: leafJson(process.threads.min), max: leafJson(process.threads.max) },
    workers: leafJson(process.workers),
    processes: leafJson(process.processes),
    concurrency: leafJson(process.concurrency),
    pools: byName(process.pools.map(({ database, size }) => [database, leafJson(size)])),
    memory: { request: leafJson(process.memory.request), limit: leafJson(process.memory.limit) },
    cpu: { request: leafJson(process.cpu.request), limit: leafJson(process.cpu.limit) },
    gracePeriodSeconds: leafJson(process.gracePeriodSeconds),
    probes: byName(
      environment.probes
        .filter((probe) => probe.process.id === process.id)
        .map((probe) => [probe.name, probeJson(probe)]),
    ),
    env: process.variables.map(({ name, value }) => ({ name, ...leafJson(value) })),
    envOpen: leafJson(process.openVariables),
  };
}

function probeJson(probe: ProcessProbe): ProcessJson['probes'][string] {
  return {
    action: probe.action,
    path: leafJson(probe.path),
    port: leafJson(probe.port),
    scheme: probe.scheme,
    initialDelaySeconds: leafJson(probe.initialDelaySeconds),
    periodSeconds: leafJson(probe.periodSeconds),
    failureThreshold: leafJson(probe.failureThreshold),
  };
}

/** An object whose keys come from a repository: without a prototype, so that `__proto__` is a key like any other. */
function byName<T>(entries: readonly (readonly [string, T])[]): Record<string, T> {
  const object: Record<string, T> = Object.create(null);
  for (const [name, value] of entries) object[name] = value;
  return object;
}
