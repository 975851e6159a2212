import { NEEDS_PRELOAD, NEVER_OFFERED_BY_AWS, OFFERED_BY_AWS } from '../../data/postgres-extensions.js';
import type { DatabaseServer } from '../../facts/datastore.js';
import type { Location } from '../../location.js';
import type { ExtensionNeed } from '../../model.js';
import type { Hop, Setting, Traced } from '../../traced.js';
import { convert, derive, known, unknown } from '../../traced.js';
import type { EnvironmentDraft, ProcessDraft } from '../draft.js';
import { engineFamily } from './engine-family.js';
import { namedServer } from './server-attribution.js';

interface Need {
  readonly name: string;
  readonly declaredBy: ExtensionNeed['declaredBy'];
  readonly at: Location;
}

/** The extensions that schema and contract need, on each PostgreSQL server that may hold the schema. */
export function deriveExtensions(environment: EnvironmentDraft): readonly ExtensionNeed[] {
  const candidates = environment.facts.databaseServers.filter(mayHoldSchema);
  const servers = holdersOfSchema(candidates, environment.processes);
  if (servers.length === 0) return [];
  const needs = neededExtensions(environment);
  const ambiguous = servers.length > 1;
  return servers.flatMap((server) =>
    needs.map(({ name, declaredBy, at }): ExtensionNeed => {
      const hop: Hop = { location: at, says: `needs ${name}` };
      const allowed = convert<readonly string[] | null, string | null>(
        server.allowedExtensions,
        (list) => list?.join(', ') ?? null,
      );
      const available = ambiguous
        ? unknown('ambiguous', 'which database server holds the schema', [hop])
        : availability(server, name, hop);
      return { database: server.name, name, declaredBy, available, allowed, at };
    }),
  );
}

/** Of several servers the one that every process with a database names as its own; all where that is not certain. */
function holdersOfSchema(
  candidates: readonly DatabaseServer[],
  processes: readonly ProcessDraft[],
): readonly DatabaseServer[] {
  if (candidates.length < 2) return candidates;
  const clients = processes.filter(({ process }) => process.pools.length > 0);
  const named = new Set(clients.map((draft) => namedServer(candidates, draft)));
  const [only] = named;
  return named.size === 1 && only !== undefined ? [only] : candidates;
}

function mayHoldSchema({ engine, readOnly }: DatabaseServer): boolean {
  const family = engineFamily(engine);
  return !readOnly && (!family.known || family.value === 'postgres');
}

function neededExtensions({ applications, contract }: EnvironmentDraft): readonly Need[] {
  const needs = new Map<string, Need>();
  const add = (qualified: string, declaredBy: Need['declaredBy'], at: Location): void => {
    const name = qualified.slice(qualified.lastIndexOf('.') + 1).toLowerCase();
    const key = `${declaredBy} ${name}`;
    if (name !== '' && name !== 'plpgsql' && !needs.has(key)) needs.set(key, { name, declaredBy, at });
  };
  for (const application of applications) {
    for (const { name, at } of application.extensions) add(name, 'schema', at);
  }
  for (const name of contract?.database?.requiredExtensions ?? []) {
    if (name.known) add(name.value, 'contract', name.trail[0].location);
  }
  return [...needs.values()];
}

function availability(server: DatabaseServer, name: string, hop: Hop): Traced<string> {
  const engine = engineFamily(server.engine);
  if (!engine.known) return engine;
  const offered = isOffered(server, name, hop);
  if (!offered.known) return offered;
  if (!offered.value) return convert(offered, () => 'no');
  if (!NEEDS_PRELOAD.has(name)) return convert(offered, () => 'yes');
  const preloaded = isPreloaded(server, name, hop);
  return derive([preloaded, offered], (loaded) => (loaded ? 'yes' : 'needs-preload'));
}

function isOffered(server: DatabaseServer, name: string, hop: Hop): Traced<boolean> {
  const { allowedExtensions, extensionsDefault, provider } = server;
  if (!allowedExtensions.known) return allowedExtensions;
  const list = allowedExtensions.value;
  if (list !== null && !list.includes(name)) return derive([allowedExtensions], () => false);
  if (list !== null || extensionsDefault === 'none') return derive([allowedExtensions], () => list !== null);
  if (provider === 'rds' || provider === 'aurora') {
    const place: Hop = { location: server.at, says: `AWS extension notes for ${name}` };
    if (NEVER_OFFERED_BY_AWS.has(name)) return known(false, place, hop);
    if (OFFERED_BY_AWS.has(name)) return known(true, place, hop);
  }
  return unknown('outside-repository', `whether the provider of ${server.name} offers ${name}`, [hop]);
}

/** RDS loads pg_stat_statements by default in some versions, Azure more: a list that is left out decides only the rest. */
function isPreloaded(server: DatabaseServer, name: string, hop: Hop): Traced<boolean> {
  const preload: Setting<readonly string[]> = server.preloadLibraries;
  if (!preload.known) return preload;
  const list = preload.value;
  if (list !== null) return derive([preload], () => list.includes(name));
  const onAws = server.provider === 'rds' || server.provider === 'aurora';
  return onAws && name !== 'pg_stat_statements'
    ? derive([preload], () => false)
    : unknown('outside-repository', `the default shared_preload_libraries of ${server.name}`, [hop, ...preload.trail]);
}
