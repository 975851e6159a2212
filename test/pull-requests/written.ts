import { answering, type Play } from '../claude/play.js';
import type { Files } from '../github/state/git/change.js';
import { WEB, webManifest } from '../support/shop-on-github.js';
import { COMMENT } from './expected.js';

const BEFORE = { request: 'requests: { memory: 2Gi', limit: 'limits: { memory: 4Gi' };
const LITTLE = { request: 'requests: { memory: 900Mi', limit: 'limits: { memory: 900Mi' };
const PROPOSED = 'limits: { memory: 1100Mi';

/** Two Puma workers in 900Mi: one new notice, which no formula mends. */
export const LITTLE_MEMORY = webManifest(5).replace(BEFORE.request, LITTLE.request).replace(BEFORE.limit, LITTLE.limit);
export const TOO_LITTLE_MEMORY: Files = { [WEB]: LITTLE_MEMORY };

/** So many Deployments with sixteen threads over five connections. */
export function shops(count: number): string {
  const [variables = '', deployment = ''] = webManifest(16).split('---\n');
  const named = Array.from({ length: count }, (_, index) =>
    deployment.replace('name: shop', `name: shop-${index + 1}`),
  );
  return [variables, ...named].join('---\n');
}

/** What the model says about sixteen threads over five connections; all of it stands in the finding. */
export const EXPLANATION =
  'Puma in shop runs 16 threads, because ConfigMap shop sets RAILS_MAX_THREADS in k8s/production/web.yaml:7. Active Record takes its pool from DB_POOL, which is 5 at k8s/production/web.yaml:8.';
export const EXPLAINING = answering({ explanation: EXPLANATION });

/** Nothing of it stands in any finding. */
export const MISLEADING = answering({ explanation: 'Redis evicts 99 jobs, see config/redis.rb.' });

/** Of two workers in too little memory. */
const MEMORY_EXPLANATION =
  'The limit of 900Mi in k8s/production/web.yaml:30 is shared by the 2 workers of config/puma.rb:2.';

export const PROPOSAL = {
  title: 'Raise the memory limit to 1100Mi.',
  edits: [{ path: WEB, oldText: LITTLE.limit, newText: PROPOSED }],
};

/** The first question about a finding is for its explanation, the others are for a patch. */
export function proposing(proposal: unknown): (request: { readonly body: unknown }) => Play {
  return ({ body }) =>
    JSON.stringify(body).includes('Propose a change')
      ? answering(proposal)
      : answering({ explanation: MEMORY_EXPLANATION });
}

/** The comment on the line, with the explanation above its suggestion. */
export const EXPLAINED_COMMENT = COMMENT.replace(
  '\n\nSet the pool',
  `\n\n${EXPLANATION.replaceAll('_', '\\_')}\n\n<sub>Explained by MODEL from the places of this finding; checked against them.</sub>\n\nSet the pool`,
);

const MEMORY_COMMENT = `**Notice: Memory limit too small for the processes in the container**

Each of the 2 Puma workers of shop has 450Mi of the limit of 900Mi. Puma's own guidance is 512 MB to 1 GB for a worker. Add \\\`memory.per\\_worker\\\` to the contract to make this exact.

<sub>Finding 1 · production · Deployment/shop/web · \`memory-limit-below-estimate\`</sub>

${MEMORY_EXPLANATION}

<sub>Explained by MODEL from the places of this finding; checked against them.</sub>

`;
const MARKER = '<!-- plumbline 13f79619a93be83d/ab8e18ef on:5374f67167844c5b -->';

/** The comment on its line, with a patch that was proved. */
export const PROPOSED_COMMENT = `${MEMORY_COMMENT}Proposed: Raise the memory limit to 1100Mi.

\`\`\`suggestion
            limits: { memory: 1100Mi, cpu: "2" }
\`\`\`

<sub>Written by MODEL. Verified: 35 rules ran again on the files with it, this finding is gone and nothing else became worse. Look at it before you commit it.</sub>

${MARKER}`;

/** The same without one. */
export const DROPPED_COMMENT = `${MEMORY_COMMENT}<sub>MODEL proposed no patch that held when the rules ran on it.</sub>

${MARKER}`;

export const PROPOSED_COMMIT = `Memory limit too small for the processes in the container: as MODEL proposed, verified by running 35 rules

Requested-by: alice`;

/** What no model may hear of. */
export const CANARY = 'hunter2-9f8e7d6c5b4a';

/** The manifest with a Secret beside its processes, and a password in a variable. */
export function withSecrets(manifest: string): string {
  const variables = `  DATABASE_URL: postgresql://shop:${CANARY}@db.example.com/shop\n  API_TOKEN: ${CANARY}\n`;
  const secret = `apiVersion: v1
kind: Secret
metadata: { name: shop }
stringData:
  plain: ${CANARY}
data:
  encoded: ${btoa(CANARY)}
`;
  return `${manifest.replace('data:\n', `data:\n${variables}`)}---\n${secret}`;
}
