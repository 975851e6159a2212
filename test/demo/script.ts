import type { ReceivedRequest } from '../claude/claude.js';
import { answering, type Play } from '../claude/play.js';

export const WEB = 'deploy/production/web.yaml';

const POOL_EXPLANATION =
  'ConfigMap rails-app-config sets RAILS_MAX_THREADS to 7 at deploy/production/configmap.yaml:9 and DATABASE_POOL to 10 at deploy/production/configmap.yaml:8. The pool_formula of config/infrastructure_contract.yml:22 multiplies by WEB_CONCURRENCY, so the contract asks for 23 connections in a pool that only the 7 threads of one process share.';

const BUDGET_EXPLANATION =
  'PodDisruptionBudget web keeps 2 pods, and the autoscaler of web starts from a minReplicas of 2 at deploy/production/web.yaml:82. When web runs no more than its 2 pods, none of them may be evicted, and draining a node hangs on it.';

const BUDGET = `---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: web
  namespace: production
spec:
  minAvailable: 2
  selector:
    matchLabels:
      app: web
`;

/** Takes the budget away, and the finding with it. */
const WITHOUT_BUDGET = {
  title: 'Drop the disruption budget of web.',
  edits: [{ path: WEB, oldText: BUDGET, newText: '' }],
};

/** Keeps two pods, and has one to spare. */
const THIRD_POD = {
  title: 'Run 3 pods of web.',
  edits: [{ path: WEB, oldText: 'minReplicas: 2', newText: 'minReplicas: 3' }],
};

/** What the stub says, as a model would: its first patch is a bad one. */
export function scripted({ text, body }: ReceivedRequest): Play {
  if (text.endsWith('Propose a change that removes this finding.')) return answering(WITHOUT_BUDGET);
  if (text.startsWith('Code refused this answer:')) return answering(THIRD_POD);
  const isAboutBudget = JSON.stringify(body).includes('pdb-blocks-drain');
  return answering({ explanation: isAboutBudget ? BUDGET_EXPLANATION : POOL_EXPLANATION });
}
