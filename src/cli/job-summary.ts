import { appendFileSync } from 'node:fs';
import type { Report } from '../reporters/report.js';
import { errorCode } from '../workspace/error-code.js';

/** GitHub refuses the summary of a step that is larger. */
const MAX_BYTES = 1024 * 1024;

/** Adds the report to the summary of a step. The operating system's code, as `ENOENT`, when that was not possible. */
export async function addJobSummary(path: string, report: Report): Promise<string | undefined> {
  const { renderMarkdown } = await import('../reporters/markdown/markdown.js');
  const markdown = renderMarkdown(report);
  const [heading = ''] = markdown.split('\n', 1);
  const fits = Buffer.byteLength(markdown) <= MAX_BYTES;
  try {
    appendFileSync(
      path,
      fits ? markdown : `${heading}\n\nThe report is too long for a summary: the log of the step has it.\n`,
    );
    return undefined;
  } catch (error) {
    const code = errorCode(error);
    if (code === undefined) throw error;
    return code;
  }
}
