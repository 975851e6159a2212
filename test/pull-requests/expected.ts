/** What Plumbline says about sixteen threads over five connections, whole. */
const MESSAGE =
  'Puma in shop runs 16 threads but Active Record may open only 5 connections. Under load 11 requests at a time must wait up to 5 s and then raise ActiveRecord::ConnectionTimeoutError. Set the pool to at least 16.';
const TITLE = 'Connection pool smaller than the threads that share it';
const ASIDE = 'Pools are per process, so the 2 workers do not change this number.';
const DIFF = `Fix, at \`k8s/production/web.yaml:8\`: Set the pool to 16.

\`\`\`diff
-   DB_POOL: "5"
+   DB_POOL: "16"
\`\`\``;

/** Where no model is configured, below a review and an explanation; the check run does not say so. */
export const EXPLANATIONS_OFF = '<sub>Explanations are off: no model is configured.</sub>';

export const REPLY = '<!-- plumbline:reply -->\n';

/** The check run. */
export const STOPPED = {
  conclusion: 'failure',
  title: `1 finding: ${TITLE}`,
  summary: `**1 finding blocks this change.**

### 1. ${TITLE}

${MESSAGE} \\(${ASIDE}\\)

**Error** · \`k8s/production/web.yaml:8\` · production · Deployment/shop/web · \`db-pool-below-process-threads\`

<details>
<summary>Fix: Set the pool to 16.</summary>

${DIFF}

</details>

Comment \`/plumbline fix 1\` to commit a fix, \`/plumbline explain 1\` to see where each value comes from, \`/plumbline ignore 1 <reason>\` to set a finding aside.

8 checks passed · 2 undecided · 0 suppressed · 4 files read, 0 not read

<details>
<summary>Could not decide 2 checks</summary>

- the value comes from outside the repository
  - 2 × \`db-connection-budget-exceeded\`, \`db-connection-rollout-overflow\`: the database server's max\\_connections

</details>`,
  annotations: [
    {
      path: 'k8s/production/web.yaml',
      start_line: 8,
      end_line: 8,
      start_column: 13,
      end_column: 13,
      annotation_level: 'failure',
      message: `${MESSAGE} (${ASIDE})\nFix: Set the pool to 16.`,
      title: TITLE,
      raw_details: `k8s/production/web.yaml:27 takes all of ConfigMap shop
config/database.yml:3 reads DB_POOL
k8s/production/web.yaml:7 ConfigMap shop, key RAILS_MAX_THREADS
config/puma.rb:1 reads RAILS_MAX_THREADS
config/puma.rb:2 says 2`,
    },
  ],
  actions: [{ label: 'Apply fix', description: 'Commit the verified fixes', identifier: 'fix' }],
};

/** The comment on its line. */
export const COMMENT = `**Error: ${TITLE}**

${MESSAGE} \\(${ASIDE}\\)

<sub>Finding 1 · production · Deployment/shop/web · \`db-pool-below-process-threads\`</sub>

Set the pool to 16.

\`\`\`suggestion
  DB_POOL: "16"
\`\`\`

<!-- plumbline f14db73cbedb0e72/ab8e18ef replaces:cb80323941de2ffc -->`;

/** The answer to `/plumbline explain 1`. */
export const EXPLAINED = `${REPLY}\`/plumbline explain 1\` (\`alice\`)

### 1. ${TITLE}

${MESSAGE} \\(${ASIDE}\\)

**Where it comes from** (Deployment/shop/web in production)

1. \`k8s/production/web.yaml:8\` ConfigMap shop, key DB\\_POOL
2. \`k8s/production/web.yaml:27\` takes all of ConfigMap shop
3. \`config/database.yml:3\` reads DB\\_POOL
4. \`k8s/production/web.yaml:7\` ConfigMap shop, key RAILS\\_MAX\\_THREADS
5. \`config/puma.rb:1\` reads RAILS\\_MAX\\_THREADS
6. \`config/puma.rb:2\` says 2

**Why it matters.** Within one operating system process every thread that runs a query needs a connection of its own from that process's pool. The surplus threads wait for \\\`checkout\\_timeout\\\` \\(5 seconds\\) and then raise an error. Each Puma worker is a fork with a pool of its own, so the number of workers does not matter here; it matters for the connections that the server must accept. Asynchronous queries, Action Cable and jobs that run inside the web process take connections too: they make a warning. So does a process that only a Procfile or an image names, since its platform may set the variables that decide.

${DIFF}

**To accept it** for this pull request alone: \`/plumbline ignore 1 <reason>\`. For good: the comment \`plumbline:ignore db-pool-below-process-threads <reason>\` on line 8 of \`k8s/production/web.yaml\` or above it, or in \`.github/plumbline.yml\` of the base branch:

\`\`\`yaml
ignore:
  - rule: db-pool-below-process-threads
    subject: "Deployment/shop/web"
    reason: …
\`\`\`

${EXPLANATIONS_OFF}`;
