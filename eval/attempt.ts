import type { Model, ModelFailure, Usage } from '../src/assistant/model.js';
import { Writer } from '../src/assistant/writer.js';
import { briefFindings } from '../src/check/brief-findings.js';
import type { JudgedTree } from '../src/check/judged-tree.js';
import { proveFor, withWritings } from '../src/check/written-findings.js';
import type { Diagnostic } from '../src/policy/diagnostic.js';
import type { Proof, Proposal } from '../src/policy/proposal.js';
import type { NumberedFinding } from '../src/reporters/numbered-findings.js';
import type { Written } from '../src/reporters/written.js';
import { type Case, isFindingOf } from './case.js';
import { checkTree } from './check-tree.js';
import { Overheard } from './overheard.js';
import { withEdits, withProposal } from './patch.js';
import { type Verdict, verdictOn } from './verdict.js';

/** What became of one case with one model. */
export interface Attempt {
  readonly id: string;
  /** The one that was accepted. */
  readonly explanation?: string;
  /** All that the model proposed, in order. */
  readonly proposals: readonly TriedProposal[];
  /** What a full check says of the patch that a person would see; absent when nobody would see one. */
  readonly posted?: Verdict;
  /** Why there is no answer. */
  readonly failure?: ModelFailure;
  readonly calls: readonly Usage[];
}

export interface TriedProposal {
  readonly proposal: Proposal;
  /** Why it was rejected; empty when it was not. */
  readonly reasons: readonly string[];
  readonly verdict: Verdict;
}

/** Where code need not run the rules to see what is wrong. */
const NOT_TRIED = ['It was rejected before it was tried on the tree.'];

/** Lets a model write about a case as the App does, and has everything that it proposed judged once more. */
export function attempt(it: Case, model: Model): Promise<Attempt> {
  return checkTree({ head: it.tree }, async ({ report, trial }) => {
    const tree: JudgedTree = { report, trial, mayChange: (path) => it.tree.files.has(path) };
    const numbered = { number: 1, finding: findingOf(it, report.diagnostics) };
    const [briefed] = await briefFindings([numbered], tree);
    if (briefed === undefined) throw new Error(`${it.id} has no brief`);
    const overheard = new Overheard(model);
    const writer = new Writer(overheard);
    const proofs = new Map<string, Proof>();
    const prove = async (proposal: Proposal) => {
      const proof = await proveFor(numbered.finding, { proposal, writtenBy: writer.model }, tree);
      proofs.set(JSON.stringify(proposal), proof);
      return proof;
    };
    const outcome = await writer.write(briefed.brief, { prove });
    const proposals: TriedProposal[] = [];
    for (const proposal of overheard.proposals) {
      const proof = proofs.get(JSON.stringify(proposal)) ?? { ok: false, reasons: NOT_TRIED };
      const verdict = await verdictOn(it, report, withProposal(it.tree, proposal));
      proposals.push({ proposal, reasons: proof.ok ? [] : proof.reasons, verdict });
    }
    const base = { id: it.id, proposals, calls: outcome.usage };
    if (!outcome.ok) return { ...base, failure: outcome.failure };
    const { explanation } = outcome.written;
    const posted = await verdictOnPosted(it, numbered, outcome.written, tree);
    return { ...base, ...(explanation !== undefined && { explanation }), ...(posted && { posted }) };
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
