import { describe, expect, test } from '@jest/globals';
import { edited, factsOfKind, shown } from './project.js';

const MODULES = './vendor/modules/aks//aks';
const FILES = {
  'terraform/application/main.tf': `variable "replicas" { default = 1 }
variable "memory" { default = null }
variable "azure" { default = true }
variable "config" {}
module "application_configuration" {
  source               = "${MODULES}/application_configuration"
  is_rails_application = true
  config_variables = merge(
    yamldecode(file("\${path.module}/config/\${var.config}.yml")),
    { DOMAIN = module.cluster_data.domain, EMPTY = null }
  )
  secret_variables = { DATABASE_URL = module.postgres.url, TOKEN = "s3cret" }
}
module "cluster_data" {
  source = "${MODULES}/cluster_data"
}
module "web" {
  source                     = "${MODULES}/application"
  kubernetes_config_map_name = module.application_configuration.kubernetes_config_map_name
  kubernetes_secret_name     = module.application_configuration.kubernetes_secret_name
  replicas                   = var.replicas
  max_memory                 = var.memory
  probe_path                 = "/up"
}
module "worker" {
  source        = "${MODULES}/application"
  name          = "jobs"
  is_web        = false
  command       = ["bundle", "exec", "sidekiq"]
  probe_command = ["pgrep", "sidekiq"]
}
module "postgres" {
  source           = "${MODULES}/postgres"
  use_azure        = var.azure
  azure_extensions = ["CITEXT"]
  server_version   = 16
}
module "redis" {
  source                 = "${MODULES}/redis"
  use_azure              = var.azure
  azure_maxmemory_policy = "noeviction"
}
`,
  'terraform/application/config/production.tfvars.json': `{
  "config": "production",
  "replicas": 4,
  "memory": "1.5Gi"
}
`,
  'terraform/application/config/review.tfvars.json': '{ "config": "review", "azure": false }',
  'terraform/application/config/production.yml': 'RAILS_MAX_THREADS: 5\nFLAG: true\n',
};

describe('the AKS modules', () => {
  test('make a Deployment for each environment', async () => {
    const workloads = await factsOfKind('workload', FILES);
    const line = workloads.map(({ placement, name, replicas, containers }) =>
      [placement.environment, name, shown(replicas), shown(containers[0]?.memory.limit)].join(' | '),
    );
    const main = 'terraform/application/main.tf';
    const production = 'terraform/application/config/production.tfvars.json';
    expect(line).toEqual([
      `production | web | 4 @ ${production}:3 < ${main}:21 | 1610612736 @ ${production}:4 < ${main}:22`,
      `production | jobs | 1 @ ${main}:25 | 1073741824 @ ${main}:25`,
      `review | web | 1 @ ${main}:1 < ${main}:21 | 1073741824 @ ${main}:2 < ${main}:22`,
      `review | jobs | 1 @ ${main}:25 | 1073741824 @ ${main}:25`,
    ]);
  });

  test('tell web from worker by their ports, probes and commands', async () => {
    const [web, jobs] = (await factsOfKind('workload', FILES)).flatMap(({ containers }) => containers);
    expect(web).toMatchObject({
      ports: [{ number: { value: 3000 } }],
      probes: { liveness: { action: 'http', path: { value: '/up' } } },
    });
    expect(web?.command).toBeUndefined();
    expect(jobs).toMatchObject({
      command: { words: ['bundle', 'exec', 'sidekiq'] },
      ports: [],
      probes: { startup: { action: 'exec', command: { words: ['pgrep', 'sidekiq'] } } },
    });
  });

  test('give containers the variables of the configuration, and never the value of a secret', async () => {
    const [web] = await factsOfKind('workload', FILES);
    const sources = await factsOfKind('config-source', FILES);
    const [map, secret] = sources.filter(({ placement }) => placement.environment === 'production');
    const names = web?.containers[0]?.envFrom.map(({ source, object }) => [source, object.known ? object.value : '']);
    expect(names).toEqual([
      ['config-map', map?.name],
      ['secret', secret?.name],
    ]);
    expect(Object.entries(map?.data ?? {}).map(([key, value]) => `${key}: ${shown(value)}`)).toEqual([
      'RAILS_SERVE_STATIC_FILES: "true" @ terraform/application/main.tf:7',
      'RAILS_LOG_TO_STDOUT: "true" @ terraform/application/main.tf:7',
      'RAILS_MAX_THREADS: "5" @ terraform/application/config/production.yml:1',
      'FLAG: "true" @ terraform/application/config/production.yml:2',
      'DOMAIN: ? outside-repository: module.cluster_data.domain',
    ]);
    expect([map?.open, secret?.open]).toEqual([false, true]);
    expect(Object.keys(secret?.data ?? {})).toEqual(['DATABASE_URL', 'TOKEN']);
    expect(JSON.stringify(sources)).not.toContain('s3cret');
  });

  test('leave a configuration open when its file is not there', async () => {
    const sources = await factsOfKind('config-source', FILES);
    const review = sources.find(({ type, placement }) => type === 'ConfigMap' && placement.environment === 'review');
    expect(review).toMatchObject({ open: true });
    expect(Object.keys(review?.data ?? {})).not.toContain('RAILS_MAX_THREADS');
  });

  test('make Azure servers, or containers without their limits', async () => {
    const [production, review] = await factsOfKind('database-server', FILES);
    expect(production).toMatchObject({
      provider: 'azure',
      extensionsDefault: 'none',
      maxConnections: { value: '856' },
    });
    expect(shown(production?.allowedExtensions)).toBe('["citext"] @ terraform/application/main.tf:35');
    expect(review).toMatchObject({
      provider: 'unknown',
      extensionsDefault: 'all-of-provider',
      allowedExtensions: { value: null },
    });
    const caches = await factsOfKind('cache-server', FILES);
    expect(caches.map(({ provider, tls, evictionPolicy }) => [provider, shown(tls), shown(evictionPolicy)])).toEqual([
      ['azure', 'true @ terraform/application/main.tf:40', '"noeviction" @ terraform/application/main.tf:41'],
      ['container', 'false @ terraform/application/main.tf:40', 'null @ terraform/application/main.tf:40'],
    ]);
  });

  test('have slots where values are decided or would be written', async () => {
    const [web, jobs] = await factsOfKind('workload', FILES);
    const path = 'terraform/application/config/production.tfvars.json';
    expect(edited(web?.replicas, '6', FILES)).toBe(FILES[path].replace('4', '6'));
    expect(web?.containers[0]?.memory.limit.trail[0]?.slot?.format).toBe('memory');
    expect(edited(jobs?.replicas, '2', FILES)).toContain('module "worker" {\n  replicas = 2\n  source ');
  });
});
