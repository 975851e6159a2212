import { z } from 'zod';
import type { CheckAnnotation, CheckRun, CheckRunChange } from '../state/check-run.js';

const Annotation = z.object({
  path: z.string(),
  start_line: z.number(),
  end_line: z.number(),
  start_column: z.number().optional(),
  end_column: z.number().optional(),
  annotation_level: z.enum(['notice', 'warning', 'failure']),
  message: z.string(),
  title: z.string().optional(),
  raw_details: z.string().optional(),
});

/** What creates and updates a check run. */
export const CheckRunBody = z.object({
  name: z.string().optional(),
  head_sha: z.string().optional(),
  external_id: z.string().optional(),
  details_url: z.string().optional(),
  status: z.enum(['queued', 'in_progress', 'completed']).optional(),
  conclusion: z.string().optional(),
  started_at: z.string().optional(),
  completed_at: z.string().optional(),
  output: z
    .object({
      title: z.string().optional(),
      summary: z.string().optional(),
      text: z.string().optional(),
      annotations: z.array(Annotation).optional(),
    })
    .optional(),
  actions: z.array(z.object({ label: z.string(), description: z.string(), identifier: z.string() })).optional(),
});

/** GitHub counts bytes where its documentation says characters (github/docs#35252). */
const MAX_OUTPUT_BYTES = 65_535;
const MAX_MESSAGE_BYTES = 65_536;
const MAX_TITLE = 255;
const MAX_DESCRIPTION = 40;

/** What GitHub refuses although its description allows it. */
export function checkRunProblems(change: CheckRunChange, existing?: CheckRun): readonly string[] {
  const { status, conclusion, output = {}, actions = [] } = change;
  return [
    ...(status === 'completed' && (conclusion ?? existing?.conclusion) === undefined
      ? ['"conclusion" is required when the status is completed']
      : []),
    ...(conclusion === 'stale' ? ['conclusion: only GitHub itself sets "stale"'] : []),
    ...tooLong('output.summary', output.summary, MAX_OUTPUT_BYTES, 'bytesize'),
    ...tooLong('output.text', output.text, MAX_OUTPUT_BYTES, 'bytesize'),
    ...actions.flatMap(({ description }) =>
      description.length > MAX_DESCRIPTION ? ['actions.description is too long (maximum is 40 characters)'] : [],
    ),
    ...(output.annotations ?? []).flatMap(annotationProblems),
  ];
}

function annotationProblems(annotation: CheckAnnotation): readonly string[] {
  const { start_line, end_line, start_column, end_column, message, title, raw_details } = annotation;
  const columns = start_column !== undefined || end_column !== undefined;
  return [
    ...(start_line < 1 ? ['annotations.start_line must be at least 1'] : []),
    ...(end_line < start_line ? ['annotations.end_line must not be before start_line'] : []),
    ...(columns && start_line !== end_line ? ['annotations have columns only on a single line'] : []),
    ...tooLong('annotations.message', message, MAX_MESSAGE_BYTES, 'bytesize'),
    ...tooLong('annotations.raw_details', raw_details, MAX_MESSAGE_BYTES, 'bytesize'),
    ...((title ?? '').length > MAX_TITLE ? ['annotations.title is too long (maximum is 255 characters)'] : []),
  ];
}

function tooLong(name: string, text: string | undefined, max: number, unit: string): readonly string[] {
  return Buffer.byteLength(text ?? '') > max ? [`${name} exceeds a maximum ${unit} of ${max}`] : [];
}
