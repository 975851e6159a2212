import type { ProvedProposal } from '../../policy/proposal.js';
import { count } from '../count.js';
import type { Display } from '../display.js';
import { printable } from '../printable.js';
import { wrap } from '../wrap.js';
import type { ShownWriting } from '../written.js';
import { diffLines } from './diff.js';

const INDENT = '    ';

/** What a model wrote about a finding, below what Plumbline says of it. */
export function writingLines(
  { model, explanation, proposal, dropped }: ShownWriting,
  display: Display,
): readonly string[] {
  const by = printable(model);
  return [
    ...(explanation === undefined
      ? wrap(`${by} wrote no explanation all of which stands in the places of this finding.`, display.width)
      : [`  ${display.style.bold(`Explained by ${by}`)}`, ...paragraph(explanation, display)]),
    ...(proposal === undefined ? [] : ['', ...proposalLines(proposal, display)]),
    ...(dropped ? ['', ...wrap(`${by} proposed no patch that held when the rules ran on it.`, display.width)] : []),
  ];
}

function proposalLines({ title, writtenBy, diff, rulesRun }: ProvedProposal, display: Display): readonly string[] {
  const verified = `${count(rulesRun, 'rule')} ran again on the files with it: this finding is gone, and nothing else became worse. Nothing was changed; look at it before you apply it.`;
  return [
    `  ${display.style.bold(`Proposed by ${printable(writtenBy)}`)}`,
    ...paragraph(title, display),
    '',
    // From the first column, so that it can be copied.
    ...diffLines(diff, display),
    '',
    ...paragraph(verified, display),
  ];
}

function paragraph(text: string, { width }: Display): readonly string[] {
  return wrap(printable(text), width - INDENT.length).map((line) => INDENT + line);
}
