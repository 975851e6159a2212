import { describe, expect, test } from '@jest/globals';
import type { Container, Probe, Service, Workload } from '../../../../src/model/facts/workload.js';
import { container, draft, environment, hidden, joined, place, says, shown, workload } from './example.js';

function service(targetPort: string, selector: Record<string, string> = { app: 'web' }): Service {
  const at = place('k8s/service.yaml', 8);
  return {
    kind: 'service',
    name: 'web',
    placement: {},
    selector,
    ports: [{ port: 80, targetPort: says(targetPort), at }],
    at,
  };
}

function judged(targetPort: string, command: string, ports: Container['ports'] = []) {
  const runs = workload('web', { containers: [container('web', { ports })] });
  const web = draft('web', { workload: runs, process: { command: says(command) } });
  return joined(environment([web], { services: [service(targetPort)] })).servicePorts;
}

const probe: Probe = {
  action: 'tcp',
  port: says('3000'),
  scheme: 'HTTP',
  headers: {},
  initialDelaySeconds: says(0),
  periodSeconds: says(10),
  failureThreshold: says(3),
  timeoutSeconds: says(1),
  at: place('k8s/web.yaml', 20),
};

function readiness(own: Partial<Container>, beside: Partial<Container>, runs: Partial<Workload> = {}) {
  const web = container('web', own);
  const pod = workload('web', { containers: [web, container('exporter', { role: 'sidecar', ...beside })], ...runs });
  const [only] = joined(
    environment([draft('web', { workload: pod, container: web })], { services: [service('3000')] }),
  ).servicePorts;
  return only && shown(only.readiness);
}

describe('a port of a Service', () => {
  test.each<[string, string, Container['ports'], number | null, boolean, readonly number[]]>([
    ['8080', 'puma -p 8080', [], 8080, true, [8080]],
    ['8080', 'puma -p 3000', [], 8080, true, [3000]],
    ['3000', './bin/thrust puma -p 3000', [], 3000, true, [80, 3000]],
    ['http', 'puma -p 3000', [{ name: 'http', number: says(3000) }], 3000, true, [3000]],
    ['web', 'puma -p 3000', [{ name: 'http', number: says(3000) }], null, false, [3000]],
  ])('%s, in front of %s', (target, command, ports, port, defined, listeners) => {
    const [only] = judged(target, command, ports);
    expect(only && [only.process.name, shown(only.targetPort), shown(only.portDefined), shown(only.listeners)]).toEqual(
      ['web', port, defined, listeners],
    );
  });

  test.each<[string, Container['probes'], Container['probes'], boolean]>([
    ['no probe', {}, {}, false],
    ['a liveness probe only', { liveness: probe }, {}, false],
    ['a readiness probe', { readiness: probe }, {}, true],
    ['a startup probe', { startup: probe }, {}, true],
    ['the readiness probe of a sidecar', {}, { readiness: probe }, true],
  ])('in front of a pod with %s: ready in time is %s', (_, own, beside, expected) => {
    expect(readiness({ probes: own }, { probes: beside })).toBe(expected);
  });

  test('does not count the probe of a container that runs before', () => {
    expect(readiness({}, { role: 'init', probes: { readiness: probe } })).toBe(false);
  });

  test.each([
    ['a probe that could not be read', { hiddenProbe: hidden }, {}],
    ['a kustomization that may add one', {}, { changed: hidden }],
  ])('is undecided with %s', (_, own, runs) => {
    expect(readiness(own, {}, runs)).toMatch('unknown: hidden-in-secret');
  });

  test.each([
    ['without a selector', {}],
    ['that selects nothing', { app: 'api' }],
  ])('is not judged for a Service %s', (_, selector) => {
    expect(joined(environment([draft('web')], { services: [service('3000', selector)] })).servicePorts).toEqual([]);
  });

  test('is not judged in front of other programs', () => {
    const redis = draft('web', { process: { kind: 'other' } });
    expect(joined(environment([redis], { services: [service('6379')] })).servicePorts).toEqual([]);
  });
});
