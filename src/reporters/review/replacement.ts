import type { Diagnostic, Patch } from '../../policy/diagnostic.js';
import type { ProvedProposal } from '../../policy/proposal.js';
import type { NumberedFinding } from '../numbered-findings.js';
import type { VerifiedSuggestion } from '../verified.js';

/** Whole lines of a file with what replaces them. */
export interface Replacement {
  readonly path: string;
  readonly patch: Patch;
}

/** What a comment about these findings may offer to commit; nothing where there is a choice, or more than one place to change. */
export function onlyReplacement(
  findings: readonly NumberedFinding[],
  fixes: readonly VerifiedSuggestion[],
): Replacement | undefined {
  const replacements =
    fixes.length > 0
      ? fixes.map(({ edit: { path }, patch }) => ({ path, patch }))
      : findings.flatMap(proposedAtFinding);
  return replacements.length === 1 ? replacements[0] : undefined;
}

/** Whether the replaced line is the one that the finding is about. */
export function isLineOf({ path, patch }: Replacement, { location }: Diagnostic): boolean {
  return path === location.path && patch.startLine === location.startLine && patch.endLine === location.startLine;
}

/** A proposal for lines elsewhere is something to read: whoever commits a block looks only at what it stands on. */
function proposedAtFinding({ finding: { location }, writing }: NumberedFinding): readonly (Replacement | undefined)[] {
  const proposal = writing?.proposal;
  return proposal === undefined ? [] : [atPlace(proposal, location)];
}

function atPlace(
  { edits, patch }: ProvedProposal,
  { path, startLine }: Diagnostic['location'],
): Replacement | undefined {
  if (patch === undefined || edits.some((edit) => edit.path !== path)) return undefined;
  return patch.startLine <= startLine && startLine <= patch.endLine ? { path, patch } : undefined;
}
