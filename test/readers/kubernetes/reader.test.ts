import { expect, test } from '@jest/globals';
import { kubernetesReader } from '../../../src/readers/kubernetes/reader.js';
import { Source } from '../../../src/syntax/source.js';
import { factsOf } from './read.js';

test.each([
  ['k8s/web.yaml', true],
  ['kubernetes/deployment-production.tmpl', true],
  ['config/kubernetes/production/deployment.tpl', true],
  ['config/deploy/puma.yaml.erb', true],
  ['k8s/web.yml.j2', true],
  ['k8s/web.json', true],
  ['k8s/overlays/production/kustomization.yaml', true],
  ['examples/shop/k8s/web.yaml', true],
  ['package-lock.json', false],
  ['config/puma.rb', false],
  ['spec/fixtures/web.yaml', false],
  ['node_modules/a/web.yaml', false],
  ['vendor/kustomization.yaml', false],
  ['vendor/charts/web.yaml', false],
  ['.github/workflows/ci.yml', false],
])('%s: %j', (path, wanted) => {
  expect(kubernetesReader.matches(path)).toBe(wanted);
});

const read = (text: string) => kubernetesReader.read(new Source('a.yml', text));

test('YAML that is no manifest is nobody else’s problem', () => {
  expect(read('production:\n  pool: [\n')).toEqual({});
  expect(read('apiVersion: v2\nname: chart\n')).toEqual({});
  expect(read('apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: { name: a }\n')).toEqual({});
});

test('a broken document is a problem at its place, and the others are read', () => {
  const service = 'apiVersion: v1\nkind: Service\nmetadata: { name: web }\n';
  const { part, problems } = read(`${service}---\napiVersion: v1\n kind: Pod\n---\n${service}`);
  expect(part?.kind === 'objects' && part.facts.map(({ kind }) => kind)).toEqual(['service', 'service']);
  expect(problems?.map(({ message, at }) => [message, at.startLine, at.startColumn])).toEqual([
    ['not valid YAML: bad indentation of a mapping entry', 6, 6],
  ]);
});

test.each([
  'apiVersion: v1\nkind: Pod\nmetadata: 5\nspec: x\n',
  'apiVersion: v1\nkind: [Pod]\nmetadata: { name: a }\n',
  'apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec: { containers: [1, null, { name: [] }] }\n',
  'apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec: { containers: { name: a } }\n',
  `apiVersion: v1\nkind: List\nitems: ${'[{kind: List, apiVersion: v1, items: '.repeat(40)}[]${'}]'.repeat(40)}\n`,
  'apiVersion: v1\nkind: Service\nmetadata: { name: a }\nspec: { ports: [{ port: x }, 5], selector: [] }\n',
  'apiVersion: v1\nkind: Pod\nmetadata: &a { name: *a }\n',
])('malformed objects never throw (%#)', (text) => {
  expect(() => factsOf({ 'a.yaml': text })).not.toThrow();
});

test('its parts are plain data, as a cache needs them', () => {
  const { part } = read(
    'apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec: { containers: [{ name: c, env: [{ name: A, value: b }] }] }\n',
  );
  expect(JSON.parse(JSON.stringify(part))).toStrictEqual(part);
});

test('what lies in a chart’s templates belongs to the chart', () => {
  const service = 'apiVersion: v1\nkind: Service\nmetadata: { name: web }\n';
  expect(factsOf({ 'chart/Chart.yaml': 'apiVersion: v2\nname: shop\n', 'chart/templates/web.yaml': service })).toEqual(
    [],
  );
  expect(factsOf({ 'k8s/templates/web.yaml': service })).toHaveLength(1);
});
