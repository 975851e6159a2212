import { compareRedisVersions, redisForCommand, redisForSidekiq } from '../../data/redis-versions.js';
import type { CacheServer } from '../../facts/datastore.js';
import type { Hop, Setting, Traced } from '../../traced.js';
import { derive, known, unknown } from '../../traced.js';
import type { ApplicationFacts, EnvironmentDraft, ProcessDraft } from '../draft.js';
import { evaluateText } from '../evaluate.js';
import { railsSetting } from '../rails-setting.js';
import { hostOf, serverOfHost, serverOfTrail } from './server-host.js';

/** A lowest version and who asks for it. */
interface VersionRequirement {
  readonly version: string;
  readonly by: string;
}

/** Who depends on which cache server. */
export interface CacheClients {
  jobConsumers(server: CacheServer, hop: Hop): Traced<readonly string[]>;
  cacheStore(server: CacheServer, hop: Hop): Traced<boolean>;
  requirement(server: CacheServer, hop: Hop): Setting<VersionRequirement>;
}

interface JobConsumer {
  readonly name: string;
  readonly hop: Hop;
  /** Undefined when several servers come into question and no literal host names one. */
  readonly server: CacheServer | undefined;
  /** Null when the processor states no lowest version; unknown when its own version is. */
  readonly requirement: Setting<VersionRequirement>;
}

const JOB_INITIALIZER = /(?:^|\/)config\/initializers\/[^/]*(?:sidekiq|resque)[^/]*\.rb$/;

export function cacheClients(environment: EnvironmentDraft, servers: readonly CacheServer[]): CacheClients {
  const consumers = jobConsumersOf(environment, servers);
  const only = servers.length === 1;
  const unclear = (hop: Hop): ReturnType<typeof unknown> =>
    unknown('ambiguous', 'which of several cache servers the jobs use', [hop]);
  return {
    jobConsumers(server, hop) {
      if (consumers.some((consumer) => consumer.server === undefined)) return unclear(hop);
      const own = consumers.filter((consumer) => consumer.server === server);
      const names = [...new Set(own.map(({ name }) => name))].sort();
      return known(names, own[0]?.hop ?? { ...hop, says: 'no job processor is known to use it' }, hop);
    },
    cacheStore: (_, hop) => cacheStore(environment, only, hop),
    requirement(server, hop) {
      if (consumers.some((consumer) => consumer.server === undefined)) return unclear(hop);
      const own = consumers.filter((consumer) => consumer.server === server).map(({ requirement }) => requirement);
      return highest([...own, ...commandRequirements(environment, only)], hop);
    },
  };
}

/** Processors that keep their jobs in Redis: those that run here, or that the application is set up for. */
function jobConsumersOf({ processes }: EnvironmentDraft, servers: readonly CacheServer[]): readonly JobConsumer[] {
  const consumers = new Map<string, JobConsumer>();
  for (const draft of processes) {
    const system = redisJobs(draft);
    if (system === undefined) continue;
    const server = serverOf(draft, servers);
    const version = versionOf(draft.application, system === 'Sidekiq' ? 'sidekiq' : 'resque');
    const name = version === undefined ? system : `${system} ${version.version}`;
    const place: Hop = { location: version?.at ?? draft.process.at, says: `${draft.process.name} runs ${name}` };
    const key = `${name} ${server?.name ?? ''}`;
    if (servers.length === 0 || consumers.has(key)) continue;
    consumers.set(key, { name, hop: place, server, requirement: sidekiqRequirement(system, version?.version, place) });
  }
  return [...consumers.values()];
}

function redisJobs({ process, application }: ProcessDraft): 'Sidekiq' | 'Resque' | undefined {
  if (process.kind === 'resque') return 'Resque';
  if (process.kind === 'sidekiq') return 'Sidekiq';
  const configured = application.jobs.some(({ system }) => system === 'sidekiq');
  return process.kind === 'web' && configured && versionOf(application, 'sidekiq') !== undefined
    ? 'Sidekiq'
    : undefined;
}

function versionOf({ gems }: ApplicationFacts, name: string): { version: string; at: Hop['location'] } | undefined {
  return gems !== undefined && Object.hasOwn(gems.gems, name) ? gems.gems[name] : undefined;
}

