import { compareRedisVersions } from '../../data/redis-versions.js';
import type { CacheServer } from '../../facts/datastore.js';
import type { Cache } from '../../model.js';
import type { Hop, Setting, Traced } from '../../traced.js';
import { convert, derive, known, unknown } from '../../traced.js';
import type { EnvironmentDraft } from '../draft.js';
import type { CacheClients } from './cache-clients.js';
import { cacheClients } from './cache-clients.js';

/** The Redis and Valkey servers of an environment with what depends on them. */
export function deriveCaches(environment: EnvironmentDraft): readonly Cache[] {
  const servers = environment.facts.cacheServers.filter(speaksRedis);
  const clients = cacheClients(environment, servers);
  return servers.map((server) => cacheOf(server, clients));
}

function speaksRedis({ engine }: CacheServer): boolean {
  return !engine.known || engine.value !== 'memcached';
}

function cacheOf(server: CacheServer, clients: CacheClients): Cache {
  const hop: Hop = { location: server.at, says: `declares ${server.name}` };
  const jobConsumers = clients.jobConsumers(server, hop);
  const requirement = clients.requirement(server, hop);
  const requiredVersion = convert(requirement, (stated) => stated?.version ?? null);
  const { name, provider, engine, version, tls, at } = server;
  return {
    name,
    provider,
    engine,
    version,
    tls,
    evictionPolicy: evictionPolicy(server, hop),
    jobConsumers,
    cacheStore: clients.cacheStore(server, hop),
    requiredVersion,
    requiredBy: convert(requirement, (stated) => stated?.by ?? null),
    versionOrder: versionOrder(server, requiredVersion, hop),
    at,
  };
}

/** ElastiCache evicts keys with a lifetime unless told otherwise; a plain server evicts nothing. */
function evictionPolicy({ evictionPolicy: declared, provider }: CacheServer, hop: Hop): Traced<string> {
  if (!declared.known) return declared;
  if (declared.value !== null) return { ...declared, value: declared.value };
  switch (provider) {
    case 'elasticache':
    case 'elasticache-serverless':
      return known('volatile-lru', { ...hop, says: 'ElastiCache default: volatile-lru' }, ...declared.trail);
    case 'container':
      return known('noeviction', { ...hop, says: "Redis' default: noeviction" }, ...declared.trail);
    case 'azure':
    case 'unknown':
      return unknown('outside-repository', "the provider's default eviction policy", [hop]);
  }
}

function versionOrder(server: CacheServer, required: Setting<string>, hop: Hop): Setting<number> {
  if (!required.known) return required;
  if (required.value === null) return known(null, hop);
  const { version, engine } = server;
  if (!version.known) return version;
  if (version.value === null) return unknown('not-declared', `the version of ${server.name}`, [hop, ...version.trail]);
  if (!engine.known) return engine;
  if (engine.value !== 'redis' && engine.value !== 'valkey') {
    return unknown('not-computable', `how ${engine.value ?? 'an undeclared engine'} compares with Redis`, engine.trail);
  }
  const order = compareRedisVersions(version.value, required.value);
  return order === undefined
    ? unknown('not-computable', `whether ${version.value} is below ${required.value}`, version.trail)
    : derive([version, required], () => order);
}
