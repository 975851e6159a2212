import type { Diagnostic } from '../policy/diagnostic.js';
import type { Source } from '../syntax/source.js';
import { redactedLine } from './redact.js';

/** Words that only link what a trail names: `reads DB_POOL`, `minReplicas of web`. */
const LINKS = new Set(['reads', 'says', 'sets', 'key', 'of', 'the', 'spec', 'container', 'deployment']);

/** What the place of a finding says, unless the line that is shown there and the finding's subject say it already. */
export function placeNote(finding: Diagnostic, source: Source | undefined): string | undefined {
  const { says, location, subject } = finding;
  if (says === undefined) return undefined;
  const line = source === undefined ? '' : redactedLine(source, location.startLine);
  const told = new Set(wordsOf(`${line} ${subject}`));
  return wordsOf(says).every((word) => told.has(word) || LINKS.has(word)) ? undefined : says;
}

function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? [];
}
