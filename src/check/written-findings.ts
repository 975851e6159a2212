import { proveProposal } from '../fix/prove-proposal.js';
import type { Diagnostic } from '../policy/diagnostic.js';
import type { Proof, Proposal } from '../policy/proposal.js';
import type { NumberedFinding } from '../reporters/numbered-findings.js';
import { redactedDiff } from '../reporters/redacted-diff.js';
import { bestSuggestion } from '../reporters/verified.js';
import type { ShownWriting, Written } from '../reporters/written.js';
import { briefFindings, changeable } from './brief-findings.js';
import type { JudgedTree } from './judged-tree.js';

/** Runs the rules on the tree with a proposal for one of its findings. */
export function proveFor(
  diagnostic: Diagnostic,
  { proposal, writtenBy }: { readonly proposal: Proposal; readonly writtenBy: string },
  tree: JudgedTree,
): Promise<Proof> {
  return proveProposal({ proposal, diagnostic, writtenBy, paths: changeable(diagnostic, tree) }, tree.trial);
}

/** The findings, each with what was written about its brief: what was proved on another tree is proved again on this one. */
export async function withWritings(
  findings: readonly NumberedFinding[],
  written: readonly Written[],
  tree: JudgedTree,
): Promise<readonly NumberedFinding[]> {
  if (written.length === 0) return findings;
  const byKey = new Map(written.map((each) => [each.key, each]));
  const told: NumberedFinding[] = [];
  for (const { numbered, brief } of await briefFindings(findings, tree)) {
    const own = byKey.get(brief.key);
    told.push(own === undefined ? numbered : { ...numbered, writing: await shown(numbered.finding, own, tree) });
  }
  return told;
}

/** Where a formula mends a finding, no model has to. */
async function shown(finding: Diagnostic, written: Written, tree: JudgedTree): Promise<ShownWriting> {
  const { explanation, proposal, dropped } = written;
  // Behind it may stand what else the text depends on, as `(instructions 0f3a…)`.
  const model = written.model.replace(/ \(.*\)$/, '');
  const texts = { model, ...(explanation !== undefined && { explanation }) };
  if (bestSuggestion(finding) !== undefined) return { ...texts, dropped: false };
  if (proposal === undefined) return { ...texts, dropped };
  const proof = await proveFor(finding, { proposal, writtenBy: model }, tree);
  if (!proof.ok) return { ...texts, dropped: true };
  const before = await tree.trial.textsOf(proof.proved.edits.map(({ path }) => path));
  return { ...texts, proposal: { ...proof.proved, diff: redactedDiff(proof.proved.diff, before) }, dropped: false };
}
