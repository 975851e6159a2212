import { describe, expect, test } from '@jest/globals';
import { serverModel } from '../../../src/model/assembly/server.js';
import type { Expression } from '../../../src/model/expression.js';
import type { ServerSettings } from '../../../src/model/facts/server-settings.js';
import { applicationOf, commandOf, env, literal, locked, PUMA, scopeOf, shown } from './build.js';

function settings(parts: Partial<ServerSettings>): ServerSettings {
  return {
    kind: 'server-settings',
    server: 'puma',
    path: 'config/puma.rb',
    ports: [],
    binds: [],
    plugins: [],
    opaqueCalls: [],
    at: PUMA,
    ...parts,
  };
}

function run(
  puma: string,
  parts: Partial<ServerSettings> | undefined,
  variables: Record<string, string | null>,
  ...words: string[]
) {
  const application = applicationOf({ gems: locked({ puma }), servers: parts === undefined ? [] : [settings(parts)] });
  const model = serverModel(application, commandOf(...(words.length > 0 ? words : ['puma'])), scopeOf(variables));
  return {
    min: shown(model.threads.min),
    max: shown(model.threads.max),
    workers: shown(model.workers),
    source: shown(model.workersSource),
    outcome: shown(model.webConcurrency.outcome),
  };
}

const threads = { min: literal(5), max: literal(5) };
const webConcurrency = env('WEB_CONCURRENCY', literal(2));
const integer = (operand: Expression): Expression => ({
  kind: 'convert',
  to: 'integer',
  strict: true,
  operand,
  at: PUMA,
});
const hostCount: Expression = { kind: 'processor-count', of: 'host', at: PUMA };

describe("Puma's threads", () => {
  test.each([
    ['-t beats the file', '6.4.2', { threads }, {}, ['puma', '-t', '2:8'], [2, 8]],
    ['-t with one number sets both', '6.4.2', { threads }, {}, ['puma', '-t', '4'], [4, 4]],
    ['the file beats PUMA_MAX_THREADS', '6.4.2', { threads }, { PUMA_MAX_THREADS: '10' }, [], [5, 5]],
    ['PUMA_MAX_THREADS fills the default of Puma 5 and later', '5.6.8', {}, { PUMA_MAX_THREADS: '10' }, [], [0, 10]],
    ['Puma 4 knows no such variable', '4.3.12', {}, { PUMA_MAX_THREADS: '10' }, [], [0, 16]],
    ['Puma 5 and later default to 5', '6.4.2', undefined, {}, [], [0, 5]],
    [
      'a helper of a gem may set them',
      '6.4.2',
      { opaqueCalls: [{ text: 'GovukPuma.configure_rails(self)', at: PUMA }] },
      {},
      [],
      ['[outside-repository]', '[outside-repository]'],
    ],
    [
      'a variable in a Secret hides them',
      '6.4.2',
      { threads: { min: literal(1), max: env('T', literal(5)) } },
      { T: null },
      [],
      [1, '[hidden-in-secret]'],
    ],
  ] as [string, string, Partial<ServerSettings> | undefined, Record<string, string | null>, string[], unknown[]][])(
    '%s',
    (_, puma, parts, variables, words, expected) => {
      const { min, max } = run(puma, parts, variables, ...words);
      expect([min, max]).toEqual(expected);
    },
  );
});

describe("Puma's workers", () => {
  test.each([
    ['nothing is set: single mode', '6.4.2', {}, {}, { workers: 0, source: 'default', outcome: 'unset' }],
    [
      'Puma reads WEB_CONCURRENCY itself',
      '6.4.2',
      {},
      { WEB_CONCURRENCY: '3' },
      { workers: 3, source: 'variable', outcome: 'number' },
    ],
    ['Puma 4 does not', '4.3.12', {}, { WEB_CONCURRENCY: '3' }, { workers: 0, source: 'default', outcome: 'unset' }],
    [
      'auto crashes Puma before 6.5',
      '6.4.2',
      {},
      { WEB_CONCURRENCY: 'auto' },
      { workers: '[not-computable]', source: 'variable', outcome: 'crash' },
    ],
    [
      'auto counts processors from Puma 6.5',
      '6.5.0',
      {},
      { WEB_CONCURRENCY: 'auto' },
      { workers: '[outside-repository]', source: 'container-cpus', outcome: 'processor-count' },
    ],
    [
      'an empty value is 0 from Puma 6.5',
      '6.5.0',
      {},
      { WEB_CONCURRENCY: '' },
      { workers: 0, source: 'default', outcome: 'number' },
    ],
    ['a literal call', '6.4.2', { workers: literal(4) }, {}, { workers: 4, source: 'literal', outcome: 'number' }],
    [
      'the default of a fetch',
      '6.4.2',
      { workers: webConcurrency },
      {},
      { workers: 2, source: 'variable', outcome: 'number' },
    ],
    [
      'workers "auto" is silently single mode before Puma 7.2',
      '7.1.0',
      { workers: webConcurrency },
      { WEB_CONCURRENCY: 'auto' },
      { workers: 0, source: 'variable', outcome: 'single' },
    ],
    [
      'workers "auto" counts processors from Puma 7.2',
      '7.2.0',
      { workers: webConcurrency },
      { WEB_CONCURRENCY: 'auto' },
      { workers: '[not-computable]', source: 'container-cpus', outcome: 'processor-count' },
    ],
    [
      'Integer("auto") raises',
      '7.2.0',
      { workers: integer(webConcurrency) },
      { WEB_CONCURRENCY: 'auto' },
      { workers: '[not-computable]', source: '[not-computable]', outcome: 'crash' },
    ],
    [
      "the node's processors decide",
      '6.4.2',
      { workers: integer(env('WEB_CONCURRENCY', hostCount)) },
      {},
      { workers: '[outside-repository]', source: 'host-cpus', outcome: 'processor-count' },
    ],
    [
      'not once the variable is set',
      '6.4.2',
      { workers: integer(env('WEB_CONCURRENCY', hostCount)) },
      { WEB_CONCURRENCY: '4' },
      { workers: 4, source: 'variable', outcome: 'number' },
    ],
    [
      'a call that is not made leaves it to the variable',
      '6.4.2',
      { workers: literal(null) },
      { WEB_CONCURRENCY: '1' },
      { workers: 1, source: 'variable', outcome: 'number' },
    ],
  ] as [string, string, Partial<ServerSettings>, Record<string, string | null>, unknown][])(
    '%s',
    (_, puma, parts, variables, expected) => {
      expect(run(puma, parts, variables)).toMatchObject(expected as object);
    },
  );

  test('-w beats the file', () => {
    expect(run('6.4.2', { workers: literal(4) }, {}, 'puma', '-w', '2')).toMatchObject({
      workers: 2,
      source: 'literal',
    });
  });

  test('another server than Puma is unknown, never 5 threads', () => {
    expect(run('6.4.2', {}, {}, 'unicorn')).toMatchObject({ max: '[not-computable]', workers: '[not-computable]' });
  });
});
