import type { Assistant } from '../src/assistant/assistant.js';
import type { ModelFailure, Usage } from '../src/assistant/model.js';
import { briefFindings } from '../src/check/brief-findings.js';
import type { JudgedTree } from '../src/check/judged-tree.js';
import { proveFor, withWritings } from '../src/check/written-findings.js';
import type { Diagnostic } from '../src/policy/diagnostic.js';
import type { Proof, Proposal } from '../src/policy/proposal.js';
import type { NumberedFinding } from '../src/reporters/numbered-findings.js';
import type { Written } from '../src/reporters/written.js';
import { type Case, isFindingOf } from './case.js';
import { checkTree } from './check-tree.js';
import { withEdits, withProposal } from './patch.js';
import { type Verdict, verdictOn } from './verdict.js';

/** What became of one case with one model. */
export interface Attempt {
  readonly id: string;
  /** An explanation was accepted. */
  readonly explained: boolean;
  /** Each that the prover was shown, in order. */
  readonly proposals: readonly TriedProposal[];
  /** What a full check says of the patch that a person would see; absent when nobody would see one. */
  readonly posted?: Verdict;
  /** Why there is no answer. */
  readonly failure?: ModelFailure;
  readonly calls: readonly Usage[];
}

export interface TriedProposal {
  readonly title: string;
  /** Why the prover rejected it; empty when it did not. */
  readonly reasons: readonly string[];
  readonly verdict: Verdict;
}

/** Lets a model write about a case as the App does, and has everything that it proposed judged once more. */
export function attempt(it: Case, assistant: Assistant): Promise<Attempt> {
  return checkTree({ head: it.tree }, async ({ report, trial }) => {
    const tree: JudgedTree = { report, trial, mayChange: (path) => it.tree.files.has(path) };
    const numbered = { number: 1, finding: findingOf(it, report.diagnostics) };
    const [briefed] = await briefFindings([numbered], tree);
    if (briefed === undefined) throw new Error(`${it.id} has no brief`);
    const shown: { readonly proposal: Proposal; readonly proof: Proof }[] = [];
    const outcome = await assistant.write(briefed.brief, {
      prove: async (proposal) => {
        const proof = await proveFor(numbered.finding, { proposal, writtenBy: assistant.model }, tree);
        shown.push({ proposal, proof });
        return proof;
      },
    });
    const proposals: TriedProposal[] = [];
    for (const { proposal, proof } of shown) {
      const verdict = await verdictOn(it, report, withProposal(it.tree, proposal));
      proposals.push({ title: proposal.title, reasons: proof.ok ? [] : proof.reasons, verdict });
    }
    const base = { id: it.id, proposals, calls: outcome.usage };
    if (!outcome.ok) return { ...base, explained: false, failure: outcome.failure };
    const posted = await verdictOnPosted(it, numbered, outcome.written, tree);
    return { ...base, explained: outcome.written.explanation !== undefined, ...(posted && { posted }) };
  });
}

/** The finding as it is reported, without what a formula suggests. */
function findingOf(it: Case, diagnostics: readonly Diagnostic[]): Diagnostic {
  const [finding, ...others] = diagnostics.filter((each) => isFindingOf(it, each));
  if (finding === undefined || others.length > 0) throw new Error(`${it.id} is not about one finding`);
  return { ...finding, suggestions: [] };
}

/** The App proves what it kept once more before it shows it: what it shows is judged here, by its edits. */
async function verdictOnPosted(
  it: Case,
  numbered: NumberedFinding,
  written: Written,
  tree: JudgedTree,
): Promise<Verdict | undefined> {
  const [told] = await withWritings([numbered], [written], tree);
  const proposal = told?.writing?.proposal;
  return proposal && verdictOn(it, tree.report, withEdits(it.tree, proposal.edits));
}
