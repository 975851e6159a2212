import { expect, test } from '@jest/globals';
import { deriveAutoscalers } from '../../../../src/model/assembly/derive/autoscalers.js';
import { deriveDatabases } from '../../../../src/model/assembly/derive/databases.js';
import { deriveDisruptionBudgets } from '../../../../src/model/assembly/derive/disruption-budgets.js';
import { deriveFormulas } from '../../../../src/model/assembly/derive/formulas.js';
import { deriveReferences } from '../../../../src/model/assembly/derive/references.js';
import { deriveServicePorts } from '../../../../src/model/assembly/derive/service-ports.js';
import { deriveVariableNeeds } from '../../../../src/model/assembly/derive/variable-needs.js';
import type { EnvironmentDraft } from '../../../../src/model/assembly/draft.js';
import type { ConfigSource } from '../../../../src/model/facts/workload.js';
import { application, container, draft, environment, place, postgres, says, workload } from './example.js';

/** Far above what linear work takes, far below what a nested scan of the fleet does. */
const MILLISECONDS = 3000;

function fleet(size: number): EnvironmentDraft {
  const facts = application({
    reads: Array.from({ length: 20 }, (_, index) => ({
      kind: 'variable-read',
      name: `KEY_${index}`,
      dynamic: false,
      required: true,
      phase: 'load',
      scope: 'application',
      form: 'ENV.fetch',
      at: place('config/application.rb', index),
    })),
  });
  const names = Array.from({ length: size }, (_, index) => `app-${index}`);
  const drafts = names.map((name) => {
    const env = [
      {
        name: 'URL',
        at: place('k8s/a.yaml'),
        from: { source: 'config-map', object: says(name), key: says('URL'), optional: false },
      } as const,
    ];
    const runs = workload(name, { podLabels: { app: name, tier: 'web' }, containers: [container(name, { env })] });
    return draft(name, { workload: runs, application: facts, process: { command: says('puma -p 3000') } });
  });
  const at = place('k8s/b.yaml');
  return environment(drafts, {
    databaseServers: [postgres('shop')],
    configSources: names.map(
      (name): ConfigSource => ({
        kind: 'config-source',
        type: 'ConfigMap',
        name,
        placement: {},
        data: { URL: says('x') },
        binaryKeys: [],
        open: false,
        at,
      }),
    ),
    autoscalers: names.map((name) => ({
      kind: 'autoscaler',
      type: 'HorizontalPodAutoscaler',
      name,
      placement: {},
      target: { type: 'Deployment', name, at },
      min: says(1),
      max: says(3),
      at,
    })),
    disruptionBudgets: names.map((name) => ({
      kind: 'disruption-budget',
      name,
      placement: {},
      selector: { app: name, tier: 'web' },
      minAvailable: says('1'),
      maxUnavailable: says(null),
      at,
    })),
    services: names.map((name) => ({
      kind: 'service',
      name,
      placement: {},
      selector: { tier: 'web', app: name },
      ports: [{ port: 80, targetPort: says('3000'), at }],
      at,
    })),
  });
}

test('two thousand workloads are joined with everything in time that grows with their number', () => {
  const large = fleet(2000);
  const start = performance.now();
  const rows = [
    deriveDatabases,
    deriveAutoscalers,
    deriveDisruptionBudgets,
    deriveServicePorts,
    deriveReferences,
    deriveVariableNeeds,
    deriveFormulas,
  ].map((derive) => derive(large).length);
  expect(rows).toEqual([1, 2000, 2000, 2000, 2000, 40_000, 0]);
  expect(performance.now() - start).toBeLessThan(MILLISECONDS);
});
