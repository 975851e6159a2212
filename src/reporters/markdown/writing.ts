import type { ProvedProposal } from '../../policy/proposal.js';
import { count } from '../count.js';
import { printable } from '../printable.js';
import { truncate } from '../width.js';
import type { ShownWriting } from '../written.js';
import { codeBlock, escapeMarkdown } from './escape.js';
import { nameText } from './finding-text.js';

/** What GitHub takes has limits. */
const WIDEST = 3000;

/** Where no model is configured. */
export const NO_EXPLANATIONS = '<sub>Explanations are off: no model is configured.</sub>';

/** The paragraph of a model, and whose it is; nothing where there is none. */
export function explanationBlocks({ explanation, model }: ShownWriting): readonly string[] {
  if (explanation === undefined) return [];
  return [
    escapeMarkdown(truncate(printable(explanation).trim(), WIDEST)),
    `<sub>Explained by ${nameText(model)} from the places of this finding; checked against them.</sub>`,
  ];
}

/** What was proposed, with who wrote it and what was done before anybody saw it. `change`: the block that shows it. */
export function proposalBlocks({ title, writtenBy, rulesRun }: ProvedProposal, change: string): readonly string[] {
  return [
    `Proposed: ${nameText(title)}`,
    change,
    `<sub>Written by ${nameText(writtenBy)}. Verified: ${count(rulesRun, 'rule')} ran again on the files with it, this finding is gone and nothing else became worse. Look at it before you commit it.</sub>`,
  ];
}

/** All lines that change, as something to read. */
export function proposalDiff({ diff }: ProvedProposal): string {
  return codeBlock('diff', diff.trimEnd().split('\n').map(printable)).join('\n');
}

/** Why there is no patch where one was asked for; nothing where none was. */
export function droppedBlocks({ dropped, model }: ShownWriting): readonly string[] {
  return dropped ? [`<sub>${nameText(model)} proposed no patch that held when the rules ran on it.</sub>`] : [];
}
