import type { Report } from '../report.js';
import type { VerifiedSuggestion } from '../verified.js';
import { type Closing, closingBody, commentBody } from './comment-body.js';
import type { Conversation } from './conversations.js';
import type { FindingState } from './finding-state.js';
import { isMarked, markOf } from './marker.js';
import type { ReviewRequest } from './plan-review.js';
import { isLineOf, onlyReplacement } from './replacement.js';
import type { OwnThread, ReviewPlan } from './review-plan.js';
import { type SuggestionBlock, suggestionBlock } from './suggestion-block.js';
import { fixesOf } from './topics.js';

type Request = Pick<ReviewRequest, 'report' | 'fixable'>;

/** Closes what is done and makes the others say what holds by now. An edited comment sends no mail. */
export function settle(
  open: readonly Conversation[],
  state: FindingState,
  request: Request,
): Pick<ReviewPlan, 'resolve' | 'rewrite'> {
  const resolve: OwnThread[] = [];
  const rewrite: { readonly thread: OwnThread; readonly body: string }[] = [];
  const say = (thread: OwnThread, body: string) => {
    if (!isSame(thread.body, body)) rewrite.push({ thread, body });
  };
  for (const conversation of open) {
    const { thread, marker } = conversation;
    if (conversation.findings.length > 0) say(thread, currentBody(conversation, state, request));
    else if (isDone(conversation, open, state)) {
      if (thread.viewerCanResolve) resolve.push(thread);
      else say(thread, closingBody(closingOf(conversation, state), marker));
    }
  }
  return { resolve, rewrite };
}

function closingOf({ marker: { findings } }: Conversation, state: FindingState): Closing {
  if (findings.some((one) => state.isSetAside(one))) return 'set-aside';
  return findings.some((one) => state.isAsBefore(one)) ? 'as-before' : 'fixed';
}

/** Everything it was about is set aside, or gone for certain, or as it was before the change, or told in another conversation by now. */
function isDone({ thread, marker }: Conversation, open: readonly Conversation[], state: FindingState): boolean {
  const told = open.flatMap(({ findings }) => findings).map(({ finding }) => finding);
  return marker.findings.every((marked) => {
    if (state.lives(marked)) return told.some((finding) => isMarked(marked, finding));
    return state.isSetAside(marked) || state.isAsBefore(marked) || !state.isUndecided(marked, thread.path);
  });
}

function currentBody(
  { thread, marker, findings }: Conversation,
  state: FindingState,
  { report, fixable }: Request,
): string {
  const sorted = [...findings].sort((one, other) => one.number - other.number);
  const fixes = fixesOf(sorted);
  const block = blockFor({ thread, marker, findings: sorted }, fixes, report);
  const kept = marker.findings.filter(
    (marked) =>
      !sorted.some(({ finding }) => isMarked(marked, finding)) &&
      (state.lives(marked) ||
        (!state.isSetAside(marked) && !state.isAsBefore(marked) && state.isUndecided(marked, thread.path))),
  );
  const marks = [...sorted.map(({ finding }) => markOf(finding)), ...kept];
  return commentBody(
    { findings: sorted, fixes, ...(block && { block }), marker: { ...marker, findings: marks } },
    report,
    fixable,
  );
}

/** Only where the comment stands on the lines that it would replace, and they are what they were. */
function blockFor(
  { thread, marker, findings }: Conversation,
  fixes: readonly VerifiedSuggestion[],
  { sources }: Report,
): SuggestionBlock | undefined {
  const replacement = onlyReplacement(findings, fixes);
  const block = replacement && suggestionBlock(replacement, sources);
  if (replacement?.path !== thread.path || block === undefined) return undefined;
  const isOnLine =
    block.replaced === marker.line &&
    findings.some(({ finding }) => isLineOf(replacement, finding)) &&
    fixes.length === 0;
  return isOnLine || block.replaced === marker.replaced ? block : undefined;
}

/** GitHub may give line breaks back as others. */
function isSame(one: string, other: string): boolean {
  return one.replaceAll('\r\n', '\n').trimEnd() === other.trimEnd();
}
