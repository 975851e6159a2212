import { describe, expect, test } from '@jest/globals';
import { renderMarkdown } from '../../../src/reporters/markdown/markdown.js';
import { HOSTILE_MESSAGE, POOL_FINDING, PRODUCTION, REPORT, reportWith } from '../example-report.js';

describe('the Markdown report', () => {
  test('shows the same as the text report, with the details folded', () => {
    expect(renderMarkdown(REPORT)).toBe(`## Plumbline: 1 error, 1 warning, deployment judged in part

14 checks passed · 2 undecided · 1 suppressed · 41 files read, 1 not read

### Errors

#### \`db-pool-below-process-threads\` production: Deployment/shop/web

Puma in container web runs 16 threads but Active Record may open only 5 connections.

\`k8s/production/web.yaml:6:12\`

\`\`\`text
5 │   replicas: 3
6 │   DB_POOL: "5"
  │            ^^^
7 │   RAILS_MAX_THREADS: "16"
\`\`\`

- \`config/database.yml:3\` reads DB\\_POOL
- \`k8s/production/web.yaml:7\` ConfigMap shop, key RAILS\\_MAX\\_THREADS

Fix, at \`k8s/production/web.yaml:6\`: Set the pool to 16.

\`\`\`diff
-   DB_POOL: "5"
+   DB_POOL: "16"
\`\`\`

### Warnings

#### \`pdb-blocks-drain\` production: PodDisruptionBudget/shop

PDB shop keeps 3 of 3 pods available.

\`k8s/production/web.yaml:5:3\`

\`\`\`text
4 │ spec:
5 │   replicas: 3
  │   ^^^^^^^^^^^
6 │   DB_POOL: "5"
\`\`\`

<details>
<summary>Could not decide 2 checks</summary>

- the value comes from outside the repository
  - 1 × \`db-connection-budget-exceeded\`: max\\_connections of primary
  - 1 × \`redis-eviction-unsafe-for-jobs\`: the eviction policy of redis

</details>

<details>
<summary>Did not read 1 file</summary>

- \`charts/shop/templates/web.yaml\` template not rendered

</details>

<details>
<summary>Suppressed 1 finding</summary>

- \`hpa-replicas-conflict\` PodDisruptionBudget/shop at \`k8s/production/web.yaml:4\`: migrating to KEDA until March

</details>
`);
  });

  test('says beside the place what is there', () => {
    const says = 'has no section review: Active Record default pool 5';
    expect(renderMarkdown(reportWith({ diagnostics: [{ ...POOL_FINDING, says }] }))).toContain(
      '`k8s/production/web.yaml:6:12` has no section review: Active Record default pool 5\n',
    );
  });

  test('does not read as a pass where no deployment was judged', () => {
    const model = { environments: [{ ...PRODUCTION, processes: [] }] };
    expect(
      renderMarkdown(reportWith({ model, diagnostics: [], undecided: [], suppressed: [] })),
    ).toBe(`## Plumbline: deployment not judged: 1 template is not rendered

14 checks passed · 2 undecided · 0 suppressed · 41 files read, 1 not read

> Nothing that was read says what is deployed: 1 template is not rendered. Rendered into files (helm template, kustomize build) it can be judged.

<details>
<summary>Did not read 1 file</summary>

- \`charts/shop/templates/web.yaml\` template not rendered

</details>
`);
  });

  test('lets nothing of the repository be markup, a mention or a link', () => {
    const report = renderMarkdown(
      reportWith({ diagnostics: [{ ...POOL_FINDING, message: HOSTILE_MESSAGE, subject: HOSTILE_MESSAGE }] }),
    );
    expect(report).not.toMatch(/<img|@everyone|https:\/\/evil|[^\\]\]\(/);
  });
});
