import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Serving } from '../support/serving.js';

let serving: Serving;

beforeAll(async () => {
  serving = await Serving.start();
}, 30_000);

afterAll(async () => {
  expect(serving.github.violations).toEqual([]);
  await serving.stop();
}, 30_000);

const CONFIG_MAP = 'deploy/production/configmap.yaml';

function configMap(threads: number, pool = 10): string {
  return `apiVersion: v1
kind: ConfigMap
metadata:
  name: rails-app-config
  namespace: production
data:
  RAILS_ENV: "production"
  DATABASE_POOL: "${pool}"
  RAILS_MAX_THREADS: "${threads}"
  WEB_CONCURRENCY: "3"
  SIDEKIQ_CONCURRENCY: "15"
  MALLOC_ARENA_MAX: "2"
  RAILS_LOG_TO_STDOUT: "true"
`;
}

test('a pull request that raises the threads is stopped, and its thread is resolved by the fix', async () => {
  const { github } = serving;
  const shop = await github.createRepository({
    owner: 'acme',
    name: 'shop',
    files: 'examples/rails-on-eks',
    collaborators: { alice: 'write' },
  });
  await shop.push('threads', { files: { [CONFIG_MAP]: configMap(12) } }, { author: 'alice' });
  const pr = await shop.openPullRequest({ title: 'More threads', head: 'threads', author: 'alice' });
  const t = performance.now();
  await serving.settled();
  console.log('first', performance.now() - t);
  const show = () => {
    console.log(github.requests.map((r) => JSON.stringify(r)).join('\n'));
    github.forgetRequests();
    const runs = shop.checkRuns(pr.headSha);
    console.log(
      runs
        .map(
          (run) =>
            `${run.conclusion} ${run.output?.title}\n${run.output?.summary}\n----\n${run.output?.text}\n${JSON.stringify(run.actions)}`,
        )
        .join('\n====\n'),
    );
    console.log(JSON.stringify(pr.threads(), null, 1));
    console.log(serving.kept.text());
    console.log(JSON.stringify(github.violations, null, 1));
  };
  show();
  await pr.push({ files: { [CONFIG_MAP]: configMap(12, 38) } });
  await serving.settled();
  show();
}, 60_000);
