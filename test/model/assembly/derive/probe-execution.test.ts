import { describe, expect, test } from '@jest/globals';
import { probeExecution } from '../../../../src/model/assembly/derive/probe-execution.js';
import type { Command } from '../../../../src/model/facts/image.js';
import type { Probe } from '../../../../src/model/facts/workload.js';
import { type Unknown, unknown } from '../../../../src/model/traced.js';
import { place, says, shown } from './example.js';

const at = place('k8s/sidekiq.yaml', 21);

function judged(
  command: Command | undefined,
  platform: 'kubernetes' | 'ecs' = 'kubernetes',
  action: Probe['action'] = 'exec',
  changed?: Unknown,
) {
  const probe: Probe = {
    action,
    scheme: 'HTTP',
    headers: {},
    initialDelaySeconds: says(0),
    periodSeconds: says(10),
    failureThreshold: says(3),
    timeoutSeconds: says(1),
    ...(command && { command }),
    at,
  };
  const { execution, program } = probeExecution(probe, { platform, ...(changed && { changed }) });
  return [shown(execution), shown(program)];
}

const exec = (...words: string[]): Command => ({ form: 'exec', words, at });

describe('the command of a probe', () => {
  test.each([
    [['PATH=$PATH:/app/bin', 'sidekiqmon | grep library']],
    [['pgrep -f sidekiq']],
    [['curl -f', 'http://localhost:3000/up']],
    [['curl', '-f', 'http://localhost:3000/up', '||', 'exit', '1']],
    [['cat', '/tmp/alive', '&&', 'cat', '/tmp/ready']],
    [['ps', 'aux', '|', 'grep', 'sidekiq']],
    [['cat', '/tmp/alive', ';', 'date']],
    [['kill', '-0', '$(cat tmp/pids/sidekiq.pid)']],
  ])('%j needs a shell that nothing starts', (words) => {
    expect(judged(exec(...words))).toEqual(['needs-shell', words[0]]);
  });

  test.each([
    [['bin/alive']],
    [['pgrep', '-f', 'sidekiq default']],
    [['sh', '-c', 'PATH=$PATH:/app/bin sidekiqmon | grep library']],
    [['/bin/bash', '-ec', 'ps aux | grep sidekiq']],
    [['timeout', '5', 'sh', '-c', 'a && b']],
    [['env', 'PATH=/app/bin', 'sidekiqmon']],
    [['find', '/tmp/alive', '-mmin', '-1', '-exec', 'true', '{}', ';']],
    [['pg_isready', '-h', '$(DB_HOST)']],
    [['ruby', '-e', 'exit(ok? && live? ? 0 : 1)']],
  ])('%j runs as it stands', (words) => {
    expect(judged(exec(...words))).toEqual(['direct', words[0]]);
  });

  test.each([
    ['with a placeholder', exec('{{ probe.command }}')],
    ['that is no list', { form: 'shell', line: '__COMMAND__', at } as const],
    ['that is left out', undefined],
  ])('%s is not judged', (_, command) => {
    expect(judged(command)[0]).toBe('unknown: not-computable: the command of the probe');
  });

  test('is a line for the shell in ECS with CMD-SHELL', () => {
    expect(judged({ form: 'shell', line: 'curl -f http://localhost:3000/up || exit 1', at }, 'ecs')[0]).toBe('direct');
  });

  test('may be another one where a kustomization patches the workload', () => {
    const changed = unknown('template-not-rendered', 'the kustomization in k8s may change it');
    expect(judged(exec('a && b'), 'kubernetes', 'exec', changed)[0]).toMatch('may change it');
  });

  test('is none for a probe that asks a port', () => {
    expect(judged(undefined, 'kubernetes', 'tcp')).toEqual([null, null]);
  });
});
