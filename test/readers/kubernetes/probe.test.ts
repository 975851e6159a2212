import { describe, expect, test } from '@jest/globals';
import { factOf, shown, written } from './read.js';

const pod = (probe: string) =>
  `apiVersion: v1\nkind: Pod\nmetadata: { name: p }\nspec:\n  containers:\n    - name: web\n${probe.replace(/^/gm, '      ')}\n`;
const probes = (yaml: string) => factOf('workload', pod(yaml)).containers[0]?.probes;

test('a probe with what it leaves out at the defaults of Kubernetes', () => {
  const yaml =
    'readinessProbe:\n  httpGet:\n    port: http\n    httpHeaders: [{ name: Host, value: shop.example }]\n  periodSeconds: 5';
  expect(shown(probes(yaml))).toEqual({
    readiness: {
      action: 'http',
      path: '"/" <- Kubernetes default of path (7:7)*',
      port: '"http" <- port of readinessProbe (9:17)*',
      scheme: 'HTTP',
      headers: { host: 'shop.example' },
      initialDelaySeconds: '0 <- Kubernetes default of initialDelaySeconds (7:7)*',
      periodSeconds: '5 <- periodSeconds of readinessProbe (11:24)*',
      failureThreshold: '3 <- Kubernetes default of failureThreshold (7:7)*',
      timeoutSeconds: '1 <- Kubernetes default of timeoutSeconds (7:7)*',
      at: '7:7',
    },
  });
});

test('a zero is a field left out, as Kubernetes has it', () => {
  const yaml = 'livenessProbe: { tcpSocket: { port: 1 }, periodSeconds: 0, timeoutSeconds: 0, failureThreshold: 0 }';
  const { liveness } = probes(yaml) ?? {};
  const read = [liveness?.periodSeconds, liveness?.timeoutSeconds, liveness?.failureThreshold].map(
    (each) => each?.known && each.value,
  );
  expect(read).toEqual([10, 1, 3]);
});

describe('actions', () => {
  test.each([
    ['{ tcpSocket: { port: 3000 } }', { action: 'tcp', port: '3000' }],
    ['{ grpc: { port: 9000 } }', { action: 'grpc', port: '9000' }],
    ['{ httpGet: { path: /up, port: 3000, scheme: HTTPS } }', { action: 'http', port: '3000', scheme: 'HTTPS' }],
    ['{ exec: { command: [bin/alive] } }', { action: 'exec', words: ['bin/alive'] }],
  ])(
    '%s',
    (probe, {
      action,
      port,
      scheme = 'HTTP',
      words,
    }: { action: string; port?: string; scheme?: string; words?: string[] }) => {
      const live = probes(`livenessProbe: ${probe}`)?.liveness;
      expect(live?.action).toBe(action);
      expect(live?.port?.known === true ? live.port.value : undefined).toBe(port);
      expect(live?.scheme).toBe(scheme);
      expect(live?.command?.form === 'exec' ? live.command.words : undefined).toEqual(words);
    },
  );

  test('no action, or one that a template prints, is no probe', () => {
    expect(probes('livenessProbe: { periodSeconds: 5 }\nstartupProbe: <%= probe %>')).toEqual({});
  });

  test.each([
    ['startupProbe: <%= probe %>', 'template-not-rendered: startupProbe is "<%= probe %>" <- startupProbe (7:21)'],
    ['readinessProbe: { periodSeconds: 5 }', 'not-computable: what readinessProbe asks <- readinessProbe (7:7)'],
    ['readinessProbe: { tcpSocket: { port: 3000 } }', undefined],
    ['readinessProbe:', undefined],
    ['image: shop:1', undefined],
  ])('%s leaves open whether there is another one: %s', (yaml, expected) => {
    expect(shown(factOf('workload', pod(yaml)).containers[0]?.hiddenProbe)).toBe(expected);
  });
});

describe('the place for X-Forwarded-Proto', () => {
  test.each([
    [
      'livenessProbe:\n  httpGet:\n    path: /up\n    port: 3000',
      '          path: /up\n          httpHeaders:\n            - name: X-Forwarded-Proto\n              value: https\n          port: 3000',
    ],
    [
      'livenessProbe:\n  httpGet:\n    port: 3000\n    httpHeaders:\n    - name: Host\n      value: a',
      '          httpHeaders:\n          - name: X-Forwarded-Proto\n            value: https\n          - name: Host',
    ],
    [
      'livenessProbe:\n  httpGet: { port: 3000 }',
      'httpGet: {"httpHeaders": [{"name": "X-Forwarded-Proto", "value": "https"}],  port: 3000 }',
    ],
  ])('%#', (yaml, expected) => {
    const slot = probes(yaml)?.liveness?.headerSlot;
    const text = slot && written(pod(yaml), slot, 'https');
    expect(text).toContain(expected);
    expect(factOf('workload', text ?? '').containers[0]?.probes.liveness?.headers['x-forwarded-proto']).toBe('https');
  });
});
