import { describe, expect, test } from '@jest/globals';
import type { Undecided } from '../../src/policy/diagnostic.js';
import { checksIn, undecidedCauses } from '../../src/reporters/undecided-causes.js';
import { PRODUCTION, WEB } from './example-report.js';

const MODEL = { environments: [PRODUCTION] };

function undecided(ruleId: string, missing: string, parts: Partial<Undecided> = {}): Undecided {
  return {
    ruleId,
    subject: 'Deployment/shop/web',
    environments: ['production'],
    reason: 'outside-repository',
    missing: [missing],
    ...parts,
  };
}

const BUDGET = 'db-connection-budget-exceeded';
const ROLLOUT = 'db-connection-rollout-overflow';
const LIMIT = "the database server's max_connections";

describe('the causes of what is undecided', () => {
  test('name the rules that wait for the same', () => {
    expect(undecidedCauses([undecided(ROLLOUT, LIMIT), undecided(BUDGET, LIMIT)], MODEL)).toEqual([
      {
        reason: 'outside-repository',
        causes: [{ checks: 2, ruleIds: [BUDGET, ROLLOUT], missing: [{ things: [LIMIT], clause: '' }] }],
      },
    ]);
  });

  test('put together what the same rules wait for', () => {
    const secrets = [
      undecided('env-reference-unresolved', 'Secret a'),
      undecided('env-reference-unresolved', 'Secret b'),
    ];
    expect(undecidedCauses(secrets, MODEL)).toEqual([
      {
        reason: 'outside-repository',
        causes: [
          {
            checks: 2,
            ruleIds: ['env-reference-unresolved'],
            missing: ['Secret a', 'Secret b'].map((thing) => ({ things: [thing], clause: '' })),
          },
        ],
      },
    ]);
  });

  test('say once what is said of several', () => {
    const needs = ['A', 'B', 'C', 'D', 'E'].map((name) =>
      undecided('env-required-missing', `${name}, which a source that was not read may set`),
    );
    expect(undecidedCauses(needs, MODEL)[0]?.causes[0]?.missing).toEqual([
      { things: ['A', 'B', 'C', 'D', 'E'], clause: ', which a source that was not read may set' },
    ]);
  });

  test.each([
    ['are one with and without the name of a process', 'web: the surge of the module', 1],
    ['are two with another name in front', 'nginx: the surge of the module', 2],
  ])('%s', (_, missing, causes) => {
    const both = [undecided(BUDGET, missing), undecided(BUDGET, 'the surge of the module')];
    expect(undecidedCauses(both, MODEL)[0]?.causes[0]?.missing).toHaveLength(causes);
  });

  test('of processes that nothing deploys are one, with their names', () => {
    const image = { ...WEB, deployed: false, workload: { ...WEB.workload, type: 'Procfile', name: 'web' } };
    const model = { environments: [{ ...PRODUCTION, processes: [image] }] };
    const all = [
      undecided('memory-limit-below-estimate', 'what the platform gives the process', { reason: 'not-deployed' }),
      undecided('env-required-missing', 'A, which the platform may set', { reason: 'not-deployed' }),
    ];
    expect(undecidedCauses(all, model)).toEqual([
      {
        reason: 'not-deployed',
        causes: [
          {
            checks: 2,
            ruleIds: ['env-required-missing', 'memory-limit-below-estimate'],
            missing: [{ things: ['Procfile/web'], clause: '' }],
          },
        ],
      },
    ]);
  });
});

test('a check of several environments counts in each', () => {
  expect(
    checksIn([undecided(BUDGET, LIMIT, { environments: ['production', 'staging'] }), undecided(ROLLOUT, LIMIT)]),
  ).toBe(3);
});
