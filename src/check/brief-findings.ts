import { filesToTouch } from '../fix/files-to-touch.js';
import type { Diagnostic } from '../policy/diagnostic.js';
import type { Brief } from '../reporters/brief/brief.js';
import { briefOf } from '../reporters/brief/brief-of.js';
import { isNew, type NumberedFinding } from '../reporters/numbered-findings.js';
import { Source } from '../syntax/source.js';
import type { JudgedTree } from './judged-tree.js';

/** Of one change; a model is asked about no more of them. */
const MAX_BRIEFED = 20;

/** A finding with what a model may be told about it. */
export interface BriefedFinding {
  readonly numbered: NumberedFinding;
  readonly brief: Brief;
}

/** Those that a model is asked about unasked: the most severe of what a change brought or made worse. */
export function findingsToBrief(findings: readonly NumberedFinding[]): readonly NumberedFinding[] {
  return findings.filter(({ finding }) => isNew(finding)).slice(0, MAX_BRIEFED);
}

export async function briefFindings(
  findings: readonly NumberedFinding[],
  tree: JudgedTree,
): Promise<readonly BriefedFinding[]> {
  const places = findings.flatMap(({ finding: { location, related } }) => [
    location,
    ...related.map((place) => place.location),
  ]);
  const texts = await tree.trial.textsOf(places.map(({ path }) => path));
  const { rules } = tree.report;
  const sources = new Map([...texts].map(([path, text]) => [path, new Source(path, text)]));
  return findings.map((numbered) => ({ numbered, brief: briefOf(numbered.finding, { rules, sources }) }));
}

/** The files that a proposal for a finding may change. */
export function changeable(finding: Diagnostic, tree: JudgedTree): ReadonlySet<string> {
  return new Set(filesToTouch(finding).filter((path) => tree.mayChange(path)));
}
