import { describe, expect, test } from '@jest/globals';
import { factsOfKind, shown } from './project.js';

async function caches(text: string): Promise<readonly string[]> {
  const found = await factsOfKind('cache-server', { 'infra/redis.tf': text });
  return found.map(({ provider, name, version, tls, evictionPolicy, authToken }) =>
    [provider, name, ...[version, tls, evictionPolicy, authToken].map(shown)].join(' | '),
  );
}

describe('cache servers', () => {
  test('reads a replication group with its parameter group', async () => {
    const text = `resource "aws_elasticache_parameter_group" "jobs" {
  family = "redis7"
  parameter {
    name  = "maxmemory-policy"
    value = "noeviction"
  }
}
resource "aws_elasticache_replication_group" "jobs" {
  replication_group_id       = "jobs"
  engine_version             = "7.1"
  transit_encryption_enabled = true
  auth_token                 = random_password.redis.result
  parameter_group_name       = aws_elasticache_parameter_group.jobs.name
}
resource "random_password" "redis" {
  length = 32
}
`;
    expect(await caches(text)).toEqual([
      'elasticache | jobs | "7.1" @ infra/redis.tf:10 | true @ infra/redis.tf:11 | "noeviction" @ infra/redis.tf:5 | true @ infra/redis.tf:12',
    ]);
  });

  test.each([
    ['random_password.redis.result', 'true @ infra/redis.tf:2'],
    ['null', 'false @ infra/redis.tf:2'],
    ['data.x.y.on ? random_password.redis.result : null', '? outside-repository: data.x.y.on'],
    ['sha256("x")', '? not-computable: sha256(…)'],
  ])('knows whether there is a token: %s', async (token, expected) => {
    const group = `resource "aws_elasticache_replication_group" "jobs" {\n  auth_token = ${token}\n}\n`;
    const password = 'resource "random_password" "redis" {\n  length = 32\n}\n';
    const [found] = await factsOfKind('cache-server', { 'infra/redis.tf': group + password });
    expect(shown(found?.authToken)).toBe(expected);
  });

  test('leaves the policy to the provider in its own parameter group', async () => {
    const text = `resource "aws_elasticache_cluster" "cache" {
  cluster_id           = "cache"
  engine               = "redis"
  engine_version       = "7.0"
  parameter_group_name = "default.redis7"
}
`;
    expect(await caches(text)).toEqual([
      'elasticache | cache | "7.0" @ infra/redis.tf:4 | null @ infra/redis.tf:1 | null @ infra/redis.tf:5 | false @ infra/redis.tf:1',
    ]);
  });

  test('does not take Memcached for Redis', async () => {
    expect(await caches('resource "aws_elasticache_cluster" "cache" {\n  engine = "memcached"\n}\n')).toEqual([]);
  });

  test('knows that a serverless cache always encrypts', async () => {
    const text = 'resource "aws_elasticache_serverless_cache" "jobs" {\n  name   = "jobs"\n  engine = "valkey"\n}\n';
    const [found] = await factsOfKind('cache-server', { 'infra/redis.tf': text });
    expect([found?.provider, shown(found?.engine), shown(found?.tls)]).toEqual([
      'elasticache-serverless',
      '"valkey" @ infra/redis.tf:3',
      'true @ infra/redis.tf:1',
    ]);
  });

  test('reads the public module, and does not know its defaults', async () => {
    const text = `module "redis" {
  source               = "terraform-aws-modules/elasticache/aws"
  replication_group_id = "jobs"
  engine_version       = "7.1"
  parameters           = [{ name = "maxmemory-policy", value = "noeviction" }]
}
`;
    expect(await caches(text)).toEqual([
      'elasticache | jobs | "7.1" @ infra/redis.tf:4 | ? outside-repository: the default of transit_encryption_enabled of module.redis | "noeviction" @ infra/redis.tf:5 | false @ infra/redis.tf:1',
    ]);
  });
});
