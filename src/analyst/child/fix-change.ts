import type { z } from 'zod';
import { type Choice, combineSuggestions } from '../../fix/combine.js';
import { remains } from '../../fix/verify.js';
import type { NumberedFinding } from '../../reporters/numbered-findings.js';
import { printable } from '../../reporters/printable.js';
import { bestSuggestion } from '../../reporters/verified.js';
import type { FixRequest } from '../analyst.js';
import { mayCommit } from '../may-commit.js';
import type { outcomes } from '../outcomes.js';
import type { JudgedChange } from './judge-change.js';
import { noSuchFinding } from './no-such-finding.js';

/** As it crosses. */
export type CrossingFix = z.input<typeof outcomes.fix>;

/** The chosen findings' verified suggestions, as far as they hold together. */
export async function fixChange(wanted: FixRequest['findings'], change: JudgedChange): Promise<CrossingFix> {
  const { checked, findings, head } = change;
  const unknown = wanted === 'all' ? undefined : wanted.find((number) => number < 1 || number > findings.length);
  if (unknown !== undefined) return { ok: false, reason: noSuchFinding(unknown, findings) };
  const chosen = wanted === 'all' ? findings : findings.filter(({ number }) => wanted.includes(number));
  const committable = new Set(head.entries.filter(mayCommit).map(({ path }) => path));
  const choices = chosen.flatMap(({ finding }): readonly Choice[] => {
    const suggestion = bestSuggestion(finding);
    const holds = suggestion !== undefined && committable.has(suggestion.edit.path);
    return holds ? [{ diagnostic: finding, suggestion }] : [];
  });
  const { texts, applied, outcome } = await combineSuggestions(choices, checked.judged.diagnostics, checked.trial);
  if (outcome === undefined) return { ok: false, reason: nothingHolds(chosen) };
  return {
    ok: true,
    files: [...texts],
    titles: [...new Set(applied.map(({ title }) => printable(title)))],
    left: chosen.filter(({ finding }) => remains(finding, outcome)).map(({ number }) => number),
  };
}

function nothingHolds(chosen: readonly NumberedFinding[]): string {
  if (chosen.length === 0) return 'There is nothing to fix: the newest check run lists no finding.';
  return chosen.length === 1
    ? 'This finding has no fix that can be committed: none was found after which it is gone and nothing else is wrong.'
    : 'None of these findings has a fix that can be committed: none was found after which they are gone and nothing else is wrong.';
}
