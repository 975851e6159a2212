import type { Contract } from '../../facts/contract.js';
import type { DatabaseServer } from '../../facts/datastore.js';
import type { Database } from '../../model.js';
import type { Hop, Traced, Unknown } from '../../traced.js';
import { known, unknown } from '../../traced.js';
import type { EnvironmentDraft, ProcessDraft } from '../draft.js';
import { connectionDemand, consumerTable } from './connection-demand.js';
import type { EngineFamily } from './engine-family.js';
import { engineFamily, familyOfAdapter } from './engine-family.js';
import { attribute } from './server-attribution.js';
import { usableOfBudget, usableOfServer } from './usable-connections.js';

type Client = { readonly draft: ProcessDraft; readonly family: EngineFamily | undefined };
type Budget = Contract['budget'][string];

/** One console, one migration and one monitor. */
const DEFAULT_OPS = 3;
const PRIMARY_BUDGET = 'postgres';

/** The database servers of an environment, or what the contract or the processes let one conclude about them. */
export function deriveDatabases({ facts, processes, contract }: EnvironmentDraft): readonly Database[] {
  const clients = processes.flatMap(clientOf);
  if (facts.databaseServers.length > 0) return declared(facts.databaseServers, clients, contract);
  const budget = contract && budgetOf(contract, PRIMARY_BUDGET);
  const granted = budget && usableOfBudget(budget);
  const hop = budget?.maxConnections?.trail[0];
  if (granted !== undefined && hop !== undefined) {
    return [inferred({ name: PRIMARY_BUDGET, family: 'postgres', usable: granted, budget, hop }, clients)];
  }
  const families = new Set(clients.filter(({ draft }) => draft.process.kind !== 'unknown').map(({ family }) => family));
  if (families.size > 1) families.delete(undefined);
  return [...families].flatMap((family) => undeclared(family, clients, budget));
}

/** Processes that hold connections for as long as they run; an unknown adapter may be any. */
function clientOf(draft: ProcessDraft): readonly Client[] {
  const { kind, databaseAdapter } = draft.process;
  if (kind === 'one-shot' || kind === 'other') return [];
  if (!databaseAdapter.known) return [{ draft, family: undefined }];
  const family = databaseAdapter.value === null ? undefined : familyOfAdapter(databaseAdapter.value);
  return family === undefined ? [] : [{ draft, family }];
}

function declared(
  servers: readonly DatabaseServer[],
  clients: readonly Client[],
  contract: Contract | undefined,
): readonly Database[] {
  const attributions = attribute(servers, clients);
  const writers = servers.filter(({ readOnly }) => !readOnly);
  const consumerOf = consumerTable();
  return servers.map((server) => {
    const budget = contract && budgetOfServer(contract, server, writers);
    const usable = (budget && usableOfBudget(budget)) ?? usableOfServer(server);
    const { consumers, unattributed } = attributions.get(server) ?? { consumers: [], unattributed: [] };
    const hop = { location: server.at, says: `declares ${server.name}` };
    const { name, provider, engine, version, instanceClass, at, readOnly: readOnlyServer } = server;
    const ops = opsOf(budget, hop);
    const demand = connectionDemand({ consumerOf, consumers, unattributed, usable, ops, readOnlyServer, hop });
    return { name, provider, engine, version, instanceClass, usable, demand, at };
  });
}

/** The budget of that name, or the primary one for the only server that can be meant. */
function budgetOfServer(
  contract: Contract,
  server: DatabaseServer,
  writers: readonly DatabaseServer[],
): Budget | undefined {
  const own = budgetOf(contract, server.name);
  if (own !== undefined) return own;
  const engine = engineFamily(server.engine);
  const primary = writers.length === 1 && writers[0] === server && (!engine.known || engine.value === 'postgres');
  return primary ? budgetOf(contract, PRIMARY_BUDGET) : undefined;
}

function budgetOf(contract: Contract, name: string): Budget | undefined {
  return Object.hasOwn(contract.budget, name) ? contract.budget[name] : undefined;
}

/** Some server must exist where processes use one; then the demand is worth showing though no limit is known. */
function undeclared(
  family: EngineFamily | undefined,
  all: readonly Client[],
  budget: Budget | undefined,
): readonly Database[] {
  const clients = all.filter((client) => client.family === family || client.family === undefined);
  const first = clients.find((client) => client.family === family);
  if (first === undefined) return [];
  const { process } = first.draft;
  const hop: Hop = { location: process.at, says: `${process.name} uses a database` };
  const limit = unknown('outside-repository', "the database server's max_connections", [hop]);
  return [inferred({ name: family ?? 'database', family, usable: { low: limit, high: limit }, budget, hop }, clients)];
}

interface InferredServer {
  readonly name: string;
  readonly family: EngineFamily | undefined;
  readonly usable: Database['usable'];
  readonly budget: Budget | undefined;
  readonly hop: Hop;
}

function inferred({ name, family, usable, budget, hop }: InferredServer, clients: readonly Client[]): Database {
  const outside = (what: string): Unknown => unknown('outside-repository', `${what} of the database server`, [hop]);
  const demand = connectionDemand({
    consumerOf: consumerTable(),
    consumers: clients.filter((client) => client.family !== undefined).map(({ draft }) => draft),
    unattributed: clients.filter((client) => client.family === undefined).map(({ draft }) => draft),
    usable,
    ops: opsOf(budget, hop),
    readOnlyServer: false,
    hop,
  });
  return {
    name,
    provider: 'unknown',
    engine: family === undefined ? outside('the engine') : known(family, hop),
    version: outside('the version'),
    instanceClass: outside('the instance class'),
    usable,
    demand,
    at: hop.location,
  };
}

function opsOf(budget: Budget | undefined, { location }: Hop): Traced<number> {
  return (
    budget?.reserveForOps ??
    known(DEFAULT_OPS, { location, says: `${DEFAULT_OPS} connections for a console, a migration and a monitor` })
  );
}
