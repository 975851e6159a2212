import { describe, expect, test } from '@jest/globals';
import { placeFacts } from '../../../src/model/assembly/place-facts.js';
import type { Fact } from '../../../src/model/facts/fact.js';
import { readFileFacts } from './read.js';

const web = (path: string, config = 'app') =>
  readFileFacts(
    path,
    `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\nspec: { template: { spec: { containers: [{ name: app, envFrom: [{ configMapRef: { name: ${config} } }] }] } } }\n`,
  );
const config = (path: string) =>
  readFileFacts(path, 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: app }\ndata: { X: "1" }\n');
const autoscaler = (path: string) =>
  readFileFacts(
    path,
    'apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: { name: web }\nspec: { scaleTargetRef: { kind: Deployment, name: web }, minReplicas: 2, maxReplicas: 3 }\n',
  );

function summary(...facts: (readonly Fact[])[]) {
  return placeFacts(facts.flat(), []).map(({ name, facts: placed, sources }) => ({
    name,
    workloads: placed.workloads.map(({ at }) => at.path),
    configuration: placed.configSources.map(({ at }) => at.path),
    autoscalers: placed.autoscalers.length,
    sources,
  }));
}

describe('sorting facts into environments', () => {
  test('keeps what two environments declare apart, and gives both what is shared', () => {
    expect(summary(web('k8s/production/web.yaml'), web('k8s/staging/web.yaml'), config('k8s/config.yaml'))).toEqual([
      {
        name: 'production',
        workloads: ['k8s/production/web.yaml'],
        configuration: ['k8s/config.yaml'],
        autoscalers: 0,
        sources: ['k8s/production/web.yaml', 'k8s/config.yaml'],
      },
      {
        name: 'staging',
        workloads: ['k8s/staging/web.yaml'],
        configuration: ['k8s/config.yaml'],
        autoscalers: 0,
        sources: ['k8s/staging/web.yaml', 'k8s/config.yaml'],
      },
    ]);
  });

  test('runs a shared workload in each environment whose ConfigMap it uses', () => {
    expect(
      summary(web('k8s/web.yaml'), config('k8s/config-production.yaml'), config('k8s/config-staging.yaml')),
    ).toEqual([
      {
        name: 'production',
        workloads: ['k8s/web.yaml'],
        configuration: ['k8s/config-production.yaml'],
        autoscalers: 0,
        sources: ['k8s/config-production.yaml', 'k8s/web.yaml'],
      },
      {
        name: 'staging',
        workloads: ['k8s/web.yaml'],
        configuration: ['k8s/config-staging.yaml'],
        autoscalers: 0,
        sources: ['k8s/config-staging.yaml', 'k8s/web.yaml'],
      },
    ]);
  });

  test('does not take a ConfigMap that no workload uses for an environment', () => {
    expect(
      summary(web('k8s/web.yaml', 'other'), config('k8s/cluster/staging/nginx.yaml'), autoscaler('k8s/hpa.yaml')),
    ).toEqual([
      {
        name: 'default',
        workloads: ['k8s/web.yaml'],
        configuration: [],
        autoscalers: 1,
        sources: ['k8s/hpa.yaml', 'k8s/web.yaml'],
      },
    ]);
  });

  test('does not join a shared workload with an environment that has workloads of its own', () => {
    expect(
      summary(web('k8s/web.yaml'), web('k8s/staging/web.yaml')).map(({ name, workloads }) => [name, workloads]),
    ).toEqual([
      ['default', ['k8s/web.yaml']],
      ['staging', ['k8s/staging/web.yaml']],
    ]);
  });

  test('takes folders that declare the same workload for alternatives', () => {
    const declared = [
      web('k8s/base/web.yaml'),
      web('k8s/canary/web.yaml'),
      config('k8s/canary/config.yaml'),
      autoscaler('hpa.yaml'),
    ];
    expect(summary(...declared)).toEqual([
      {
        name: 'base',
        workloads: ['k8s/base/web.yaml'],
        configuration: [],
        autoscalers: 1,
        sources: ['k8s/base/web.yaml', 'hpa.yaml'],
      },
      {
        name: 'canary',
        workloads: ['k8s/canary/web.yaml'],
        configuration: ['k8s/canary/config.yaml'],
        autoscalers: 1,
        sources: ['k8s/canary/config.yaml', 'k8s/canary/web.yaml', 'hpa.yaml'],
      },
    ]);
  });

  const protect = (path: string, app: string) =>
    readFileFacts(
      path,
      `apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: { name: ${app} }\nspec: { minAvailable: 1, selector: { matchLabels: { app: ${app} } } }\n`,
    );
  const labelled = (path: string, app: string) =>
    readFileFacts(
      path,
      `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: ${app} }\nspec: { template: { metadata: { labels: { app: ${app} } }, spec: { containers: [{ name: app }] } } }\n`,
    );
  const budgets = (...facts: (readonly Fact[])[]) =>
    placeFacts(facts.flat(), []).map(({ name, facts: placed }) => [
      name,
      ...placed.disruptionBudgets.map((budget) => budget.name),
    ]);

  test('gives a shared disruption budget to the environments whose workloads it protects', () => {
    const workloads = [labelled('k8s/production/web.yaml', 'web'), labelled('k8s/staging/jobs.yaml', 'jobs')];
    expect(budgets(...workloads, labelled('k8s/cron.yaml', 'cron'), protect('k8s/pdb.yaml', 'web'))).toEqual([
      ['default'],
      ['production', 'web'],
      ['staging'],
    ]);
  });

  test('keeps a disruption budget that protects nothing where it is declared', () => {
    const workloads = [labelled('k8s/production/web.yaml', 'web'), labelled('k8s/cron.yaml', 'cron')];
    expect(budgets(...workloads, protect('k8s/production/pdb.yaml', 'api'), protect('k8s/pdb.yaml', 'cro'))).toEqual([
      ['default', 'cro'],
      ['production', 'api'],
    ]);
  });

  test.each([
    ['one folder', 'k8s/web.yaml', 'k8s/web-old.yaml'],
    ['a folder and one inside it', 'k8s/web.yaml', 'k8s/old/web.yaml'],
  ])('keeps what is declared twice in %s together', (_, one, other) => {
    expect(summary(web(one), web(other)).map(({ name, workloads }) => [name, workloads])).toEqual([
      ['default', [one, other]],
    ]);
  });
});
