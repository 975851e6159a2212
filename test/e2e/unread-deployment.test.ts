import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { reportShape } from '../../src/reporters/json/shape.js';
import { plumbline, project } from './command.js';
import { SHOP } from './shop.js';

const { 'k8s/production/web.yaml': _, ...APPLICATION } = SHOP;

const CHART = {
  'charts/shop/Chart.yaml': 'apiVersion: v2\nname: shop\nversion: 1.0.0\n',
  'charts/shop/templates/web.yaml': `apiVersion: apps/v1
kind: Deployment
metadata: { name: {{ .Release.Name }} }
`,
};

let shop: ReturnType<typeof project>;
beforeEach(() => {
  shop = project({ ...APPLICATION, ...CHART, Procfile: 'web: bundle exec puma -C config/puma.rb\n' });
});
afterEach(() => {
  shop.dispose();
});

const check = async (format: string) =>
  (await plumbline(shop.path, 'check', '--no-cache', '--fail-on', 'never', '--format', format)).stdout;

describe('an application whose deployment stands in a chart', () => {
  test('is not reported as one without findings', async () => {
    expect(await check('text')).toMatchInlineSnapshot(`
"Plumbline shop · 1 environment · 1 process

Could not decide 5 checks
  ? nothing that was read deploys the process
    5 × db-connection-budget-exceeded, db-connection-rollout-overflow, memory-limit-below-estimate
        and 2 more: Procfile/web

Did not read 1 file
  – template not rendered: charts/shop/templates/web.yaml

Nothing that was read says what is deployed: 1 template is not rendered. Rendered into files (helm
template, kustomize build) it can be judged.

deployment not judged: 1 template is not rendered · 1 check passed · 5 undecided · 5 files read, 1 not read
"
`);
  });

  test('has a skipped test in JUnit', async () => {
    expect(await check('junit')).toContain(`<testcase classname="deployment-not-judged" name="deployment">
      <skipped message="deployment not judged: 1 template is not rendered"/>`);
  });

  test('has a notification in SARIF', async () => {
    const [run] = JSON.parse(await check('sarif')).runs;
    expect(run.invocations[0].toolExecutionNotifications[0]).toEqual({
      level: 'warning',
      message: { text: 'Deployment not judged: 1 template is not rendered.' },
    });
  });

  test('counts the same undecided checks everywhere', async () => {
    const { coverage, undecided } = reportShape.parse(JSON.parse(await check('json')));
    const checks = undecided.reduce((sum, { environments }) => sum + environments.length, 0);
    expect(coverage).toMatchObject({ deployment: 'not-judged', rulesUndecided: checks });
    expect(await check('text')).toContain(`Could not decide ${checks} checks`);
    expect(await check('markdown')).toContain(`Could not decide ${checks} checks`);
  });
});
