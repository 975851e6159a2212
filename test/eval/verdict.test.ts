import { expect, test } from '@jest/globals';
import type { Case } from '../../eval/case.js';
import { cases } from '../../eval/cases/all.js';
import { checkTree } from '../../eval/check-tree.js';
import type { Tree } from '../../eval/tree.js';
import { type Verdict, verdictOn } from '../../eval/verdict.js';

function caseOf(id: string): Case {
  const found = cases.find((each) => each.id === id);
  if (found === undefined) throw new Error(`there is no case ${id}`);
  return found;
}

function verdictOf(id: string, change: (tree: Tree) => Tree): Promise<Verdict> {
  const it = caseOf(id);
  return checkTree({ head: it.tree }, ({ report }) => verdictOn(it, report, change(it.tree)));
}

const POOL = 'db-pool-below-process-threads';

test('a repair solves, and makes nothing worse', async () => {
  const verdict = await verdictOf(POOL, (tree) => tree.replaced('config/database.yml', 'pool: 5', 'pool: 8'));
  expect(verdict).toEqual({ solved: true, worse: [] });
});

test('half a repair solves nothing', async () => {
  const verdict = await verdictOf(POOL, (tree) => tree.replaced('config/database.yml', 'pool: 5', 'pool: 7'));
  expect(verdict).toEqual({ solved: false, worse: [] });
});

test('a patch that cannot be applied solves nothing', async () => {
  const it = caseOf(POOL);
  const verdict = await checkTree({ head: it.tree }, ({ report }) => verdictOn(it, report, undefined));
  expect(verdict).toEqual({ solved: false, worse: [] });
});

test.each<readonly [string, string, (tree: Tree) => Tree, readonly string[]]>([
  [
    'breaks another rule',
    'readiness-behind-forced-ssl',
    (tree) =>
      tree.appended(
        'k8s/web.yaml',
        '          readinessProbe:\n            httpGet:\n              path: /up\n              port: 3000\n',
      ),
    ['probe-redirected-by-force-ssl of readiness probe of Deployment/library/rails is new.'],
  ],
  [
    'deletes what is judged',
    'probe-port-mismatch',
    (tree) =>
      tree.replaced(
        'k8s/web.yaml',
        '          readinessProbe:\n            httpGet:\n              path: /up\n              port: 8080\n',
        '',
      ),
    ['The readiness probe of Deployment/library/rails is gone from default.'],
  ],
  [
    'silences the rule',
    POOL,
    (tree) =>
      tree.replaced(
        'config/database.yml',
        'pool: 5',
        '# plumbline:ignore db-pool-below-process-threads -- no\n  pool: 5',
      ),
    ['db-pool-below-process-threads of Deployment/library/rails is suppressed.'],
  ],
  [
    'loosens the contract',
    'pool-that-the-contract-forbids',
    (tree) =>
      tree
        .replaced('config/database.yml', 'pool: 5', 'pool: 16')
        .replaced('config/infrastructure_contract.yml', 'max_pool: 12', 'max_pool: 16'),
    ['config/infrastructure_contract.yml is not to be edited.'],
  ],
  [
    'blows a number up',
    'memory-of-a-job-process',
    (tree) => tree.replaced('k8s/sidekiq.yaml', 'memory: 192Mi', 'memory: 64Gi'),
    ['The memory limit of Deployment/library-sidekiq/rails grows from 201326592 to 68719476736.'],
  ],
  [
    'makes the value unknown',
    'pool-in-the-container',
    (tree) =>
      tree.replaced(
        'k8s/web.yaml',
        'value: "4"',
        'valueFrom:\n                secretKeyRef:\n                  name: library\n                  key: pool',
      ),
    ['db-pool-below-process-threads knows less than before.'],
  ],
])('a patch that %s makes something worse', async (_, id, change, worse) => {
  expect((await verdictOf(id, change)).worse).toEqual(worse);
});
