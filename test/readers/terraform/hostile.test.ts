import { beforeAll, describe, expect, test } from '@jest/globals';
import { terraformReader } from '../../../src/readers/terraform/reader.js';
import { initHcl } from '../../../src/syntax/hcl/grammar.js';
import { Source } from '../../../src/syntax/source.js';
import { factsOf, factsOfKind } from './project.js';

beforeAll(initHcl);

/** Locals a0 to a<count>, each made of the one before, and a task that shows the last. */
function chain(count: number, first: string, next: (before: string) => string, shows = (last: string) => last): string {
  const lines = Array.from({ length: count }, (_, index) => `  a${index + 1} = ${next(`local.a${index}`)}\n`);
  const task = `resource "aws_ecs_task_definition" "t" {\n  container_definitions = ${shows(`local.a${count}`)}\n}\n`;
  return `locals {\n  a0 = ${first}\n${lines.join('')}}\n${task}`;
}

describe('hostile Terraform', () => {
  test.each([
    [
      'lists that double',
      chain(
        60,
        '["x", "y"]',
        (before) => `concat(${before}, ${before})`,
        (last) => `jsonencode(${last})`,
      ),
    ],
    [
      'maps that double',
      chain(
        60,
        '{ x = 1 }',
        (before) => `{ l = ${before}, r = ${before} }`,
        (last) => `jsonencode(${last})`,
      ),
    ],
    ['texts that double', chain(60, '"xxxxxxxx"', (before) => `"\${${before}}\${${before}}"`)],
    [
      'lists in lists',
      chain(
        60,
        '["x"]',
        (before) => `[${before}, ${before}]`,
        (last) => `jsonencode(flatten(${last}))`,
      ),
    ],
    [
      'a text that is put between itself',
      chain(6, `"${'x'.repeat(50)}"`, (before) => `replace(${before}, "", ${before})`),
    ],
    ['a text that is joined with itself', chain(8, '"xxxxxxxx"', (before) => `join(${before}, split("", ${before}))`)],
    [
      'a text that JSON repeats',
      chain(4, `"${'x'.repeat(100_000)}"`, (before) => `jsonencode([${`${before},`.repeat(200)}])`),
    ],
    [
      'a pattern that repeats a text',
      chain(4, `"${'x'.repeat(100_000)}"`, (before) => `format("${'%s'.repeat(100)}"${`,${before}`.repeat(100)})`),
    ],
    ['a traversal of 20,000 steps', `locals {\n  a = local.b${'.c'.repeat(20_000)}\n}\n`],
    [
      'JSON of 50,000 values in one text',
      `locals {\n  a = jsondecode(<<EOT\n[\n${'1,\n'.repeat(50_000)}1]\nEOT\n)\n}\n` +
        'resource "kubernetes_config_map" "m" {\n  data = { X = local.a[3] }\n}\n',
    ],
    ['a chain of 5,000 locals', chain(5_000, '"x"', (before) => before)],
    ['a module that calls itself', 'module "m" {\n  source = "./"\n  count  = 100\n}\n'],
  ])('ends with %s', async (_, text) => {
    const facts = await factsOf({ 'tf/main.tf': text });
    expect(JSON.stringify(facts).length).toBeLessThan(1_000_000);
  });

  test('ends with modules that call each other a hundred times', async () => {
    const call = (source: string) => `module "m" {\n  source = "${source}"\n  count  = 100\n}\n`;
    const files = { 'tf/a/a.tf': call('../b'), 'tf/b/b.tf': call('../a'), 'tf/main.tf': call('./a') };
    expect(await factsOf(files)).toEqual([]);
  });

  test('takes names of JavaScript for names', async () => {
    const main =
      'resource "kubernetes_config_map" "x" {\n  data = { "__proto__" = "a", constructor = "b", toString = "c" }\n}\n';
    const [map] = await factsOfKind('config-source', { 'tf/main.tf': main });
    expect(Object.keys(map?.data ?? {}).sort()).toEqual(['__proto__', 'constructor', 'toString']);
  });

  test.each([
    ['nothing', ''],
    ['an open brace', '{'],
    ['a list', '[]'],
    ['a text', '"x"'],
    ['a zero byte', '\0'],
    ['500 open objects', '{"a": '.repeat(500)],
  ])('reports %s as a file that sets no variables', (_, text) => {
    const { part, problems } = terraformReader.read(new Source('tf/production.tfvars.json', text));
    expect(part).toBeUndefined();
    expect(problems).toMatchObject([{ message: 'This is not a JSON object of variables' }]);
  });

  test('keeps no text that may hold a Secret', () => {
    const secret = 'apiVersion: v1\nkind: Secret\nstringData:\n  KEY: s3cret\n';
    expect(terraformReader.read(new Source('ops/app.yml', secret))).toEqual({});
    expect(terraformReader.read(new Source('ops/secrets.yml', 'KEY: s3cret\n'))).toEqual({});
    expect(terraformReader.read(new Source('ops/app.yml', 'KEY: value\n')).part).toMatchObject({ kind: 'data' });
  });

  test('leaves everything else alone', () => {
    const wanted = [
      'main.tf',
      'a/production.tfvars',
      'a/x.tfvars.json',
      'terraform/env.yml',
      'x/web.json.tpl',
      'ops/a.yaml',
    ];
    const others = [
      'config/database.yml',
      'package.json',
      '.terraform/modules/a/main.tf',
      'docs/terraform.md',
      'main.tf.json',
    ];
    expect([...wanted, ...others].filter((path) => terraformReader.matches(path))).toEqual(wanted);
  });
});
