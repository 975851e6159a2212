import { describe, expect, test } from '@jest/globals';
import { edited, factsOfKind, shown } from './project.js';

const ROOT = `variable "size" { default = "db.t3.micro" }
variable "environment" {}
resource "aws_db_instance" "main" {
  identifier     = "orders-\${var.environment}"
  engine         = "postgres"
  instance_class = var.size
}
`;

async function servers(files: Record<string, string>): Promise<readonly string[]> {
  const facts = await factsOfKind('database-server', files);
  return facts.map(({ name, placement, instanceClass }) => `${placement.environment} ${name} ${shown(instanceClass)}`);
}

describe('environments', () => {
  test.each([
    'tf/production.tfvars',
    'tf/config_production.tfvars',
    'tf/config/production/variables.tfvars',
    'tf/environments/production/terraform.tfvars',
    'tf/environments/production.tfvars',
    'workspace-variables/production.tfvars',
  ])('come from %s', async (path) => {
    const values = 'environment = "production"\nsize = "db.m5.large"\n';
    expect(await servers({ 'tf/main.tf': ROOT, [path]: values })).toEqual([
      `production orders-production "db.m5.large" @ ${path}:2 < tf/main.tf:6`,
    ]);
  });

  test('are several, each with its own values and the automatic ones', async () => {
    const files = {
      'tf/main.tf': ROOT,
      'tf/terraform.tfvars': 'size = "db.t3.small"\n',
      'tf/production.tfvars.json': '{\n  "environment": "production",\n  "size": "db.m5.large"\n}\n',
      'tf/staging.tfvars.json': '{ "environment": "staging" }',
    };
    expect(await servers(files)).toEqual([
      'production orders-production "db.m5.large" @ tf/production.tfvars.json:3 < tf/main.tf:6',
      'staging orders-staging "db.t3.small" @ tf/terraform.tfvars:1 < tf/main.tf:6',
    ]);
  });

  test('are directories that call a shared module', async () => {
    const call = (size: string) =>
      `module "database" {\n  source      = "../modules/database"\n  environment = "x"\n  size        = "${size}"\n}\n`;
    const files = {
      'ops/modules/database/main.tf': ROOT,
      'ops/production/main.tf': call('db.m5.large'),
      'ops/staging/main.tf': call('db.t3.small'),
    };
    expect(await servers(files)).toEqual([
      'production orders-x "db.m5.large" @ ops/production/main.tf:4 < ops/modules/database/main.tf:6',
      'staging orders-x "db.t3.small" @ ops/staging/main.tf:4 < ops/modules/database/main.tf:6',
    ]);
  });

  test('are not backend configurations with the extension of a variables file', async () => {
    const files = {
      'tf/main.tf': `${ROOT}variable "key" {}\n`,
      'tf/production_backend.tfvars': 'key = "state"\n',
      'tf/state/production.tfvars': 'key = "state"\ncontainer = "x"\nbucket = "y"\n',
    };
    expect(await servers(files)).toEqual(['undefined main "db.t3.micro" @ tf/main.tf:1 < tf/main.tf:6']);
  });

  test('whose values two files set differently are not known', async () => {
    const files = {
      'tf/main.tf': ROOT,
      'tf/eu/production.tfvars': 'environment = "production"\nsize = "db.m5.large"\n',
      'tf/us/production.tfvars': 'environment = "production"\nsize = "db.r6g.large"\n',
    };
    expect(await servers(files)).toEqual([
      'production orders-production ? ambiguous: size, to which several variable files give different values',
    ]);
  });

  test('are not those of samples', async () => {
    const files = {
      'tf/main.tf': ROOT,
      'tf/example.tfvars': 'environment = "x"\nsize = "db.m5.large"\n',
      'tf/terraform.sample.tfvars': 'environment = "x"\n',
    };
    expect(await servers(files)).toEqual(['undefined main "db.t3.micro" @ tf/main.tf:1 < tf/main.tf:6']);
  });

  test('give the edit to the literal that decides', async () => {
    const files = {
      'tf/main.tf': ROOT,
      'tf/production.tfvars.json': '{"environment": "production", "size": "db.m5.large"}',
    };
    const [server] = await factsOfKind('database-server', files);
    expect(edited(server?.instanceClass, 'db.r6g.large', files)).toBe(
      '{"environment": "production", "size": "db.r6g.large"}',
    );
  });

  test('do not include modules that nobody calls', async () => {
    expect(await servers({ 'tf/modules/database/main.tf': ROOT })).toEqual([]);
    expect(await servers({ 'vendor/database/main.tf': ROOT })).toEqual([]);
  });
});
