import { withWritings } from '../../check/written-findings.js';
import { findingTitle } from '../../reporters/finding-title.js';
import { escapeMarkdown } from '../../reporters/markdown/escape.js';
import type { ExplainOutcome, ExplainRequest } from '../analyst.js';
import { explanation } from './explanation.js';
import type { JudgedChange } from './judge-change.js';
import { noSuchFinding } from './no-such-finding.js';

/** One finding of the list at length, with what a model wrote about it. */
export async function explainFinding(
  { finding: number, written, assisted }: Pick<ExplainRequest, 'finding' | 'written' | 'assisted'>,
  { findings, tree }: JudgedChange,
): Promise<ExplainOutcome> {
  const chosen = findings.filter((each) => each.number === number);
  const [found] = await withWritings(chosen, written, tree);
  if (found === undefined) return { ok: false, reason: noSuchFinding(number, findings) };
  const { fingerprint } = found.finding;
  const title = escapeMarkdown(findingTitle(found.finding, tree.report));
  return { ok: true, fingerprint, title, text: explanation(found, tree.report, assisted) };
}
