import type { NumberedFinding, SetAside } from '../numbered-findings.js';
import type { Report } from '../report.js';
import { assignFindings, type Conversations } from './conversations.js';
import { FindingState } from './finding-state.js';
import { planComments } from './plan-comments.js';
import type { ChangedFile, OwnThread, ReviewPlan } from './review-plan.js';
import { settle } from './settle.js';

/** What a review depends on. */
export interface ReviewRequest {
  readonly report: Report;
  /** The check run's list. */
  readonly findings: readonly NumberedFinding[];
  readonly files: readonly ChangedFile[];
  readonly threads: readonly OwnThread[];
  readonly ignored: readonly SetAside[];
  readonly maxComments: number;
  readonly draft: boolean;
  /** Commits can be made to the branch. */
  readonly fixable: boolean;
  /** A model is configured. Where none is, the review says so. */
  readonly assisted: boolean;
}

/** What to say and what to settle so that the conversations say what the report says, each thing once. */
export function planReview(request: ReviewRequest): ReviewPlan {
  const { report, findings, threads, ignored, draft, maxComments } = request;
  const state = new FindingState(report, ignored);
  const conversations = assignFindings(findings, threads);
  const room = maxComments - alive(conversations, state);
  const review = draft || room <= 0 ? undefined : planComments(conversations.untold, room, request);
  return { ...(review && { review }), ...settle(conversations.open, state, request) };
}

/** Those begun before count: a second push must not go on where the first had to stop. */
function alive({ open, closed }: Conversations, state: FindingState): number {
  return [...open, ...closed].filter(({ marker }) => marker.findings.some((marked) => state.lives(marked))).length;
}
