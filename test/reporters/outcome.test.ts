import { describe, expect, test } from '@jest/globals';
import { deploymentOf } from '../../src/reporters/deployment.js';
import { emptiness } from '../../src/reporters/emptiness.js';
import { outcomeOf } from '../../src/reporters/outcome.js';
import { PRODUCTION, REPORT, reportWith, WEB } from './example-report.js';

const DEPLOYED = { environments: [PRODUCTION] };
const PROCFILE = { environments: [{ ...PRODUCTION, processes: [{ ...WEB, deployed: false }] }] };

function unread(...reasons: readonly string[]) {
  return {
    ...REPORT.coverage,
    filesNotRead: reasons.map((reason, index) => ({ path: `deploy/${index}.yml`, reason })),
  };
}

const CHART = unread('template not rendered', 'template not rendered');
const FOREIGN = unread('Cloud Foundry manifests are not read', 'the Clowder operator turns a ClowdApp into workloads');

describe('a report without findings', () => {
  test.each([
    ['of a judged deployment', DEPLOYED, unread(), 'no findings'],
    ['of a file that declares no workload', DEPLOYED, unread('larger than 2 MiB'), 'no findings'],
    ['of a Procfile alone', PROCFILE, unread(), 'no findings, no deployment found'],
    ['of a deployment with a chart besides', DEPLOYED, CHART, 'no findings, deployment judged in part'],
    ['of a chart', PROCFILE, CHART, 'deployment not judged: 2 templates are not rendered'],
    [
      'of forms that are not read',
      PROCFILE,
      FOREIGN,
      'deployment not judged: 1 Cloud Foundry manifest is not read, 1 ClowdApp is not read',
    ],
    ['of nothing', { environments: [] }, unread(), 'nothing judged'],
  ])('%s says how much it is worth', (_, model, coverage, remark) => {
    expect(outcomeOf(reportWith({ diagnostics: [], model, coverage }))).toEqual({ found: [], remark });
  });
});

describe('a report with findings', () => {
  const found = [
    { severity: 'error', text: '1 error' },
    { severity: 'warning', text: '1 warning' },
  ];

  test.each([
    ['of a judged deployment says no more', DEPLOYED, unread(), {}],
    [
      'of a chart says that they are not all',
      PROCFILE,
      CHART,
      { remark: 'deployment not judged: 2 templates are not rendered' },
    ],
  ])('%s', (_, model, coverage, remark) => {
    expect(outcomeOf(reportWith({ model, coverage }))).toEqual({ found, ...remark });
  });
});

test('templates can be rendered, other forms cannot', () => {
  expect(emptiness({ model: PROCFILE, coverage: CHART })).toContain('helm template');
  expect(emptiness({ model: PROCFILE, coverage: FOREIGN })).toBe(
    'Nothing that was read says what is deployed: 1 Cloud Foundry manifest is not read, 1 ClowdApp is not read.',
  );
});

test('nothing deploys what only a Procfile names', () => {
  expect(deploymentOf({ model: PROCFILE, coverage: unread() })).toEqual({ state: 'none' });
});
