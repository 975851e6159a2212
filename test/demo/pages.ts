import { wrapAfter } from '../../src/reporters/wrap.js';
import type { CheckAnnotation, CheckRun } from '../github/state/check-run.js';
import type { SeenThread } from '../github/state/seen.js';
import { diffLine, type Paper, readable } from './readable.js';
import { suggestionOf } from './suggestion.js';

const BAR = '│ ';

/** A check run as the tab "Checks" shows it. */
export function checkRunPage(run: CheckRun, paper: Paper): readonly string[] {
  const { style } = paper;
  const good = run.conclusion === 'success';
  const paint = good ? style.green : style.red;
  const inside = within(paper);
  return framed(
    [
      `${paint(good ? '✔' : '✖')} ${style.bold(`${run.name}: ${run.title}`)}  ${paint(run.conclusion ?? run.status)}`,
      '',
      ...readable(run.summary ?? '', inside),
      ...run.annotations.flatMap((annotation) => annotationLines(annotation, inside)),
      ...run.actions.flatMap(({ label, description }) => [
        '',
        `${style.cyan(`[ ${label} ]`)} ${style.dim(description)}`,
      ]),
    ],
    paper,
  );
}

/** A conversation as "Files changed" shows it, below its line. `text` is the file as it is on the branch. */
export function threadPage(thread: SeenThread, text: string, paper: Paper): readonly string[] {
  const { style } = paper;
  const place = `${thread.path}${thread.line === undefined ? '' : `:${thread.line}`}`;
  if (thread.resolvedBy !== undefined)
    return framed(
      [`${style.green('✔')} ${place}  ${style.dim(`${thread.resolvedBy} marked this as resolved`)}`],
      paper,
    );
  return framed(
    [
      style.dim(place),
      ...thread.comments.flatMap(({ author, body }) => [
        style.bold(author),
        ...readable(body.replace(/^```suggestion[\s\S]*?^```$/m, ''), within(paper)),
      ]),
      ...suggestionLines(thread, text, paper),
    ],
    paper,
  );
}

function annotationLines({ path, start_line, title, raw_details = '' }: CheckAnnotation, { style, width }: Paper) {
  return [
    '',
    `${style.red('▌')}${style.bold(`${path}:${start_line}`)}  ${title}`,
    ...raw_details.split('\n').flatMap((line) => wrapAfter('  ← ', line, width).map(style.dim)),
  ];
}

function suggestionLines(thread: SeenThread, text: string, { style }: Paper): readonly string[] {
  const suggestion = suggestionOf(thread);
  if (suggestion === undefined) return [];
  const { firstLine, lastLine, lines } = suggestion;
  const replaced = text.split('\n').slice(firstLine - 1, lastLine);
  return [
    '',
    style.bold('Suggested change'),
    ...replaced.map((line, index) => `  ${firstLine + index} ${diffLine(`- ${line}`, style)}`),
    ...lines.map((line, index) => `  ${firstLine + index} ${diffLine(`+ ${line}`, style)}`),
    style.cyan('[ Commit suggestion ]'),
  ];
}

function within({ style, width }: Paper): Paper {
  return { style, width: width - BAR.length };
}

/** Without two empty lines after each other. */
function framed(lines: readonly string[], { style }: Paper): readonly string[] {
  return lines
    .filter((line, index) => line !== '' || lines[index - 1] !== '')
    .map((line) => style.dim(BAR.trimEnd()) + (line === '' ? '' : ` ${line}`));
}
