import { describe, expect, test } from '@jest/globals';
import { deriveCaches } from '../../../../src/model/assembly/derive/caches.js';
import type { CacheServer } from '../../../../src/model/facts/datastore.js';
import type { Cache } from '../../../../src/model/model.js';
import { unknown } from '../../../../src/model/traced.js';
import { application, contract, draft, environment, literal, place, says, shown } from './example.js';

function redis(name: string, parts: Partial<CacheServer> = {}): CacheServer {
  return {
    kind: 'cache-server',
    provider: 'elasticache',
    name,
    placement: {},
    engine: says('redis', 'redis.tf'),
    version: says('7.0', 'redis.tf'),
    tls: says(null),
    tlsMode: says(null),
    evictionPolicy: says(null, 'redis.tf'),
    authToken: says(null),
    at: place('redis.tf'),
    ...parts,
  };
}

function shop(sidekiqVersion: string) {
  const gems = { sidekiq: { version: sidekiqVersion, at: place('Gemfile.lock', 9) } };
  return application({ gems: { kind: 'gem-versions', path: 'Gemfile.lock', gems, at: place('Gemfile.lock') } });
}

function worker(version: string, variables = {}) {
  return draft('worker', { process: { kind: 'sidekiq' }, application: shop(version), variables });
}

function only(caches: readonly Cache[]): Cache {
  const [cache] = caches;
  if (cache === undefined) throw new Error('no cache');
  return cache;
}

describe('the version that clients require of Redis', () => {
  test.each([
    ['6.5.12', '5.0.6', '4.0', 1],
    ['7.3.2', '6.0', '6.2', -1],
    ['7.3.2', '6.2', '6.2', 0],
    ['7.3.2', '6.x', '6.2', 'unknown: not-computable: whether 6.x is below 6.2'],
    ['7.3.2', '7.x', '6.2', 1],
    ['8.0.3', '7.0', '7.2', -1],
    ['8.0.3', '7', '7.2', 'unknown: not-computable: whether 7 is below 7.2'],
    ['8.1.0', '7.0', '7.0', 0],
    ['8.1.0', '7.x', '7.0', 0],
  ])('Sidekiq %s on Redis %s', (sidekiq, version, required, order) => {
    const cache = only(
      deriveCaches(environment([worker(sidekiq)], { cacheServers: [redis('jobs', { version: says(version) })] })),
    );
    expect([shown(cache.requiredVersion), shown(cache.requiredBy), shown(cache.versionOrder)]).toEqual([
      required,
      `Sidekiq ${sidekiq}`,
      order,
    ]);
  });

  test('Valkey 8.0 is new enough', () => {
    const valkey = redis('jobs', { engine: says('valkey'), version: says('8.0') });
    expect(shown(only(deriveCaches(environment([worker('8.0.3')], { cacheServers: [valkey] }))).versionOrder)).toBe(1);
  });

  test('a command of the contract may ask for more', () => {
    const declared = contract({ cache: { requiredCommands: [says('GET'), says('GETEX')] } });
    const cache = only(
      deriveCaches(environment([draft('web')], { cacheServers: [redis('cache', { version: says('6.0') })] }, declared)),
    );
    expect([shown(cache.requiredVersion), shown(cache.requiredBy), shown(cache.versionOrder)]).toEqual([
      '6.2',
      'GETEX, which the contract requires',
      -1,
    ]);
  });

  test('nobody requires one', () => {
    const cache = only(deriveCaches(environment([draft('web')], { cacheServers: [redis('cache')] })));
    expect([shown(cache.requiredVersion), shown(cache.versionOrder), shown(cache.jobConsumers)]).toEqual([
      null,
      null,
      [],
    ]);
  });

  test('Memcached is no such server', () => {
    expect(deriveCaches(environment([], { cacheServers: [redis('m', { engine: says('memcached') })] }))).toEqual([]);
  });
});

