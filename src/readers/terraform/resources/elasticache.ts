import type { CacheServer } from '../../../model/facts/datastore.js';
import { known, type Setting, unknown } from '../../../model/traced.js';
import type { Block } from '../block.js';
import type { Resource } from '../module.js';
import type { Plan } from '../plan.js';
import { booleanSetting, knownText, textSetting } from '../settings.js';
import { groupOf } from './parameters.js';

/** `aws_elasticache_replication_group`, `_cluster` and `_serverless_cache`. */
export function elastiCaches(plan: Plan): readonly CacheServer[] {
  return [
    ...plan
      .resources('aws_elasticache_replication_group', 'aws_elasticache_cluster')
      .flatMap((resource) => nodes(plan, resource)),
    ...plan.resources('aws_elasticache_serverless_cache').map((resource) => serverless(plan, resource)),
  ];
}

function nodes(plan: Plan, { block, title, type }: Resource): readonly CacheServer[] {
  const member = block.attribute('replication_group_id');
  const engine = engineOf(block, type);
  if (type === 'aws_elasticache_cluster' && member !== undefined) return [];
  if (engine.known && engine.value === 'memcached') return [];
  const id = block.attribute(type === 'aws_elasticache_cluster' ? 'cluster_id' : 'replication_group_id');
  return [
    {
      kind: 'cache-server',
      provider: 'elasticache',
      name: knownText(id) ?? title,
      placement: plan.placement(),
      engine,
      version: textSetting(block, 'engine_version'),
      tls: tlsOf(block),
      tlsMode: textSetting(block, 'transit_encryption_mode'),
      evictionPolicy: groupOf(plan, block, 'parameter_group_name', 'aws_elasticache_parameter_group').get(
        'maxmemory-policy',
      ),
      authToken: isGiven(block, 'auth_token'),
      at: block.at,
    },
  ];
}

/** A replication group is Redis unless it says otherwise. */
function engineOf(block: Block, type: string): Setting<string> {
  const engine = textSetting(block, 'engine');
  if (type !== 'aws_elasticache_replication_group' || !engine.known || engine.value !== null) return engine;
  return known('redis', { location: block.at, says: `default engine of ${block.what}` });
}

/** Left out it is off, except for Valkey, where AWS turns it on. */
function tlsOf(block: Block): Setting<boolean> {
  const declared = booleanSetting(block, 'transit_encryption_enabled');
  if (!declared.known || declared.value !== null) return declared;
  const engine = textSetting(block, 'engine');
  const redis = engine.known && (engine.value === null || engine.value === 'redis');
  return redis ? declared : unknown('outside-repository', `whether ${block.what} encrypts by default`, declared.trail);
}

/** Whether it is set, to whatever it may be: the value itself is a secret. */
export function isGiven(block: Block, name: string): Setting<boolean> {
  const value = block.attribute(name);
  const hop = { location: block.placeOf(name), says: `${name} of ${block.what}` };
  if (value === undefined || (value.kind === 'scalar' && value.value === null)) return known(false, hop);
  const uncertain = value.kind === 'unknown' && (value.reason === 'not-computable' || value.maybeAbsent === true);
  if (uncertain) return unknown(value.reason, value.detail, [hop]);
  return known(true, hop);
}

function serverless(plan: Plan, { block, title }: Resource): CacheServer {
  const hop = { location: block.at, says: 'ElastiCache Serverless' };
  return {
    kind: 'cache-server',
    provider: 'elasticache-serverless',
    name: knownText(block.attribute('name')) ?? title,
    placement: plan.placement(),
    engine: textSetting(block, 'engine'),
    version: textSetting(block, 'major_engine_version'),
    tls: known(true, { ...hop, says: 'ElastiCache Serverless always encrypts' }),
    tlsMode: known(null, hop),
    evictionPolicy: known(null, { ...hop, says: 'ElastiCache Serverless has no parameter group' }),
    authToken: known(false, { ...hop, says: 'ElastiCache Serverless knows users, no token' }),
    at: block.at,
  };
}
