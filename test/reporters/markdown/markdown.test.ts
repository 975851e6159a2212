import { describe, expect, test } from '@jest/globals';
import { renderMarkdown } from '../../../src/reporters/markdown/markdown.js';
import { HOSTILE_MESSAGE, POOL_FINDING, REPORT, reportWith } from '../example-report.js';

describe('the Markdown report', () => {
  test('shows the same as the text report, with the details folded', () => {
    expect(renderMarkdown(REPORT)).toBe(`## Plumbline: 1 error, 1 warning

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

- \`db-connection-budget-exceeded\` production primary: the value comes from outside the repository: max\\_connections of primary
- \`redis-eviction-unsafe-for-jobs\` production redis: the value comes from outside the repository: the eviction policy of redis

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

  test('lets nothing of the repository be markup, a mention or a link', () => {
    const report = renderMarkdown(
      reportWith({ diagnostics: [{ ...POOL_FINDING, message: HOSTILE_MESSAGE, subject: HOSTILE_MESSAGE }] }),
    );
    expect(report).not.toMatch(/<img|@everyone|https:\/\/evil|[^\\]\]\(/);
  });
});
