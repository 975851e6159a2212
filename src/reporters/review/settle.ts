import { closingBody, commentBody } from './comment-body.js';
import type { Conversation } from './conversations.js';
import type { FindingState } from './finding-state.js';
import { isMarked, markOf } from './marker.js';
import type { ReviewRequest } from './plan-review.js';
import type { OwnThread, ReviewPlan } from './review-plan.js';
import { suggestionBlock } from './suggestion-block.js';
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
      else
        say(thread, closingBody(marker.findings.some((one) => state.isSetAside(one)) ? 'set-aside' : 'fixed', marker));
    }
  }
  return { resolve, rewrite };
}

/** Everything it was about is set aside, or gone for certain, or told in another conversation by now. */
function isDone({ thread, marker }: Conversation, open: readonly Conversation[], state: FindingState): boolean {
  const told = open.flatMap(({ findings }) => findings).map(({ finding }) => finding);
  return marker.findings.every((marked) => {
    if (state.lives(marked)) return told.some((finding) => isMarked(marked, finding));
    return state.isSetAside(marked) || !state.isUndecided(marked, thread.path);
  });
}

/** A block to commit only where the comment was made for the lines that are still there. */
function currentBody(
  { thread, marker, findings }: Conversation,
  state: FindingState,
  { report, fixable }: Request,
): string {
  const sorted = [...findings].sort((one, other) => one.number - other.number);
  const fixes = fixesOf(sorted);
  const [fix] = fixes;
  const block = fix === undefined || fixes.length > 1 ? undefined : suggestionBlock(fix, report.sources);
  const fits = block !== undefined && block.replaced === marker.replaced && fix?.edit.path === thread.path;
  const kept = marker.findings.filter(
    (marked) =>
      !sorted.some(({ finding }) => isMarked(marked, finding)) &&
      (state.lives(marked) || (!state.isSetAside(marked) && state.isUndecided(marked, thread.path))),
  );
  const marks = [...sorted.map(({ finding }) => markOf(finding)), ...kept];
  return commentBody(
    { findings: sorted, fixes, ...(fits && { block }), marker: { ...marker, findings: marks } },
    report,
    fixable,
  );
}

/** GitHub may give line breaks back as others. */
function isSame(one: string, other: string): boolean {
  return one.replaceAll('\r\n', '\n').trimEnd() === other.trimEnd();
}
