import { auroraClassConnections, auroraServerlessConnections } from '../../data/aurora-connections.js';
import { AZURE_RESERVED_CONNECTIONS, azureDefaultConnections } from '../../data/azure-connections.js';
import type { ClassMemory } from '../../data/rds-class-memory.js';
import { memoryOfClass } from '../../data/rds-class-memory.js';
import type { Contract } from '../../facts/contract.js';
import type { DatabaseServer } from '../../facts/datastore.js';
import type { Database } from '../../model.js';
import type { Traced } from '../../traced.js';
import { derive, unknown, via } from '../../traced.js';
import type { EngineFamily } from './engine-family.js';
import { engineFamily } from './engine-family.js';
import { evaluateParameter, readsInstanceMemory } from './parameter-formula.js';

type Bounds = { readonly low: number; readonly high: number };
type Usable = Database['usable'];
type Budget = Contract['budget'][string];

const RDS_DEFAULTS: Readonly<Record<EngineFamily, string>> = {
  postgres: 'LEAST({DBInstanceClassMemory/9531392},5000)',
  mysql: '{DBInstanceClassMemory/12582880}',
};

/** What the contract grants: it counts what applications may use, so that only others' shares are taken off. */
export function usableOfBudget(budget: Budget): Usable | undefined {
  if (budget.maxConnections === undefined) return undefined;
  const usable =
    budget.otherConsumers === undefined
      ? budget.maxConnections
      : derive([budget.maxConnections, budget.otherConsumers], (most, others) => most - others);
  return { low: usable, high: usable };
}

/** `max_connections` as declared, else the default of the class, less what the server keeps for its administrators. */
export function usableOfServer(server: DatabaseServer): Usable {
  const engine = engineFamily(server.engine);
  const bounds = maximum(server, engine);
  const usable = derive([bounds, engine], (most, family) => lessReserved(most, server.provider, family));
  return { low: derive([usable], ({ low }) => low), high: derive([usable], ({ high }) => high) };
}

function maximum(server: DatabaseServer, engine: Traced<EngineFamily>): Traced<Bounds> {
  const declared = server.maxConnections;
  if (!declared.known) return declared;
  if (declared.value === null) return defaultMaximum(server, engine);
  const text = declared.value.trim();
  const decided = { ...declared, value: text };
  if (/^\d{1,9}$/.test(text)) return derive([decided], (number) => ({ low: Number(number), high: Number(number) }));
  if (!readsInstanceMemory(text)) return unknown('not-computable', `max_connections \`${text}\``, declared.trail);
  return boundsOfFormula(decided, classOf(server));
}

function defaultMaximum(server: DatabaseServer, engine: Traced<EngineFamily>): Traced<Bounds> {
  if (!engine.known) return engine;
  switch (server.provider) {
    case 'rds': {
      const instanceClass = classOf(server);
      const formula = derive([engine], (family) => RDS_DEFAULTS[family]);
      return boundsOfFormula(formula, explain(server, instanceClass, 'RDS default'));
    }
    case 'aurora':
      return server.serverlessCapacity === undefined
        ? auroraClass(server, engine.value)
        : auroraServerless(server, engine.value);
    case 'azure':
      return azureDefault(server, engine.value);
    case 'unknown':
      return unknown('outside-repository', "the database server's max_connections", [
        { location: server.at, says: 'declares no max_connections' },
      ]);
  }
}

function boundsOfFormula(formula: Traced<string>, instanceClass: Traced<string>): Traced<Bounds> {
  const computed = derive([instanceClass, formula], (name, text) => {
    const memory = memoryOfClass(name);
    return memory === undefined ? undefined : formulaBounds(text, memory);
  });
  return listed(computed, instanceClass, 'max_connections of the class');
}

function formulaBounds(text: string, memory: ClassMemory): Bounds | undefined {
  const low = evaluateParameter(text, { DBInstanceClassMemory: memory.low });
  const high = evaluateParameter(text, { DBInstanceClassMemory: memory.high });
  return low === undefined || high === undefined ? undefined : { low, high };
}

function auroraClass(server: DatabaseServer, engine: EngineFamily): Traced<Bounds> {
  const instanceClass = explain(server, classOf(server), 'published default of Aurora');
  const connections = derive([instanceClass], (name) => {
    const most = auroraClassConnections(engine, name);
    return most === undefined ? undefined : { low: most, high: most };
  });
  return listed(connections, instanceClass, 'default max_connections of the class');
}

function auroraServerless(server: DatabaseServer, engine: EngineFamily): Traced<Bounds> {
  const capacity = server.serverlessCapacity;
  if (capacity === undefined) return unknown('not-declared', 'the serverless capacity');
  const connections = derive([capacity.max, capacity.min], (max, min) =>
    max === null || min === null ? undefined : auroraServerlessConnections(engine, { min, max }),
  );
  return listed(connections, capacity.max, 'default max_connections of the capacity');
}

function azureDefault(server: DatabaseServer, engine: EngineFamily): Traced<Bounds> {
  const sku = explain(server, classOf(server), 'published default of Azure');
  const connections = derive([sku], (name) => {
    const most = engine === 'postgres' ? azureDefaultConnections(name) : undefined;
    return most === undefined ? undefined : { low: most, high: most };
  });
  return listed(connections, sku, 'default max_connections of the size');
}

function classOf(server: DatabaseServer): Traced<string> {
  const { instanceClass } = server;
  if (!instanceClass.known) return instanceClass;
  return instanceClass.value === null
    ? unknown('not-declared', `the instance class of ${server.name}`, instanceClass.trail)
    : { ...instanceClass, value: instanceClass.value };
}

function explain(server: DatabaseServer, instanceClass: Traced<string>, source: string): Traced<string> {
  return instanceClass.known
    ? via(instanceClass, { location: server.at, says: `${source} for ${instanceClass.value}` })
    : instanceClass;
}

function listed(bounds: Traced<Bounds | undefined>, of: Traced<unknown>, what: string): Traced<Bounds> {
  if (!bounds.known) return bounds;
  if (bounds.value !== undefined) return { ...bounds, value: bounds.value };
  const name = of.known ? ` ${String(of.value)}` : '';
  return unknown('outside-repository', `the ${what}${name}`, bounds.trail);
}

/**
 * PostgreSQL keeps 3 slots for superusers, RDS 2 more for rds_superuser; for Aurora AWS says to leave 3 more, which may
 * be the same slots. MySQL's extra administrator slot comes on top of max_connections.
 */
function lessReserved(most: Bounds, provider: DatabaseServer['provider'], engine: EngineFamily): Bounds {
  if (engine === 'mysql') return most;
  const [low, high] = POSTGRES_RESERVED[provider];
  return { low: Math.max(0, most.low - low), high: Math.max(0, most.high - high) };
}

const POSTGRES_RESERVED: Readonly<Record<DatabaseServer['provider'], readonly [low: number, high: number]>> = {
  rds: [5, 5],
  aurora: [6, 3],
  azure: [AZURE_RESERVED_CONNECTIONS, AZURE_RESERVED_CONNECTIONS],
  unknown: [3, 3],
};
