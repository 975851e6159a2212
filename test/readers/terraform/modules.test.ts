import { describe, expect, test } from '@jest/globals';
import { factsOfKind, shown } from './project.js';

const SERVER = `variable "name" {}
variable "version" {
  type     = string
  default  = "15"
  nullable = false
}
resource "aws_db_instance" "this" {
  identifier     = var.name
  engine         = "postgres"
  engine_version = var.version
}
output "name" {
  value = upper(aws_db_instance.this.identifier)
}
`;

async function servers(main: string, others: Record<string, string> = {}): Promise<readonly string[]> {
  const files = { 'infra/main.tf': main, 'infra/modules/db/main.tf': SERVER, ...others };
  const found = await factsOfKind('database-server', files);
  return found.map(({ name, version }) => `${name}: ${shown(version)}`);
}

const call = (body: string) => `module "db" {\n  source = "./modules/db"\n${body}}\n`;

describe('local modules', () => {
  test('are evaluated once for each key of for_each', async () => {
    const main = call('  for_each = { orders = 14, users = 16 }\n  name     = each.key\n  version  = each.value\n');
    expect(await servers(main)).toEqual([
      'orders: "14" @ infra/main.tf:3 < infra/main.tf:5 < infra/modules/db/main.tf:10',
      'users: "16" @ infra/main.tf:3 < infra/main.tf:5 < infra/modules/db/main.tf:10',
    ]);
  });

  test('are evaluated once for each count, and not at all for 0', async () => {
    expect(await servers(call('  count = 2\n  name  = "db-${count.index}"\n'))).toEqual([
      'db-0: "15" @ infra/modules/db/main.tf:4 < infra/modules/db/main.tf:10',
      'db-1: "15" @ infra/modules/db/main.tf:4 < infra/modules/db/main.tf:10',
    ]);
    expect(
      await servers(call('  count = var.on ? 1 : 0\n  name = "db"\n') + 'variable "on" { default = false }\n'),
    ).toEqual([]);
  });

  test('stand for all instances when nobody knows how many there are', async () => {
    expect(await servers(call('  for_each = data.a.b.names\n  name = each.key\n'))).toEqual([
      'db: "15" @ infra/modules/db/main.tf:4 < infra/modules/db/main.tf:10',
    ]);
  });

  test('take the default of a variable that is not nullable for null', async () => {
    expect(await servers(call('  name    = "db"\n  version = null\n'))).toEqual([
      'db: "15" @ infra/modules/db/main.tf:4 < infra/modules/db/main.tf:10',
    ]);
  });

  test('hand their outputs to the caller', async () => {
    const main = `${call('  name = "db"\n')}resource "kubernetes_config_map" "app" {\n  data = { DATABASE = module.db.name, OTHER = module.db.url }\n}\n`;
    const files = { 'infra/main.tf': main, 'infra/modules/db/main.tf': SERVER };
    const [map] = await factsOfKind('config-source', files);
    expect(Object.values(map?.data ?? {}).map(shown)).toEqual([
      '"DB" @ infra/main.tf:3 < infra/modules/db/main.tf:8 < infra/modules/db/main.tf:13 < infra/modules/db/main.tf:13 < infra/main.tf:6',
      '? not-computable: there is no output "url"',
    ]);
  });

  test('outside the repository have outputs that nobody knows', async () => {
    const main = `module "net" {\n  source = "terraform-aws-modules/vpc/aws"\n}\n${call('  name    = "db"\n  version = module.net.version\n')}`;
    expect(await servers(main)).toEqual(['db: ? outside-repository: module.net.version']);
  });

  test('are followed two levels down', async () => {
    const outer =
      'variable "version" {}\nmodule "inner" {\n  source  = "../db"\n  name    = "deep"\n  version = var.version\n}\n';
    const main = 'module "outer" {\n  source  = "./modules/outer"\n  version = 13\n}\n';
    expect(await servers(main, { 'infra/modules/outer/main.tf': outer })).toEqual([
      'deep: "13" @ infra/main.tf:3 < infra/modules/outer/main.tf:5 < infra/modules/db/main.tf:10',
    ]);
  });

  test('render their template files with the variables given', async () => {
    const main = `resource "aws_ecs_task_definition" "web" {
  container_definitions = templatefile("\${path.module}/web.json.tftpl", { threads = 5, command = jsonencode(["puma"]) })
}
`;
    const template =
      '[{ "name": "web", "command": ${command}, "environment": [{ "name": "T", "value": "${threads}" }] }]\n';
    const [task] = await factsOfKind('workload', { 'infra/main.tf': main, 'infra/web.json.tftpl': template });
    const [web] = task?.containers ?? [];
    expect(web?.args).toMatchObject({ form: 'exec', words: ['puma'] });
    expect(web?.env).toMatchObject([{ name: 'T', from: { source: 'value', value: { value: '5' } } }]);
  });
});
