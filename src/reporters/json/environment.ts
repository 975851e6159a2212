import type { Cache, Database, Environment } from '../../model/model.js';
import { leafJson, placeJson } from './leaf.js';
import { processJson } from './process.js';
import type { EnvironmentJson } from './shape.js';

export function environmentJson(environment: Environment): EnvironmentJson {
  return {
    name: environment.name,
    sources: [...environment.sources],
    processes: environment.processes.map((process) => processJson(process, environment)),
    databases: environment.databases.map(databaseJson),
    caches: environment.caches.map(cacheJson),
  };
}

function databaseJson(database: Database): EnvironmentJson['databases'][number] {
  const { demand } = database;
  return {
    name: database.name,
    provider: database.provider,
    location: placeJson(database.at),
    engine: leafJson(database.engine),
    version: leafJson(database.version),
    instanceClass: leafJson(database.instanceClass),
    usableConnections: { low: leafJson(database.usable.low), high: leafJson(database.usable.high) },
    demand: {
      steady: leafJson(demand.steady),
      rollout: leafJson(demand.rollout),
      draining: leafJson(demand.draining),
      ceiling: leafJson(demand.ceiling),
      lines: demand.lines.map((line) => ({
        process: line.process,
        pods: leafJson(line.pods),
        processes: leafJson(line.processes),
        connections: leafJson(line.connections),
        total: leafJson(line.total),
      })),
    },
  };
}

function cacheJson(cache: Cache): EnvironmentJson['caches'][number] {
  const consumers = cache.jobConsumers;
  return {
    name: cache.name,
    provider: cache.provider,
    location: placeJson(cache.at),
    engine: leafJson(cache.engine),
    version: leafJson(cache.version),
    tls: leafJson(cache.tls),
    evictionPolicy: leafJson(cache.evictionPolicy),
    jobConsumers: leafJson(consumers.known ? { ...consumers, value: [...consumers.value] } : consumers),
    cacheStore: leafJson(cache.cacheStore),
  };
}
