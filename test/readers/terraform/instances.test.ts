import { describe, expect, test } from '@jest/globals';
import { factsOfKind, shown } from './project.js';

const GROUPS = `variable "which" {}
resource "aws_db_parameter_group" "sized" {
  for_each = { small = 50, large = 400 }
  name     = "pg-\${each.key}"
  family   = "postgres\${each.value}"
}
resource "aws_db_parameter_group" "numbered" {
  count = 2
  name  = "pg-\${count.index}"
}
resource "aws_db_parameter_group" "single" {
  count = 1
  name  = "pg-only"
}
module "sized" {
  source   = "./modules/named"
  for_each = toset(["a", "b"])
  name     = each.key
}
module "single" {
  source = "./modules/named"
  name   = "one"
}
`;
const NAMED = 'variable "name" {}\noutput "url" { value = "redis://${var.name}" }\n';

async function computed(expression: string): Promise<string> {
  const map = `resource "kubernetes_config_map" "app" {\n  data = { X = ${expression} }\n}\n`;
  const [source] = await factsOfKind('config-source', {
    'tf/main.tf': GROUPS + map,
    'tf/modules/named/main.tf': NAMED,
  });
  const value = source?.data.X;
  return value?.known ? value.value : shown(value);
}

describe('a reference to one of several instances', () => {
  test.each([
    ['aws_db_parameter_group.sized["large"].name', 'pg-large'],
    ['aws_db_parameter_group.sized["small"].family', 'postgres50'],
    ['aws_db_parameter_group.numbered[1].name', 'pg-1'],
    ['join(",", [for k in ["small", "large"] : aws_db_parameter_group.sized[k].name])', 'pg-small,pg-large'],
    ['aws_db_parameter_group.single[0].name', 'pg-only'],
    ['module.sized["b"].url', 'redis://b'],
    ['join(",", [for k in ["b", "a"] : module.sized[k].url])', 'redis://b,redis://a'],
    ['module.single.url', 'redis://one'],
  ])('%s takes that one', async (expression, value) => {
    expect(await computed(expression)).toBe(value);
  });

  test.each([
    [
      'aws_db_parameter_group.sized[var.which].name',
      '? outside-repository: aws_db_parameter_group.sized.name, which is known after apply',
    ],
    [
      'aws_db_parameter_group.numbered[7].name',
      '? outside-repository: aws_db_parameter_group.numbered.name, which is known after apply',
    ],
    [
      'join(",", aws_db_parameter_group.numbered[*].name)',
      '? outside-repository: aws_db_parameter_group.numbered.name, which is known after apply',
    ],
    ['module.sized[var.which].url', '? not-computable: module.sized'],
    ['join(",", module.sized[*].url)', '? not-computable: module.sized'],
  ])('%s does not take the first', async (expression, value) => {
    expect(await computed(expression)).toBe(value);
  });
});
