import type { Diagnostic } from '../policy/diagnostic.js';
import { compareDiagnostics } from '../policy/order.js';
import type { Report, ReportedRevision } from '../reporters/report.js';
import type { Source } from '../syntax/source.js';
import type { Analysis } from './analyse.js';
import { type Judged, rulesInScope, type Scope } from './judge.js';
import type { Policy } from './policy.js';
import { readSources } from './read-sources.js';
import { renderingsOf } from './renderings-of.js';
import type { Unobeyed } from './unobeyed.js';

export interface ReportParts {
  readonly version: string;
  /** What people call the thing that is checked. */
  readonly name: string;
  readonly analysis: Analysis;
  readonly judged: Judged;
  /** The judged diagnostics as they are to be told: with statuses and verified suggestions. */
  readonly diagnostics: readonly Diagnostic[];
  readonly base?: ReportedRevision;
  readonly policy: Policy;
  readonly unobeyed: Unobeyed;
  readonly scope: Scope;
}

export async function buildReport(parts: ReportParts): Promise<Report> {
  const { analysis, judged, policy, base } = parts;
  const diagnostics = [...policy.rules.diagnostics, ...parts.unobeyed.warnings, ...parts.diagnostics].sort(
    compareDiagnostics,
  );
  return {
    version: parts.version,
    name: parts.name,
    revision: analysis.workspace.revision,
    ...(base === undefined ? {} : { base }),
    unobeyed: parts.unobeyed.changes,
    model: judged.model,
    diagnostics,
    suppressed: judged.suppressed,
    undecided: judged.undecided,
    coverage: { ...analysis.reading.coverage, verdicts: judged.counts },
    rules: rulesInScope(parts.scope).map(({ id, title, why, levels }) => ({
      id,
      title,
      why,
      severity: levels[0].severity,
    })),
    sources: await quotedSources(diagnostics, parts),
    renderings: renderingsOf(analysis.joined, analysis.ledger),
  };
}

/** The texts that reporters quote: of the places to change, and of rule files outside the repository. */
async function quotedSources(
  diagnostics: readonly Diagnostic[],
  { analysis, policy: { files, rules }, unobeyed }: ReportParts,
): Promise<ReadonlyMap<string, Source>> {
  const paths = diagnostics.flatMap(({ location, suggestions }) => [
    location.path,
    ...suggestions.map(({ edit }) => edit.path),
  ]);
  const ofRepository = await readSources(analysis.workspace, new Set(paths));
  const quoted = new Map([...rules.sources.map((source) => [source.path, source] as const), ...ofRepository]);
  // A place in a file of the base's policy must not be shown in the head's text.
  for (const diagnostic of diagnostics) {
    const { path } = diagnostic.location;
    const judgedBy = files.get(path);
    if (judgedBy === undefined || unobeyed.warnings.includes(diagnostic)) continue;
    if (quoted.get(path)?.text !== judgedBy.text) quoted.delete(path);
  }
  return quoted;
}
