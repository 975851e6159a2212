import { type Annotation, type CheckRunReport, MAX_OUTPUT_BYTES } from '../../reporters/check-run/check-run.js';
import type { CheckPublication } from '../repository-api.js';
import type { Connection } from './connection.js';

/** GitHub takes so many annotations with one request, and adds those of later ones to them. */
const MAX_ANNOTATIONS = 50;
const MAX_ACTIONS = 3;
const MAX_LABEL = 20;
const MAX_DESCRIPTION = 40;
const MAX_IDENTIFIER = 20;

/** One call. */
export async function beginCheck(
  { octokit, at }: Connection,
  { name, head, externalId }: { readonly name: string; readonly head: string; readonly externalId: string },
): Promise<number> {
  const { data } = await octokit.request('POST /repos/{owner}/{repo}/check-runs', {
    ...at,
    name,
    head_sha: head,
    external_id: externalId,
    status: 'in_progress',
  });
  return Number(data.id);
}

/**
 * Publishes a check run in as many requests as its annotations need. It is complete with the last one: whoever comes after an interruption
 * finds a run that goes on, and continues it.
 */
export async function publishCheck(connection: Connection, publication: CheckPublication): Promise<number> {
  const { report, existing } = publication;
  assertWithinLimits(report);
  const [first = [], ...others] = batchesOf(report.annotations.slice(existing?.annotations ?? 0));
  const begun = existing?.id ?? (await create(connection, publication, first, others.length === 0));
  const left = existing === undefined ? others : [first, ...others];
  for (const [index, batch] of left.entries()) {
    await update(connection, begun, publication, batch, index === left.length - 1);
  }
  return begun;
}

async function create(
  { octokit, at }: Connection,
  publication: CheckPublication,
  annotations: readonly Annotation[],
  last: boolean,
): Promise<number> {
  const { data } = await octokit.request('POST /repos/{owner}/{repo}/check-runs', {
    ...at,
    name: publication.name,
    head_sha: publication.head,
    ...contentOf(publication, annotations, last),
  });
  return Number(data.id);
}

async function update(
  { octokit, at }: Connection,
  id: number,
  publication: CheckPublication,
  annotations: readonly Annotation[],
  last: boolean,
): Promise<void> {
  await octokit.request('PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}', {
    ...at,
    check_run_id: id,
    ...contentOf(publication, annotations, last),
  });
}

function contentOf({ externalId, report }: CheckPublication, annotations: readonly Annotation[], last: boolean) {
  const { title, summary, text, conclusion, actions } = report;
  return {
    external_id: externalId,
    output: {
      title,
      summary,
      ...(text !== undefined && { text }),
      ...(annotations.length > 0 && { annotations: annotations.map(annotationOf) }),
    },
    ...(last
      ? ({ status: 'completed', conclusion, actions: actions.map((action) => ({ ...action })) } as const)
      : ({ status: 'in_progress' } as const)),
  };
}

function annotationOf({
  path,
  startLine,
  endLine,
  startColumn,
  endColumn,
  level,
  title,
  message,
  details,
}: Annotation) {
  return {
    path,
    start_line: startLine,
    end_line: endLine,
    ...(startColumn !== undefined && { start_column: startColumn }),
    ...(endColumn !== undefined && { end_column: endColumn }),
    annotation_level: level,
    title,
    message,
    ...(details !== undefined && { raw_details: details }),
  };
}

/** At least one: a run without annotations takes a request as well. */
function batchesOf(annotations: readonly Annotation[]): readonly (readonly Annotation[])[] {
  const count = Math.max(1, Math.ceil(annotations.length / MAX_ANNOTATIONS));
  return Array.from({ length: count }, (_, index) =>
    annotations.slice(index * MAX_ANNOTATIONS, (index + 1) * MAX_ANNOTATIONS),
  );
}

/** Whoever writes a report keeps to GitHub's limits; one that does not would be refused as a whole, after a part of it was published. */
function assertWithinLimits({ summary, text = '', actions }: CheckRunReport): void {
  const tooLong = [summary, text].some((part) => Buffer.byteLength(part) > MAX_OUTPUT_BYTES);
  if (tooLong) throw new RangeError(`A check run's summary and text have at most ${MAX_OUTPUT_BYTES} bytes`);
  if (actions.length > MAX_ACTIONS) throw new RangeError(`A check run has at most ${MAX_ACTIONS} actions`);
  for (const { label, description, identifier } of actions) {
    const fits =
      label.length <= MAX_LABEL && description.length <= MAX_DESCRIPTION && identifier.length <= MAX_IDENTIFIER;
    if (!fits) throw new RangeError(`The action ${identifier} of a check run is too long`);
  }
}
