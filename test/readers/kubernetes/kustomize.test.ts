import { describe, expect, test } from '@jest/globals';
import type { Fact } from '../../../src/model/facts/fact.js';
import { kubernetesReader } from '../../../src/readers/kubernetes/reader.js';
import { Source } from '../../../src/syntax/source.js';
import { factsOf, shown } from './read.js';

const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  replicas: 2
  template:
    spec:
      containers:
        - name: web
          image: shop:1
          env: [{ name: RAILS_MAX_THREADS, value: "5" }]
          resources: { limits: { memory: 1Gi } }
`;

const BASE = { 'k8s/base/kustomization.yaml': 'resources: [web.yaml]\n', 'k8s/base/web.yaml': DEPLOYMENT };

/** What decides most rules about a workload: its count, image, variables and memory. */
function essentials(facts: readonly Fact[]) {
  return facts.flatMap((fact) => {
    if (fact.kind !== 'workload') return [];
    const [container] = fact.containers;
    const [entry] = container?.env ?? [];
    const value = entry?.from.source === 'value' ? entry.from.value : undefined;
    const known = [fact.replicas, container?.image, value, container?.memory.limit].map((each) => each?.known);
    return [{ known, sources: container?.envFrom.map(({ source }) => source) }];
  });
}

const ALL_KNOWN = [{ known: [true, true, true, true], sources: [] }];

describe('an overlay', () => {
  test.each([
    [
      'that adds nothing but a namespace leaves the base as it is',
      'namespace: production\nresources: [../../base/]\n',
      ALL_KNOWN,
    ],
    [
      'that patches hides what it may change',
      'resources: [../../base]\npatches: [{ path: more.yaml }]\n',
      [{ known: [false, false, false, false], sources: ['external'] }],
    ],
    [
      'that replaces images hides images',
      'resources: [../../base]\nimages: [{ name: shop }]\n',
      [{ known: [true, false, true, true], sources: [] }],
    ],
    [
      'that sets replicas hides those of the workload it names',
      'resources: [../../base]\nreplicas: [{ name: web, count: 9 }]\n',
      [{ known: [false, true, true, true], sources: [] }],
    ],
    [
      'that sets replicas of another workload hides nothing',
      'resources: [../../base]\nreplicas: [{ name: jobs, count: 9 }]\n',
      ALL_KNOWN,
    ],
    [
      'that patches another base hides nothing here',
      'resources: [../other]\npatches: [{ path: more.yaml }]\n',
      ALL_KNOWN,
    ],
  ])('%s', (_, overlay, expected) => {
    const facts = factsOf({ ...BASE, 'k8s/overlays/production/kustomization.yaml': overlay });
    expect(essentials(facts)).toEqual(expected);
  });

  test('tells which kustomization it was, at the place of the value', () => {
    const [fact] = factsOf({
      ...BASE,
      'k8s/overlays/production/kustomization.yaml': 'resources: [../../base]\npatches: [{ path: more.yaml }]\n',
    });
    expect(fact?.kind === 'workload' && shown(fact.replicas)).toBe(
      'template-not-rendered: the kustomization in k8s/overlays/production may change it <- replicas of Deployment web (5:13)',
    );
  });
});

describe('labels, probes and budgets', () => {
  const budget =
    'apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: { name: web }\nspec: { minAvailable: 1, selector: { matchLabels: { app: web } } }\n';
  const files = {
    'k8s/base/kustomization.yaml': 'resources: [web.yaml, pdb.yaml]\n',
    'k8s/base/web.yaml': DEPLOYMENT,
    'k8s/base/pdb.yaml': budget,
  };
  const open = (overlay: string) =>
    factsOf({ ...files, 'k8s/overlays/production/kustomization.yaml': overlay }).flatMap((fact) => {
      if (fact.kind === 'workload') return [fact.changed !== undefined];
      return fact.kind === 'disruption-budget' ? [fact.changed !== undefined, fact.minAvailable.known] : [];
    });

  test.each([
    ['may be others where an overlay patches', 'patches: [{ path: more.yaml }]\n', [true, true, false]],
    ['are as written where it replaces images', 'images: [{ name: shop }]\n', [false, false, true]],
  ])('%s', (_, change, expected) => {
    expect(open(`resources: [../../base]\n${change}`)).toEqual(expected);
  });
});

describe('a base that several overlays build on', () => {
  const overlay = (name: string, more = '') => ({
    [`k8s/overlays/${name}/kustomization.yaml`]: `resources: [../../base, config.yaml]\n${more}`,
    [`k8s/overlays/${name}/config.yaml`]:
      'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: app }\ndata: { A: "1" }\n',
  });
  const placed = (files: Readonly<Record<string, string>>) =>
    factsOf(files).flatMap((fact) => {
      if (fact.kind !== 'workload' && fact.kind !== 'config-source') return [];
      const known = fact.kind === 'workload' ? [fact.replicas.known] : [];
      return [[fact.name, fact.placement.environment, fact.placement.overlay, ...known]];
    });

  test('is there once for each, with the changes of that one', () => {
    const files = { ...BASE, ...overlay('eu'), ...overlay('us', 'replicas: [{ name: web, count: 9 }]\n') };
    expect(placed(files)).toEqual([
      ['web', 'eu', 'k8s/overlays/eu', true],
      ['web', 'us', 'k8s/overlays/us', false],
      ['app', 'eu', 'k8s/overlays/eu'],
      ['app', 'us', 'k8s/overlays/us'],
    ]);
  });

  test('with what an overlay generates', () => {
    const generator = 'configMapGenerator: [{ name: made, literals: [A=1] }]\n';
    const files = { ...BASE, ...overlay('eu'), ...overlay('us', generator) };
    expect(placed(files).at(-1)).toEqual(['made', 'us', 'k8s/overlays/us']);
  });

  test('is named by the part of the folder that differs', () => {
    const one = { 'production/app/kustomization.yaml': 'resources: [../../k8s/base]\n' };
    const other = { 'staging/app/kustomization.yaml': 'resources: [../../k8s/base]\n' };
    expect(placed({ ...BASE, ...one, ...other }).map(([, environment]) => environment)).toEqual([
      'production',
      'staging',
    ]);
  });

  test('is not multiplied by more overlays than anybody keeps', () => {
    const many = Array.from({ length: 101 }, (_, index) => [
      `o/${index}/kustomization.yaml`,
      'resources: [../../k8s/base]\n',
    ]);
    expect(placed({ ...BASE, ...Object.fromEntries(many) })).toEqual([['web', undefined, undefined, true]]);
  });

  test('names no environment where there is one overlay only', () => {
    expect(placed({ ...BASE, ...overlay('eu') })).toEqual([
      ['web', undefined, undefined, true],
      ['app', undefined, undefined],
    ]);
  });
});

test.each([
  'patches: [{ path: web.yaml }]',
  'patchesStrategicMerge: [web.yaml]',
  'patchesJson6902: [{ path: ./web.yaml }]',
])('a fragment of an object is no object: %s', (patches) => {
  expect(factsOf({ 'k8s/kustomization.yaml': `${patches}\n`, 'k8s/web.yaml': DEPLOYMENT })).toEqual([]);
});

test('generators make ConfigMaps and Secrets', () => {
  const text = `configMapGenerator:
  - name: app
    literals: [PORT=3000, "MOTTO='a=b'"]
  - name: files
    files: [nginx.conf]
