import { describe, expect, test } from '@jest/globals';
import { factOf, shown } from './read.js';

function container(yaml: string) {
  const text = `apiVersion: v1\nkind: Pod\nmetadata: { name: p }\nspec:\n  containers:\n    - name: web\n${yaml.replace(/^/gm, '      ')}\n`;
  const [web] = factOf('workload', text).containers;
  return web;
}

const from = (entry: string) => shown(container(`env:\n- ${entry.replaceAll('\n', '\n  ')}`)?.env[0]?.from);

test('entries keep their order, places and repetitions', () => {
  const web = container('env:\n- name: A\n  value: "1"\n- { name: B, value: b }\n- name: A\n  value: "2"');
  expect(shown(web?.env)).toEqual([
    { name: 'A', at: '8:15', from: { source: 'value', value: '"1" <- env A (9:17)*', notString: false } },
    { name: 'B', at: '10:17', from: { source: 'value', value: '"b" <- env B (10:27)*', notString: false } },
    { name: 'A', at: '11:15', from: { source: 'value', value: '"2" <- env A (12:17)*', notString: false } },
  ]);
});

describe('values', () => {
  test.each([
    ['name: A\nvalue: 5', '"5" <- env A (9:16)*', true],
    ['name: A\nvalue: yes', '"yes" <- env A (9:16)*', true],
    ['name: A\nvalue: "5"', '"5" <- env A (9:17)*', false],
    ['name: A\nvalue: $(B)/x', '"$(B)/x" <- env A (9:16)*', false],
    ['name: A\nvalue:', '"" <- env A (9:15)*', false],
    ['name: A', '"" <- env A (8:9)*', false],
    ['name: A\nvalue: $TOKEN', 'template-not-rendered: env A is "$TOKEN" <- env A (9:16)', false],
  ])('%j', (entry, value, notString) => {
    expect(from(entry)).toEqual({ source: 'value', value, notString });
  });
});

describe('references', () => {
  test.each([
    [
      'name: A\nvalueFrom:\n  configMapKeyRef: { name: app, key: a, optional: true }',
      {
        source: 'config-map',
        object: '"app" <- configMapKeyRef of env A (10:36)',
        key: '"a" <- configMapKeyRef of env A (10:46)',
        optional: true,
      },
    ],
    [
      'name: A\nvalueFrom:\n  secretKeyRef: { name: app-__ENV__, key: a }',
      {
        source: 'secret',
        object: 'template-not-rendered: secretKeyRef of env A is "app-__ENV__" <- secretKeyRef of env A (10:33)',
        key: '"a" <- secretKeyRef of env A (10:51)',
        optional: false,
      },
    ],
    ['name: A\nvalueFrom: { fieldRef: { fieldPath: status.podIP } }', { source: 'field', path: 'status.podIP' }],
    ['name: A\nvalueFrom: { resourceFieldRef: { resource: limits.cpu } }', { source: 'field', path: 'limits.cpu' }],
  ])('%j', (entry, expected) => {
    expect(from(entry)).toEqual(expected);
  });
});

describe('entries that Kubernetes refuses', () => {
  test.each([
    ['name: A\nvalueFrom: { secretKeyRef: { name: s, jey: k } }', 'secretKeyRef of A has no key, but "jey"'],
    ['name: A\nvalueFrom: { configMapKeyRef: { key: k } }', 'configMapKeyRef of A has no name'],
    [
      'name: A\nvalueFrom: { secretRef: { name: s } }',
      'valueFrom has no source that Kubernetes knows, only "secretRef"',
    ],
    ['name: A\nvalueFrom: {}', 'valueFrom is empty'],
    ['name: A\nvale: b', 'the entry has a field "vale" that Kubernetes does not know'],
    ['name: A\nvalue: b\nvalueFrom: { fieldRef: { fieldPath: x } }', 'the entry has both value and valueFrom'],
    ['value: b', 'the entry has no name'],
  ])('%j', (entry, detail) => {
    expect(from(entry)).toEqual({ source: 'invalid', detail });
  });
});

test('envFrom keeps its order, prefixes and what is wrong with it', () => {
  const web = container(`envFrom:
- configMapRef: { name: app }
- prefix: DB_
  secretRef: { name: db, optional: true }
- secretRef: {}
- configMap: { name: app }`);
  expect(shown(web?.envFrom)).toEqual([
    { source: 'config-map', object: '"app" <- envFrom configMapRef (8:31)', prefix: '', optional: false, at: '8:31' },
    { source: 'secret', object: '"db" <- envFrom secretRef (10:28)', prefix: 'DB_', optional: true, at: '10:28' },
    {
      source: 'invalid',
      object: 'not-declared: envFrom secretRef is left out <- envFrom secretRef is left out (11:9)',
      prefix: '',
      optional: false,
      at: '11:9',
    },
    {
      source: 'invalid',
      object: 'not-declared: the envFrom entry has neither configMapRef nor secretRef <- envFrom (12:9)',
      prefix: '',
      optional: false,
      at: '12:9',
    },
  ]);
});

test('what a template puts in place of entries may set any variable', () => {
  const web = container('env:\n- name: A\n  value: b\n- <%= shared_env %>');
  expect(web?.env.map(({ name }) => name)).toEqual(['A']);
  expect(shown(web?.envFrom)).toEqual([
    {
      source: 'external',
      object: 'template-not-rendered: the entry is "<%= shared_env %>" <- the entry (10:9)',
      prefix: '',
      optional: true,
      at: '10:9',
    },
  ]);
});
