import type { Cache, Database, Environment } from '../../model/model.js';
import type { Renderings } from '../renderings.js';
import { leafJson, placeJson } from './leaf.js';
import { processJson } from './process.js';
import type { EnvironmentJson } from './shape.js';
import { indented, listOf, members, type Piece, separator } from './splice.js';

/** Where environments and processes stand in the report, in spaces. */
const ENVIRONMENT = 4;
const PROCESS = ENVIRONMENT + 4;

/** An environment, in pieces: an {@link EnvironmentJson} of which most may have been rendered before. */
export function* environmentPieces(environment: Environment, renderings: Renderings): Iterable<Piece> {
  yield renderings.ofEnvironment(environment, 'json head', ({ name, sources }) => {
    return `{${members({ name, sources: [...sources] } satisfies Partial<EnvironmentJson>, ENVIRONMENT)},\n      "processes": `;
  });
  const processes = renderings.ofProcesses(environment, 'json', (part) =>
    part.processes.map((process) => indented(processJson(process, part), PROCESS)).join(separator(ENVIRONMENT + 2)),
  );
  yield* listOf(inTurn(processes), ENVIRONMENT + 2);
  yield renderings.ofEnvironment(environment, 'json tail', ({ databases, caches }) => {
    const rest: Partial<EnvironmentJson> = { databases: databases.map(databaseJson), caches: caches.map(cacheJson) };
    return `,${members(rest, ENVIRONMENT)}\n    }`;
  });
}

function* inTurn(pieces: Iterable<Piece>): Iterable<readonly [Piece]> {
  for (const each of pieces) yield [each];
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