/** Variables that name the jobs' server: those that the processor's initializer reads; without any its own REDIS_URL. */
function urlVariables({ reads }: ApplicationFacts): readonly string[] {
  const named = reads.filter(({ name, at }) => /REDIS.*UR[IL]/.test(name) && JOB_INITIALIZER.test(at.path));
  return named.length === 0 ? ['REDIS_URL'] : [...new Set(named.map(({ name }) => name))];
}

function serverOf({ application, scope }: ProcessDraft, servers: readonly CacheServer[]): CacheServer | undefined {
  if (servers.length === 1) return servers[0];
  const provider = scope.variable('REDIS_PROVIDER');
  const named = provider.known && provider.value !== null ? [provider.value] : [];
  for (const name of [...named, ...urlVariables(application)]) {
    const url = scope.variable(name);
    if (!url.known && url.reason !== 'hidden-in-secret') return undefined;
    const made = serverOfTrail(servers, url.trail);
    if (made !== undefined) return made;
    if (!url.known) return undefined;
    if (url.value === null) continue;
    const host = hostOf(url.value);
    return host === undefined ? undefined : serverOfHost(servers, host);
  }
  return undefined;
}

function sidekiqRequirement(system: string, version: string | undefined, hop: Hop): Setting<VersionRequirement> {
  if (system !== 'Sidekiq') return known(null, hop);
  if (version === undefined) return unknown('not-declared', 'the version of Sidekiq', [hop]);
  const redis = redisForSidekiq(version);
  return redis === undefined
    ? unknown('outside-repository', `the Redis version that Sidekiq ${version} needs`, [hop])
    : known({ version: redis, by: `Sidekiq ${version}` }, hop);
}

/** The contract speaks of one cache: with several servers it is open which. */
function commandRequirements({ contract }: EnvironmentDraft, only: boolean): readonly Setting<VersionRequirement>[] {
  return (contract?.cache?.requiredCommands ?? []).map((command) => {
    if (command.known && redisForCommand(command.value) !== null && !only) {
      return unknown('ambiguous', `which of several cache servers must have ${command.value}`, command.trail);
    }
    return derive([command], (name) => {
      const version = redisForCommand(name);
      return version === null ? null : { version, by: `${name}, which the contract requires` };
    });
  });
}

function highest(requirements: readonly Setting<VersionRequirement>[], hop: Hop): Setting<VersionRequirement> {
  let result: Setting<VersionRequirement> = known(null, { ...hop, says: 'no client states a lowest version' });
  for (const requirement of requirements) {
    if (!requirement.known) return requirement;
    if (requirement.value === null) continue;
    const current = result.known ? result.value : null;
    if (current === null || compareRedisVersions(requirement.value.version, current.version) === 1)
      result = requirement;
  }
  return result;
}

/** Rails' cache store is a Redis of unnamed address: attributed only where there is one server. */
function cacheStore({ processes }: EnvironmentDraft, only: boolean, hop: Hop): Traced<boolean> {
  const seen = new Set<string>();
  let open: Traced<boolean> | undefined;
  for (const { application, scope, process } of processes) {
    const key = `${application.root} ${scope.railsEnv.known ? scope.railsEnv.value : ''}`;
    if (process.kind === 'other' || process.kind === 'unknown' || seen.has(key)) continue;
    seen.add(key);
    const expression = railsSetting(application, scope, 'cache_store');
    if (expression === undefined) {
      const unread = application.unread.find((path) =>
        /(?:^|\/)config\/(?:application|environments\/\w+)\.rb$/.test(path),
      );
      if (unread !== undefined) open ??= unknown('file-not-read', unread, [hop]);
      continue;
    }
    const store = evaluateText(expression, scope);
    if (!store.known) open ??= store;
    else if (store.value === 'redis_cache_store' || store.value === 'redis_store') {
      return only
        ? derive([store], () => true)
        : unknown('ambiguous', 'which cache server is the cache store', store.trail);
    }
  }
  return open ?? known(false, { ...hop, says: 'no cache store is known to use it' });
}
