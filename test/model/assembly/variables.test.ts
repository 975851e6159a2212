import { describe, expect, test } from '@jest/globals';
import { indexConfigSources } from '../../../src/model/assembly/config-sources.js';
import { containerVariables } from '../../../src/model/assembly/variables.js';
import type { Image } from '../../../src/model/facts/image.js';
import type { ConfigSource, Container, VariableEntry, VariableSource } from '../../../src/model/facts/workload.js';
import { known, unknown } from '../../../src/model/traced.js';
import { at, MANIFEST, shown } from './build.js';

const hop = (says: string) => ({ location: MANIFEST, says });
const text = (value: string) => known(value, hop(`says ${value}`));
const absent = known(null, hop('is left out'));

function container(env: VariableEntry[], envFrom: VariableSource[]): Container {
  return {
    name: 'web',
    role: 'main',
    image: absent,
    env,
    envFrom,
    memory: { request: absent, limit: absent },
    cpu: { request: absent, limit: absent },
    ports: [],
    probes: {},
    variableSlot: { path: 'deploy/web.yaml', offset: 40, prefix: '- name: {name}\n  value: "', suffix: '"\n' },
    at: MANIFEST,
  };
}

const entry = (name: string, value: string): VariableEntry => ({
  name,
  at: MANIFEST,
  from: { source: 'value', value: text(value), notString: false },
});
const key = (name: string, source: 'config-map' | 'secret', object: string, optional = false): VariableEntry => ({
  name,
  at: MANIFEST,
  from: { source, object: text(object), key: text(name), optional },
});
const all = (source: 'config-map' | 'secret', object: string, prefix = ''): VariableSource => ({
  source,
  object: text(object),
  prefix,
  optional: false,
  at: MANIFEST,
});
const configMap = (name: string, data: Record<string, string>): ConfigSource => ({
  kind: 'config-source',
  type: 'ConfigMap',
  name,
  placement: {},
  data: Object.fromEntries(Object.entries(data).map(([k, v]) => [k, text(v)])),
  binaryKeys: [],
  open: false,
  at: at('deploy/config.yaml'),
});
const secret = (name: string, keys: string[]): ConfigSource => ({
  ...configMap(name, {}),
  type: 'Secret',
  data: Object.fromEntries(keys.map((k) => [k, unknown('hidden-in-secret', k, [hop(`key ${k}`)])])),
});
const image: Image = {
  kind: 'image',
  path: 'Dockerfile',
  env: [{ name: 'RAILS_ENV', value: text('production') }],
  exposes: [],
  copies: [],
  user: absent,
  at: at('Dockerfile'),
};

function values(
  env: VariableEntry[],
  envFrom: VariableSource[],
  sources: ConfigSource[],
  ...names: string[]
): unknown[] {
  const variables = containerVariables(container(env, envFrom), image, indexConfigSources(sources), undefined);
  return names.map((name) => shown(variables.variable(name)));
}

describe("a container's variables", () => {
  test('env wins over envFrom, later sources over earlier ones, all over the image', () => {
    const sources = [configMap('a', { X: 'a', Y: 'a', RAILS_ENV: 'staging' }), configMap('b', { X: 'b', Z: 'b' })];
    expect(
      values(
        [entry('Z', 'env')],
        [all('config-map', 'a'), all('config-map', 'b')],
        sources,
        'X',
        'Y',
        'Z',
        'RAILS_ENV',
      ),
    ).toEqual(['b', 'a', 'env', 'staging']);
  });

  test('the last of a repeated name wins', () => {
    expect(values([entry('X', 'one'), entry('X', 'two')], [], [], 'X')).toEqual(['two']);
  });

  test('a prefix is put before each key', () => {
    expect(values([], [all('config-map', 'a', 'DB_')], [configMap('a', { HOST: 'db' })], 'DB_HOST', 'HOST')).toEqual([
      'db',
      null,
    ]);
  });

  test('$(NAME) expands what was defined before, and stays as it is otherwise', () => {
    expect(values([entry('A', '1'), entry('B', '$(A)$(C)$$(A)'), entry('C', '3')], [], [], 'B')).toEqual(['1$(C)$(A)']);
  });

  test('a key of a Secret is set, its value hidden', () => {
    expect(values([], [all('secret', 's')], [secret('s', ['TOKEN'])], 'TOKEN', 'OTHER_TOKEN')).toEqual([
      '[hidden-in-secret]',
      null,
    ]);
  });

  test('a Secret outside the repository may set anything, but is assumed not to set tuning variables', () => {
    expect(values([], [all('secret', 's')], [], 'API_TOKEN', 'RAILS_MAX_THREADS')).toEqual([
      '[hidden-in-secret]',
      null,
    ]);
  });

  test('a ConfigMap outside the repository may set tuning variables too', () => {
    expect(values([], [all('config-map', 'c')], [], 'API_TOKEN', 'RAILS_MAX_THREADS')).toEqual([
      '[hidden-in-secret]',
      '[outside-repository]',
    ]);
  });

  test('without such a source a variable that nobody sets is certainly unset', () => {
    expect(values([], [], [], 'API_TOKEN')).toEqual([null]);
  });

  test('an optional reference to a missing key leaves the variable unset, a required one is not known', () => {
    const sources = [configMap('a', {})];
    expect(values([key('X', 'config-map', 'a', true)], [], sources, 'X')).toEqual([null]);
    expect(values([key('X', 'config-map', 'a')], [], sources, 'X')).toEqual(['[not-declared]']);
  });

  test('an unset variable tells where it would be set', () => {
    const variable = containerVariables(container([], []), image, indexConfigSources([]), undefined).variable(
      'DB_POOL',
    );
    expect(variable.trail[0]).toEqual({
      location: MANIFEST,
      says: 'does not set DB_POOL',
      slot: {
        path: 'deploy/web.yaml',
        start: 40,
        end: 40,
        prefix: '- name: DB_POOL\n  value: "',
        suffix: '"\n',
        format: 'plain',
      },
    });
  });
});
