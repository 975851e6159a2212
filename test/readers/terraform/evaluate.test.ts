import { describe, expect, test } from '@jest/globals';
import { factsOfKind, shown } from './project.js';

/** The value of a local, seen through a ConfigMap. */
async function computed(expression: string, others = '', files: Record<string, string> = {}): Promise<string> {
  const main = `resource "kubernetes_config_map" "app" {\n  data = { X = ${expression} }\n}\n${others}`;
  const [map] = await factsOfKind('config-source', { 'terraform/main.tf': main, ...files });
  const value = map?.data.X;
  return value?.known ? value.value : shown(value);
}

describe('the Terraform language', () => {
  test.each([
    ['"a-${1 + 2 * 3}"', 'a-7'],
    ['tostring(5)', '5'],
    ['true ? "yes" : local.nowhere', 'yes'],
    ['lower("ABC")', 'abc'],
    ['format("%s-%d%%", "a", 5)', 'a-5%'],
    ['join(",", concat(["a"], ["b", "c"]))', 'a,b,c'],
    ['max(1, 7, 3)', '7'],
    ['element(["a", "b"], 3)', 'b'],
    ['length(["a", "b"])', '2'],
    ['lookup({ a = 1 }, "b", 2)', '2'],
    ['merge({ a = 1 }, { a = 2 }).a', '2'],
    ['coalesce(null, "", "c")', 'c'],
    ['try({ a = 1 }.b, "fallback")', 'fallback'],
    ['can({ a = 1 }.b)', 'false'],
    ['jsonencode({ b = [1, "x"], a = null })', '{"a":null,"b":[1,"x"]}'],
    ['jsondecode("{\\"a\\": [10, 20]}").a[1]', '20'],
    ['replace("a.b.c", ".", "-")', 'a-b-c'],
    ['contains(keys({ A = 1 }), "A")', 'true'],
    ['join(",", [for k, v in { b = 2, a = 1 } : "${k}${v}" if v > 1])', 'b2'],
    ['{ for k in ["x"] : upper(k) => k }["X"]', 'x'],
    ['([{ n = "p" }, { n = "q" }][*].n)[1]', 'q'],
    ['false && var.secret', 'false'],
    ['trimprefix(path.module, "/")', 'terraform'],
    ['slice(["a", "b", "c"], 1, 3)[1]', 'c'],
    ['join("", sort(distinct(["b", "a", "b"])))', 'ab'],
    ['one([])', 'nothing'],
    ['one(["a"])', 'a'],
    ['join(",", [for x in ["a", "b"] : x if "true"])', 'a,b'],
    ['join(",", [{ n = "p" }, { n = "q" }].*.n)', 'p,q'],
    ['[{ n = "p" }, { n = "q" }].*.n[1]', 'q'],
    ['chomp("a\\n\\n")', 'a'],
    ['"[${trimspace(" a ")}]"', '[a]'],
    ['title("production web")', 'Production Web'],
    ['trimsuffix("web.rb", ".rb")', 'web'],
    ['substr("production", 0, 4)', 'prod'],
    ['startswith("redis://x", "redis")', 'true'],
    ['ceil(2.1) + floor(2.9)', '5'],
    ['abs(-3)', '3'],
    ['tonumber("5") + 1', '6'],
    ['tobool("true") ? 1 : 2', '1'],
    ['7 % 4', '3'],
    ['-(2 - 5)', '3'],
    ['!(1 > 2 || 2 <= 1)', 'true'],
    ['"5" == 5', 'false'],
    ['null == null', 'true'],
    ['values({ b = 2, a = 1 })[0]', '1'],
    ['join(",", toset(["b", "a", "b"]))', 'a,b'],
    ['join(",", compact(["a", "", null]))', 'a'],
    ['join(",", reverse(["a", "b"]))', 'b,a'],
    ['join(",", flatten([["a"], [["b"]]]))', 'a,b'],
    ['coalescelist([], ["x"])[0]', 'x'],
    ['split("/", "a/b")[1]', 'b'],
    ['length({ a = 1, b = 2 })', '2'],
    ['max([1, 5, 3]...)', '5'],
    ['format("%s", 1.5)', '1.5'],
    ['yamldecode("a: on").a', 'on'],
    ['yamldecode("a: true").a', 'true'],
    ['"${null == null ? "unset" : "set"}"', 'unset'],
  ])('computes %s', async (expression, value) => {
    expect(await computed(expression)).toBe(value);
  });

  test.each([
    ['data.aws_ssm_parameter.key.value', '? outside-repository: data.aws_ssm_parameter.key.value'],
    ['"redis://${aws_elasticache_cluster.main.address}"', '? not-computable: there is no aws_elasticache_cluster.main'],
    ['module.gone.url', '? not-computable: module.gone'],
    ['terraform.workspace', '? outside-repository: terraform.workspace'],
    ['sha256("x")', '? not-computable: sha256(…)'],
    ['regex("a+", "aa")', '? not-computable: regex(…)'],
    ['"%{ if true }a%{ endif }"', '? not-computable: %{ if true }a%{ endif }'],
    ['1 / 0', '? not-computable: a division by zero'],
    ['format("%d", 1.5)', '? not-computable: format(…)'],
    ['format("%5d", 1)', '? not-computable: format(…)'],
    ['format("%s")', '? not-computable: format(…)'],
    ['replace("abc", "/b+/", "x")', '? not-computable: replace(…)'],
    ['slice(["a"], 0, 2)[0]', '? not-computable: slice(…)'],
    ['slice(["a", "b"], -1, 2)[0]', '? not-computable: slice(…)'],
    ['tonumber("five")', '? not-computable: tonumber(…)'],
    ['element([], 0)', '? not-computable: element(…)'],
    ['one(["a", "b"])', '? not-computable: one(…)'],
    ['join(",", [for x in ["a"] : x if "perhaps"])', '? not-computable: an `if` of no truth'],
    ['{ for x in ["a", "b"] : "k" => x... }["k"][0]', '? not-computable: { for x in ["a", "b"] : "k" => x... }'],
    ['sensitive("hunter2")', '? hidden-in-secret: a sensitive value'],
    ['sensitive("hunter2") == "x" ? 1 : 2', '? hidden-in-secret: a sensitive value'],
    ['"${sensitive("hunter2")}-suffix"', '? hidden-in-secret: a sensitive value'],
    ['yamldecode("a: [").a', '? not-computable: a text that is not valid JSON'],
    ['file("../../../etc/passwd")', '? file-not-read: the file ../../../etc/passwd'],
    ['templatefile("/etc/passwd", {})', '? file-not-read: the file /etc/passwd'],
    [
      'yamldecode(file("${path.module}/../../secrets.yml")).a',
      '? file-not-read: the file /terraform/../../secrets.yml',
    ],
    ['file("${path.module}/gone.txt")', '? file-not-read: the file /terraform/gone.txt'],
    ['join(",", concat(data.a.b.list, ["x"]))', '? outside-repository: data.a.b.list'],
  ])('does not guess %s', async (expression, value) => {
    expect(await computed(expression)).toBe(value);
  });

  test('names the variable that nothing sets, and not one that has a default', async () => {
    const variables = 'variable "a" {}\nvariable "b" { default = "b" }\n';
    expect(await computed('var.a', variables)).toBe(
      '? outside-repository: var.a, which has no default and which nothing in the repository sets',
    );
    expect(await computed('var.b', variables)).toBe('b');
  });

  test('hides a sensitive variable even where its default is written down', async () => {
    const variables = 'variable "token" {\n  default   = "s3cret"\n  sensitive = true\n}\n';
    expect(await computed('var.token', variables)).toBe('? hidden-in-secret: var.token');
  });

  test('fills in the defaults of optional attributes', async () => {
    const apps = `variable "apps" {
      type    = map(object({ replicas = optional(number, 3), memory = optional(string, "1Gi") }))
      default = { web = { replicas = 5 } }
    }`;
    expect(await computed('"${var.apps.web.replicas} ${var.apps.web.memory}"', apps)).toBe('5 1Gi');
  });

  test('does not take a value that an unknown map may override', async () => {
    expect(await computed('merge({ a = 1 }, data.x.y.map).a')).toBe('? outside-repository: data.x.y.map');
    expect(await computed('merge(data.x.y.map, { a = 1 }).a')).toBe('1');
  });

  test('keeps what both branches of an undecided condition agree on', async () => {
    expect(await computed('(data.x.y.on ? { a = 1, b = 2 } : { a = 1, b = 3 }).a')).toBe('1');
    expect(await computed('(data.x.y.on ? { a = 1, b = 2 } : { a = 1, b = 3 }).b')).toBe(
      '? outside-repository: data.x.y.on',
    );
  });

  test('decodes YAML and JSON files beside the module', async () => {
    const files = {
      'terraform/env.yml': 'web: &web\n  A: 5\njobs:\n  <<: *web\n',
      'terraform/env.json': '{"B": [true]}',
    };
    expect(await computed('yamldecode(file("${path.module}/env.yml")).jobs.A', '', files)).toBe('5');
    expect(await computed('jsondecode(file("env.json")).B[0]', '', files)).toBe('true');
  });

  test('says that a local which needs itself is not computable', async () => {
    expect(await computed('local.a', 'locals {\n  a = local.b\n  b = local.a\n}\n')).toBe(
      '? not-computable: local.a, which refers to itself',
    );
  });
});
