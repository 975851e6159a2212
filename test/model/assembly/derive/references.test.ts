import { describe, expect, test } from '@jest/globals';
import type { ConfigSource, Container, VariableEntry, VariableSource } from '../../../../src/model/facts/workload.js';
import type { Traced } from '../../../../src/model/traced.js';
import { container, draft, environment, hidden, joined, place, says, shown, workload } from './example.js';

function source(name: string, keys: readonly string[], parts: Partial<ConfigSource> = {}): ConfigSource {
  return {
    kind: 'config-source',
    type: 'ConfigMap',
    name,
    placement: {},
    data: Object.fromEntries(keys.map((key) => [key, says('x')])),
    binaryKeys: [],
    open: false,
    at: place('k8s/config.yaml'),
    ...parts,
  };
}

function entry(
  object: Traced<string>,
  key: string,
  optional = false,
  from: 'config-map' | 'secret' = 'config-map',
): VariableEntry {
  return { name: 'CACHE', at: place('k8s/web.yaml', 12), from: { source: from, object, key: says(key), optional } };
}

function whole(object: string, parts: Partial<VariableSource> = {}): VariableSource {
  return {
    source: 'config-map',
    object: says(object),
    prefix: '',
    optional: false,
    at: place('k8s/web.yaml', 15),
    ...parts,
  };
}

function judged(inside: Partial<Container>, configSources: readonly ConfigSource[], namespace?: string) {
  const runs = workload('web', {
    containers: [container('web', inside)],
    placement: namespace === undefined ? {} : { namespace },
  });
  return joined(environment([draft('web', { workload: runs })], { configSources })).references;
}

const config = source('app-config', ['APP_HOST', 'LOG_LEVEL', 'REDIS_URI']);

describe('a reference to a key', () => {
  test.each<[string, VariableEntry, readonly ConfigSource[], string]>([
    ['present', entry(says('app-config'), 'APP_HOST'), [config], 'found'],
    ['absent', entry(says('app-config'), 'SMTP_HOST'), [config], 'key-missing'],
    [
      'only binary',
      entry(says('app-config'), 'LOGO'),
      [source('app-config', [], { binaryKeys: ['LOGO'] })],
      'key-missing',
    ],
    ['named like a property', entry(says('app-config'), '__proto__'), [config], 'key-missing'],
    ['of an object that is not there', entry(says('app-konfig'), 'APP_HOST'), [config], 'object-missing'],
    [
      'of an object filled by an operator',
      entry(says('app-config'), 'X'),
      [source('app-config', [], { open: true })],
      'unknown: outside-repository: key X of ConfigMap app-config',
    ],
    [
      'of a Secret where none is declared',
      entry(says('shop'), 'KEY', false, 'secret'),
      [config],
      'unknown: outside-repository: Secret shop',
    ],
    [
      'of a Secret where another is declared',
      entry(says('shop'), 'KEY', false, 'secret'),
      [source('db', [], { type: 'Secret' })],
      'object-missing',
    ],
    [
      'of an object with a hidden name',
      entry(hidden, 'KEY'),
      [config],
      'unknown: hidden-in-secret: a value in Secret shop',
    ],
  ])('%s', (_, reference, sources, expected) => {
    expect(judged({ env: [reference] }, sources).map(({ state }) => shown(state))).toEqual([expected]);
  });

  test('names what is there and the one close key', () => {
    const [only] = judged({ env: [entry(says('app-config'), 'REDIS_URL')] }, [config]);
    expect(only && [shown(only.presentKeys), shown(only.suggestion), only.variable, only.at.startLine]).toEqual([
      'APP_HOST, LOG_LEVEL, REDIS_URI',
      'REDIS_URI',
      'CACHE',
      12,
    ]);
  });

  test('is not listed when it is optional', () => {
    expect(judged({ env: [entry(says('nowhere'), 'X', true)] }, [config])).toEqual([]);
  });

  test.each<[string, readonly ConfigSource[], number]>([
    ['which may live elsewhere: once', [config], 1],
    ['where others of its type are declared: once for each process', [source('db', [], { type: 'Secret' })], 2],
  ])('to an object that is not there, %s', (_, configSources, count) => {
    const env = ['A', 'B'].map((key) => entry(says('shop'), key, false, 'secret'));
    const drafts = ['web', 'worker'].map((name) => {
      const runs = workload(name, { containers: [container(name, { env })] });
      return draft(name, { workload: runs });
    });
    const references = joined(environment(drafts, { configSources })).references;
    expect(references.map(({ variable }) => variable)).toEqual(Array(count).fill(''));
  });

  test('does not find a namesake in another namespace', () => {
    const elsewhere = source('app-config', ['APP_HOST'], { placement: { namespace: 'billing' } });
    const [only] = judged({ env: [entry(says('app-config'), 'APP_HOST')] }, [elsewhere], 'shop');
    expect(only && [shown(only.state), shown(only.typeIsDeclaredHere)]).toEqual([
      'unknown: outside-repository: ConfigMap app-config',
      false,
    ]);
  });
});

describe('a reference to a whole object', () => {
  test.each([
    ['app-config', 'found', null, 'DB_*'],
    ['app-confg', 'object-missing', 'app-config', ''],
  ])('%s', (name, state, suggestion, variable) => {
    const [only] = judged({ envFrom: [whole(name, { prefix: 'DB_' })] }, [config]);
    expect(only && [shown(only.state), shown(only.suggestion), only.variable, shown(only.key)]).toEqual([
      state,
      suggestion,
      variable,
      null,
    ]);
  });

  test.each([
    ['optional', { optional: true }],
    ['from a store outside', { source: 'external' as const }],
  ])('is not listed when it is %s', (_, parts) => {
    expect(judged({ envFrom: [whole('nowhere', parts)] }, [config])).toEqual([]);
  });
});

test('an entry that Kubernetes refuses is malformed', () => {
  const env: VariableEntry[] = [
    { name: 'CACHE', at: place('k8s/web.yaml', 12), from: { source: 'invalid', detail: 'jey for key' } },
  ];
  expect(judged({ env }, [config]).map(({ state, variable }) => [shown(state), variable])).toEqual([
    ['malformed', 'CACHE'],
  ]);
});
