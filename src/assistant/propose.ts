import { z } from 'zod';
import type { Proof, Proposal } from '../policy/proposal.js';
import type { Brief } from '../reporters/brief/brief.js';
import { hasHiddenCharacters } from '../reporters/brief/hidden-characters.js';
import { type Asked, askedTwice, type Judgement } from './asked-twice.js';
import type { WritingContext } from './assistant.js';
import { objectionsToTitle } from './grounded.js';
import { PROPOSE } from './instructions.js';
import { materialText } from './material-text.js';
import type { Model } from './model.js';

const ProposedPatch = z.object({
  title: z.string().max(400),
  edits: z
    .array(z.object({ path: z.string().max(400), oldText: z.string().max(8000), newText: z.string().max(8000) }))
    .max(20),
});
/** With room for thinking. */
const MOST_TOKENS = 12_000;

type Prove = (proposal: Proposal) => Promise<Proof>;

/** A change that was proved on the tree of the finding, or none. */
export async function propose(
  model: Model,
  brief: Brief,
  prove: Prove,
  { installation }: WritingContext,
): Promise<Asked<Proposal>> {
  const question = {
    purpose: 'propose' as const,
    ...(installation === undefined ? {} : { installation }),
    instructions: PROPOSE,
    turns: [{ role: 'user' as const, text: `${materialText(brief)}\nPropose a change that removes this finding.` }],
    shape: ProposedPatch,
    maxTokens: MOST_TOKENS,
  };
  return await askedTwice(model, question, (proposal) => judged(proposal, brief, prove));
}

async function judged(proposal: Proposal, brief: Brief, prove: Prove): Promise<Judgement<Proposal>> {
  if (proposal.edits.length === 0) return { ok: false, reasons: ['It has no edits.'], final: true };
  const reasons = objectionsToProposal(proposal, brief);
  if (reasons.length > 0) return { ok: false, reasons };
  const proof = await prove(proposal);
  return proof.ok ? { ok: true, accepted: proposal } : proof;
}

/** What can be said of a proposal without the tree. */
function objectionsToProposal({ title, edits }: Proposal, brief: Brief): readonly string[] {
  const paths = new Set(brief.files.map(({ path }) => path));
  const written = edits.map(({ newText }) => newText);
  return [
    ...objectionsToTitle(title, brief, written),
    ...(edits.some(({ path }) => !paths.has(path)) ? ['It edits a file that is not in the material.'] : []),
    ...(written.some((text) => text.includes('•')) ? ['It writes • where something is hidden.'] : []),
    ...(written.some((text) => text.split(/\r?\n/).some(hasHiddenCharacters))
      ? ['It writes invisible characters.']
      : []),
  ];
}