secretGenerator:
  - name: keys
    literals: [TOKEN=hunter2]
`;
  const facts = factsOf({ 'k8s/kustomization.yaml': text });
  expect(facts.map(shown)).toEqual([
    {
      kind: 'config-source',
      type: 'ConfigMap',
      name: 'app',
      placement: {},
      data: { PORT: '"3000" <- ConfigMap app, key PORT (3:16)', MOTTO: '"a=b" <- ConfigMap app, key MOTTO (3:28)' },
      binaryKeys: [],
      open: false,
      at: '2:11',
    },
    {
      kind: 'config-source',
      type: 'ConfigMap',
      name: 'files',
      placement: {},
      data: {},
      binaryKeys: [],
      open: true,
      at: '4:11',
    },
    {
      kind: 'config-source',
      type: 'Secret',
      name: 'keys',
      placement: {},
      data: { TOKEN: 'hidden-in-secret: Secret keys, key TOKEN <- Secret keys, key TOKEN (8:16)' },
      binaryKeys: [],
      open: false,
      at: '7:11',
    },
  ]);
  expect(JSON.stringify(facts)).not.toContain('hunter2');
});

test('only a kustomization that changes its resources is reported as not rendered', () => {
  const notRead = (text: string) => kubernetesReader.read(new Source('kustomization.yaml', text)).notRead;
  expect(notRead('resources: [a.yaml]\nnamespace: a\ncommonLabels: { a: b }\n')).toBeUndefined();
  expect(notRead('resources: [a.yaml]\nimages: [{ name: a }]\n')).toBe('template not rendered');
});

test('kustomizations that take each other in do not hang', () => {
  const each = (other: string) => `resources: [../${other}]\npatches: [{ path: p.yaml }]\n`;
  expect(factsOf({ 'a/kustomization.yaml': each('b'), 'b/kustomization.yaml': each('a') })).toEqual([]);
});

test('where kustomizations build on each other without end, nothing that they may change is known', () => {
  const count = 800;
  const all = Array.from({ length: count }, (_, index) => `../o${index}`).join(', ');
  const kustomization = `resources: [web.yaml, ${all}]\npatches: [{ path: p.yaml }]\n`;
  const files = Array.from({ length: count }, (_, index) => [`k8s/o${index}/kustomization.yaml`, kustomization]);
  const facts = factsOf({ ...Object.fromEntries(files), 'k8s/o0/web.yaml': DEPLOYMENT });
  expect(facts).toHaveLength(1);
  expect(essentials(facts)).toEqual(
    essentials(factsOf({ ...BASE, 'k8s/o/kustomization.yaml': 'resources: [../base]\npatches: [{ path: p.yaml }]\n' })),
  );
});

test('what an overlay merges into a generated ConfigMap decides there, and there only', () => {
  const generator = (port: number, behavior = '') =>
    `configMapGenerator:\n  - name: app\n    literals: [PORT=${port}]\n${behavior}`;
  const facts = factsOf({
    ...BASE,
    'k8s/base/kustomization.yaml': `${BASE['k8s/base/kustomization.yaml']}${generator(3000)}`,
    'k8s/production/kustomization.yaml': `resources: [../base]\n${generator(80, '    behavior: merge\n')}`,
    'k8s/staging/kustomization.yaml': 'resources: [../base]\n',
  });
  const ports = facts.flatMap((fact) =>
    fact.kind === 'config-source' ? [[fact.placement.environment, fact.open, shown(fact.data.PORT)]] : [],
  );
  expect(ports).toEqual([
    [
      'production',
      true,
      'template-not-rendered: the kustomization in k8s/production may change it <- ConfigMap app, key PORT (4:16)',
    ],
    ['staging', false, '"3000" <- ConfigMap app, key PORT (4:16)'],
    ['production', true, '"80" <- ConfigMap app, key PORT (4:16)'],
  ]);
});