describe('the eviction policy', () => {
  test.each([
    ['elasticache', null, 'volatile-lru'],
    ['elasticache', 'noeviction', 'noeviction'],
    ['elasticache', 'allkeys-lru', 'allkeys-lru'],
    ['container', null, 'noeviction'],
    ['unknown', null, "unknown: outside-repository: the provider's default eviction policy"],
  ] as const)('of %s with %s declared', (provider, declared, expected) => {
    const server = redis('jobs', { provider, evictionPolicy: says<string | null>(declared) });
    expect(shown(only(deriveCaches(environment([], { cacheServers: [server] }))).evictionPolicy)).toBe(expected);
  });
});

describe('the job processors on a server', () => {
  test('are on the only one', () => {
    const cache = only(deriveCaches(environment([worker('7.3.2'), draft('web')], { cacheServers: [redis('jobs')] })));
    expect(shown(cache.jobConsumers)).toEqual(['Sidekiq 7.3.2']);
  });

  test('are on the one of several that a literal host names', () => {
    const drafts = [worker('7.3.2', { REDIS_URL: 'rediss://:pw@master.jobs.x1.cache.amazonaws.com:6379/0' })];
    const caches = deriveCaches(environment(drafts, { cacheServers: [redis('jobs'), redis('cache')] }));
    expect(caches.map(({ jobConsumers }) => shown(jobConsumers))).toEqual([['Sidekiq 7.3.2'], []]);
  });

  test("are on the one whose module gives the URL that Sidekiq's initializer reads", () => {
    const url = unknown('hidden-in-secret', 'REDIS_WORKER_URL', [
      { location: place('redis.tf', 9), says: 'url of module.jobs' },
    ]);
    const read = {
      kind: 'variable-read',
      name: 'REDIS_WORKER_URL',
      dynamic: false,
      required: true,
      phase: 'load',
      scope: 'application',
      form: 'ENV.fetch("REDIS_WORKER_URL")',
      at: place('config/initializers/sidekiq.rb'),
    } as const;
    const sidekiqOnly = worker('7.3.2');
    const jobs = draft('jobs', {
      process: { kind: 'sidekiq' },
      application: { ...sidekiqOnly.application, reads: [read] },
      variables: { REDIS_WORKER_URL: url },
    });
    const cacheServers = [redis('jobs', { at: place('redis.tf', 9) }), redis('cache', { at: place('redis.tf', 30) })];
    const caches = deriveCaches(environment([jobs], { cacheServers }));
    expect(caches.map(({ jobConsumers }) => shown(jobConsumers))).toEqual([['Sidekiq 7.3.2'], []]);
  });

  test('are unknown on several without one', () => {
    const caches = deriveCaches(environment([worker('7.3.2')], { cacheServers: [redis('jobs'), redis('cache')] }));
    expect(caches.map(({ jobConsumers }) => jobConsumers)).toMatchObject(
      Array(2).fill({ known: false, reason: 'ambiguous' }),
    );
  });
});

describe('the Rails cache store', () => {
  const settings = { cache_store: literal('redis_cache_store') };
  const file = {
    kind: 'rails-settings',
    path: 'config/environments/production.rb',
    railsEnv: 'production',
    settings,
    at: place('p.rb'),
  } as const;
  const web = draft('web', { application: application({ rails: [file] }) });

  test('is on the only server', () => {
    expect(shown(only(deriveCaches(environment([web], { cacheServers: [redis('one')] }))).cacheStore)).toBe(true);
  });

  test('is on an unknown one of several', () => {
    const cache = only(deriveCaches(environment([web], { cacheServers: [redis('one'), redis('two')] })));
    expect(cache.cacheStore).toMatchObject({ known: false, reason: 'ambiguous' });
  });

  test('is on none when it is not Redis', () => {
    expect(shown(only(deriveCaches(environment([draft('web')], { cacheServers: [redis('one')] }))).cacheStore)).toBe(
      false,
    );
  });
});
