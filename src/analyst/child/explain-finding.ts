import { findingTitle } from '../../reporters/finding-title.js';
import { escapeMarkdown } from '../../reporters/markdown/escape.js';
import type { ExplainOutcome } from '../analyst.js';
import { explanation } from './explanation.js';
import type { JudgedChange } from './judge-change.js';
import { noSuchFinding } from './no-such-finding.js';

/** One finding of the list at length. */
export function explainFinding(number: number, { checked: { report }, findings }: JudgedChange): ExplainOutcome {
  const found = findings.find((each) => each.number === number);
  if (found === undefined) return { ok: false, reason: noSuchFinding(number, findings) };
  const { finding } = found;
  const title = escapeMarkdown(findingTitle(finding, report));
  return { ok: true, fingerprint: finding.fingerprint, title, text: explanation(found, report) };
}
