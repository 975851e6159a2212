import { describe, expect, test } from '@jest/globals';
import type { Expression } from '../../../../src/model/expression.js';
import type { RailsSettings, SslOptions } from '../../../../src/model/facts/rails-settings.js';
import type { Probe } from '../../../../src/model/facts/workload.js';
import type { ProcessProbe } from '../../../../src/model/model.js';
import {
  application,
  container,
  draft,
  environment,
  hidden,
  joined,
  literal,
  place,
  says,
  shown,
  workload,
} from './example.js';

function probe(parts: Partial<Probe> = {}): Probe {
  return {
    action: 'http',
    path: says('/up'),
    port: says('3000'),
    scheme: 'HTTP',
    headers: {},
    initialDelaySeconds: says(0),
    periodSeconds: says(10),
    failureThreshold: says(3),
    timeoutSeconds: says(1),
    at: place('k8s/web.yaml', 20),
    ...parts,
  };
}

function production(settings: Record<string, Expression>, options?: Partial<SslOptions>): RailsSettings {
  const path = 'config/environments/production.rb';
  const sslOptions = { redirectOff: false, excludeUnknown: false, at: place(path, 9), ...options };
  return {
    kind: 'rails-settings',
    path,
    railsEnv: 'production',
    settings,
    at: place(path),
    ...(options && { sslOptions }),
  };
}

const forced = { force_ssl: literal(true) };

function judged(
  declared: Probe,
  rails: readonly RailsSettings[] = [production(forced)],
  ports: Parameters<typeof container>[1] = {},
): ProcessProbe {
  const inside = container('web', { probes: { readiness: declared }, ...ports });
  const runs = workload('web', { containers: [inside] });
  const web = draft('web', {
    workload: runs,
    process: { command: says('puma -p 3000') },
    application: application({ rails }),
  });
  const [only] = joined(environment([web])).probes;
  if (only === undefined) throw new Error('no probe');
  return only;
}

describe('what force_ssl does to a probe', () => {
  test.each<[string, Probe, readonly RailsSettings[], string]>([
    ['no assume_ssl, no header', probe(), [production(forced)], 'same-host'],
    ['assume_ssl', probe(), [production({ ...forced, assume_ssl: literal(true) })], 'no'],
    ['the header', probe({ headers: { 'x-forwarded-proto': 'https' } }), [production(forced)], 'no'],
    ['a header that says http', probe({ headers: { 'x-forwarded-proto': 'http' } }), [production(forced)], 'same-host'],
    ['its path excluded', probe(), [production(forced, { excludes: [{ match: 'equals', text: '/up' }] })], 'no'],
    [
      'its path with a query excluded',
      probe({ path: says('/up?full=1') }),
      [production(forced, { excludes: [{ match: 'equals', text: '/up' }] })],
      'no',
    ],
    [
      'another path excluded',
      probe({ path: says('/healthz') }),
      [production(forced, { excludes: [{ match: 'equals', text: '/up' }] })],
      'same-host',
    ],
    [
      'a prefix excluded',
      probe({ path: says('/health/live') }),
      [production(forced, { excludes: [{ match: 'starts-with', text: '/health' }] })],
      'no',
    ],
    [
      'a plain pattern excluded',
      probe(),
      [production(forced, { excludes: [{ match: 'regexp', text: '\\A/up\\z' }] })],
      'no',
    ],
    [
      'a pattern of something else',
      probe(),
      [production(forced, { excludes: [{ match: 'regexp', text: '^\\/(?:live|ready)$' }] })],
      'same-host',
    ],
    ['redirect off', probe(), [production(forced, { redirectOff: true })], 'no'],
    ['another host', probe(), [production(forced, { redirectHost: 'example.com' })], 'other-host'],
    ['a TCP probe', probe({ action: 'tcp' }), [production(forced)], 'no'],
    ['scheme HTTPS', probe({ scheme: 'HTTPS' }), [production(forced)], 'no'],
    ['force_ssl left out', probe(), [production({})], 'no'],
    ['force_ssl false', probe(), [production({ force_ssl: literal(false) })], 'no'],
  ])('%s', (_, declared, rails, expected) => {
    expect(shown(judged(declared, rails).redirect)).toBe(expected);
  });

  test.each<[string, readonly RailsSettings[], string]>([
    ["the environment's file was not read", [], 'file-not-read'],
    ['the lambda is not understood', [production(forced, { excludeUnknown: true })], 'not-computable'],
    [
      'the pattern is more than plain text',
      [production(forced, { excludes: [{ match: 'regexp', text: '(a+)+$' }] })],
      'not-computable',
    ],
  ])('is unknown where %s', (_, rails, reason) => {
    expect(judged(probe(), rails).redirect).toMatchObject({ known: false, reason });
  });

  test('an initializer sets ssl_options after the environment', () => {
    const path = 'config/initializers/ssl.rb';
    const options = { redirectOff: true, excludeUnknown: false, at: place(path) };
    const initializer: RailsSettings = {
      kind: 'rails-settings',
      path,
      settings: {},
      sslOptions: options,
      at: place(path),
    };
    expect(shown(judged(probe(), [initializer, production(forced)]).redirect)).toBe('no');
  });
});

describe('the port of a probe', () => {
  test.each([
    ['3000', 3000, true],
    ['http', 3000, true],
    ['web', null, false],
  ])('%s', (written, port, defined) => {
    const ports = [{ name: 'http', number: says(3000) }];
    const judgedProbe = judged(probe({ port: says(written) }), [], { ports });
    expect([shown(judgedProbe.port), shown(judgedProbe.portDefined), shown(judgedProbe.listeners)]).toEqual([
      port,
      defined,
      [3000],
    ]);
  });

  test('a hidden port stays hidden', () => {
    expect(judged(probe({ port: hidden })).port).toMatchObject({ known: false, reason: 'hidden-in-secret' });
  });

  test('the listeners tell a wrong number', () => {
    expect(shown(judged(probe({ port: says('8080') })).listeners)).toEqual([3000]);
  });

  test('a probe that a command answers has none', () => {
    const { port: _, path: __, ...rest } = probe({ action: 'exec' });
    expect([shown(judged(rest).port), shown(judged(rest).path)]).toEqual([null, null]);
  });
});

describe('a sidecar', () => {
  const nginx = container('nginx', { ports: [{ number: says(8080) }] });
  const web = container('web', {
    probes: { readiness: probe({ port: says('8080') }), liveness: probe({ port: says('9000') }) },
  });
  const runs = workload('web', { containers: [web, nginx] });
  const rails = application({ rails: [production(forced)] });
  const drafts = [
    draft('web', { workload: runs, container: web, process: { command: says('puma -p 3000') }, application: rails }),
    draft('nginx', { workload: runs, container: nginx, process: { kind: 'other' } }),
  ];
  const [liveness, readiness] = joined(environment(drafts)).probes;

  test('is believed to listen on a port that it declares', () => {
    expect(readiness && shown(readiness.listeners)).toEqual([3000, 8080]);
  });

  test('may listen on any other port too', () => {
    expect(liveness?.listeners).toMatchObject({ known: false, reason: 'not-computable' });
  });

  test('leaves open what Rails makes of its requests', () => {
    expect(readiness?.redirect).toMatchObject({ known: false, reason: 'not-computable' });
  });
});
