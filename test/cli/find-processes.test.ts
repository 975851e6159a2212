import { describe, expect, test } from '@jest/globals';
import { findProcesses } from '../../src/cli/find-processes.js';
import { PRODUCTION, WEB } from '../reporters/example-report.js';

const sidekiq = {
  ...WEB,
  id: 'Deployment/worker/sidekiq',
  name: 'worker',
  container: 'sidekiq',
  workload: { ...WEB.workload, name: 'worker' },
};
const staged = { ...WEB, environment: 'staging' };
const environments = [
  { ...PRODUCTION, processes: [WEB, sidekiq] },
  { ...PRODUCTION, name: 'staging', processes: [staged] },
];

describe('a process is found', () => {
  test.each([
    ['by environment and name', 'production/web', [WEB]],
    ['by environment and id', 'production/Deployment/shop/web', [WEB]],
    ['by its container', 'production/sidekiq', [sidekiq]],
    ['by its workload, in every environment', 'shop', [WEB, staged]],
    ['by its id, in every environment', 'Deployment/shop/web', [WEB, staged]],
  ])('%s', (_, name, processes) => {
    expect(findProcesses(environments, name)).toEqual(processes);
  });

  test('only under a name that it has', () => {
    expect(findProcesses(environments, 'staging/sidekiq')).toEqual([]);
  });

  test('with all others when no name is given', () => {
    expect(findProcesses(environments, undefined)).toEqual([WEB, sidekiq, staged]);
  });
});
