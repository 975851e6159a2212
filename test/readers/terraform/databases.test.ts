import { describe, expect, test } from '@jest/globals';
import { factsOfKind, shown } from './project.js';

async function server(text: string): Promise<Record<string, unknown>> {
  const [found] = await factsOfKind('database-server', { 'infra/db.tf': text });
  if (found === undefined) return {};
  const { at, kind, placement, ...rest } = found;
  return Object.fromEntries(
    Object.entries(rest).map(([key, value]) => [
      key,
      typeof value === 'object' && 'known' in value ? shown(value) : value,
    ]),
  );
}

describe('database servers', () => {
  test('reads aws_db_instance with the parameter group that it refers to', async () => {
    const text = `resource "aws_db_parameter_group" "main" {
  family = "postgres16"
  parameter {
    name  = "max_connections"
    value = 200
  }
  parameter {
    name  = "rds.allowed_extensions"
    value = "pg_trgm, CITEXT"
  }
  parameter {
    name  = "shared_preload_libraries"
    value = "pg_stat_statements"
  }
}
resource "aws_db_instance" "main" {
  engine               = "postgres"
  engine_version       = "16.3"
  instance_class       = "db.t3.small"
  parameter_group_name = aws_db_parameter_group.main.name
}
`;
    expect(await server(text)).toEqual({
      provider: 'rds',
      name: 'main',
      engine: '"postgres" @ infra/db.tf:17',
      version: '"16.3" @ infra/db.tf:18',
      instanceClass: '"db.t3.small" @ infra/db.tf:19',
      maxConnections: '"200" @ infra/db.tf:5',
      allowedExtensions: '["pg_trgm","citext"] @ infra/db.tf:9',
      extensionsDefault: 'all-of-provider',
      preloadLibraries: '["pg_stat_statements"] @ infra/db.tf:13',
      readOnly: false,
    });
  });

  test('takes the parameters of the instance that it refers to, among several', async () => {
    const groups = `resource "aws_db_parameter_group" "sized" {
  for_each = { small = 50, large = 400 }
  name     = "pg-\${each.key}"
  parameter {
    name  = "max_connections"
    value = each.value
  }
}
`;
    const of = async (key: string) => {
      const group = `aws_db_parameter_group.sized[${key}].name`;
      const found = await server(
        `${groups}resource "aws_db_instance" "main" {\n  parameter_group_name = ${group}\n}\n`,
      );
      return found.maxConnections;
    };
    expect(await of('"large"')).toBe('"400" @ infra/db.tf:2 < infra/db.tf:6');
    expect(await of('"small"')).toBe('"50" @ infra/db.tf:2 < infra/db.tf:6');
    expect(await of('data.x.y.size')).toBe(
      '? outside-repository: aws_db_parameter_group.sized.name, which is known after apply',
    );
  });

  test('leaves the parameters to the provider without a group, and does not know those of a foreign group', async () => {
    const instance = (group: string) => `resource "aws_db_instance" "main" {\n  engine = "postgres"\n${group}}\n`;
    expect((await server(instance(''))).maxConnections).toBe('null @ infra/db.tf:1');
    expect((await server(instance('  parameter_group_name = "default.postgres16"\n'))).maxConnections).toBe(
      'null @ infra/db.tf:3',
    );
    expect((await server(instance('  parameter_group_name = "shared-pg"\n'))).maxConnections).toBe(
      '? outside-repository: the parameter group shared-pg',
    );
  });

  test('knows the engine of a restored instance only by its logs', async () => {
    const restored = (logs: string) =>
      `resource "aws_db_instance" "main" {\n  snapshot_identifier = "nightly"\n${logs}}\n`;
    expect((await server(restored('  enabled_cloudwatch_logs_exports = ["postgresql"]\n'))).engine).toBe(
      '"postgres" @ infra/db.tf:3',
    );
    expect((await server(restored(''))).engine).toBe(
      '? outside-repository: the engine of what aws_db_instance.main is restored from',
    );
  });

  test('takes a replica for one that only reads, with the engine of its source', async () => {
    const text = `resource "aws_db_instance" "main" {\n  engine = "mysql"\n}\nresource "aws_db_instance" "replica" {\n  replicate_source_db = aws_db_instance.main.identifier\n}\n`;
    const found = await factsOfKind('database-server', { 'infra/db.tf': text });
    expect(found.map(({ name, readOnly, engine }) => [name, readOnly, shown(engine)])).toEqual([
      ['main', false, '"mysql" @ infra/db.tf:2'],
      ['replica', true, '"mysql" @ infra/db.tf:2'],
    ]);
  });

  test('reads an Aurora cluster with the class of its instances and its capacity', async () => {
    const text = `resource "aws_rds_cluster" "main" {
  cluster_identifier = "orders"
  engine             = "aurora-postgresql"
  serverlessv2_scaling_configuration {
    min_capacity = 0.5
    max_capacity = 4
  }
}
resource "aws_rds_cluster_instance" "main" {
  count              = 2
  cluster_identifier = aws_rds_cluster.main.id
  instance_class     = "db.serverless"
}
`;
    const [found] = await factsOfKind('database-server', { 'infra/db.tf': text });
    expect(found).toMatchObject({ provider: 'aurora', name: 'orders' });
    expect(shown(found?.instanceClass)).toBe('"db.serverless" @ infra/db.tf:12');
    expect([found?.serverlessCapacity?.min, found?.serverlessCapacity?.max].map(shown)).toEqual([
      '0.5 @ infra/db.tf:5',
      '4 @ infra/db.tf:6',
    ]);
  });

  test('reads the inputs of the public RDS modules, and does not know their defaults', async () => {
    const rds = await server(`module "db" {
  source         = "terraform-aws-modules/rds/aws"
  identifier     = "orders"
  engine         = "postgres"
  instance_class = "db.m6g.large"
  parameters     = [{ name = "max_connections", value = "300" }]
}
`);
    expect(rds).toMatchObject({
      name: 'orders',
      maxConnections: '"300" @ infra/db.tf:6',
      allowedExtensions: 'null @ infra/db.tf:1',
      version: '? outside-repository: the default of engine_version of module.db',
    });
    const aurora = await server(`module "db" {
  source    = "terraform-aws-modules/rds-aurora/aws"
  name      = "orders"
  engine    = "aurora-postgresql"
  instances = { one = { instance_class = "db.r6g.large" } }
  db_cluster_parameter_group_parameters = [{ name = "max_connections", value = 500 }]
}
`);
    expect(aurora).toMatchObject({
      provider: 'aurora',
      instanceClass: '"db.r6g.large" @ infra/db.tf:5',
      maxConnections: '"500" @ infra/db.tf:6',
    });
  });

  test('reads an Azure flexible server, which allows no extension by itself', async () => {
    const text = `resource "azurerm_postgresql_flexible_server" "main" {
  name     = "orders"
  version  = "16"
  sku_name = "GP_Standard_D2ds_v4"
}
`;
    const configuration = `resource "azurerm_postgresql_flexible_server_configuration" "extensions" {
  name      = "azure.extensions"
  server_id = azurerm_postgresql_flexible_server.main.id
  value     = "CITEXT,PG_TRGM"
}
`;
    expect(await server(text)).toMatchObject({
      provider: 'azure',
      extensionsDefault: 'none',
      allowedExtensions: 'null @ infra/db.tf:1',
    });
    expect(await server(text + configuration)).toMatchObject({
      allowedExtensions: '["citext","pg_trgm"] @ infra/db.tf:9',
    });
  });

  test('makes nothing of a server whose count is 0', async () => {
    expect(await server('resource "aws_db_instance" "main" {\n  count  = 0\n  engine = "postgres"\n}\n')).toEqual({});
  });
});
