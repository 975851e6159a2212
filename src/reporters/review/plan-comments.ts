import { count } from '../count.js';
import { NO_EXPLANATIONS } from '../markdown/writing.js';
import { commentBody } from './comment-body.js';
import { isCommentable } from './hunks.js';
import { markOf } from './marker.js';
import type { ReviewRequest } from './plan-review.js';
import { onlyReplacement } from './replacement.js';
import type { PlannedComment, PlannedReview } from './review-plan.js';
import { linesDigest, suggestionBlock } from './suggestion-block.js';
import type { Topic } from './topics.js';

type Request = Pick<ReviewRequest, 'report' | 'files' | 'fixable' | 'assisted'>;

/** So many comments, most severe first, where the diff has a line for them; elsewhere the check run's annotations say it. */
export function planComments(topics: readonly Topic[], room: number, request: Request): PlannedReview | undefined {
  const comments = topics.flatMap((topic) => {
    const comment = commentOn(topic, request);
    return comment === undefined ? [] : [{ comment, findings: topic.findings.length }];
  });
  if (comments.length === 0) return undefined;
  const left = comments.slice(room).reduce((sum, { findings }) => sum + findings, 0);
  const body = [
    ...(left === 0 ? [] : [`${count(left, 'more finding')} ${left === 1 ? 'is' : 'are'} in the check run's list.`]),
    ...(request.assisted ? [] : [NO_EXPLANATIONS]),
  ].join('\n\n');
  return { body, comments: comments.slice(0, room).map(({ comment }) => comment) };
}

function commentOn(topic: Topic, request: Request): PlannedComment | undefined {
  return onReplacedLines(topic, request) ?? onFinding(topic, request);
}

/** With the edit as a block to commit, which replaces exactly the lines that the comment stands on. */
function onReplacedLines({ findings, fix }: Topic, { report, files, fixable }: Request): PlannedComment | undefined {
  const fixes = fix === undefined ? [] : [fix];
  const replacement = onlyReplacement(findings, fixes);
  if (replacement === undefined) return undefined;
  const { path, patch } = replacement;
  const block = suggestionBlock(replacement, report.sources);
  const lines = { first: patch.startLine, last: patch.endLine };
  if (block === undefined || !isCommentable(files, path, lines)) return undefined;
  const marker = { findings: findings.map(({ finding }) => markOf(finding)), replaced: block.replaced };
  return {
    path,
    line: lines.last,
    // GitHub refuses a first line that is also the last.
    ...(lines.first < lines.last && { startLine: lines.first }),
    body: commentBody({ findings, fixes, block, marker }, report, fixable),
  };
}

/** At the first of the findings that the diff shows, with the edit as something to read. */
function onFinding(
  { findings, fix }: Topic,
  { report, files, fixable, assisted }: Request,
): PlannedComment | undefined {
  const place = findings
    .map(({ finding }) => finding.location)
    .find(({ path, startLine }) => isCommentable(files, path, { first: startLine, last: startLine }));
  if (place === undefined) return undefined;
  const { path, startLine: line } = place;
  const source = fix === undefined && assisted ? report.sources.get(path) : undefined;
  const stands = source && linesDigest(source, { startLine: line, endLine: line });
  const marker = { findings: findings.map(({ finding }) => markOf(finding)), ...(stands && { line: stands }) };
  const fixes = fix === undefined ? [] : [fix];
  return { path, line, body: commentBody({ findings, fixes, marker }, report, fixable) };
}
