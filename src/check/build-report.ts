import { basename } from 'node:path';
import type { Diagnostic } from '../policy/diagnostic.js';
import { compareDiagnostics } from '../policy/order.js';
import type { Report, ReportedRevision } from '../reporters/report.js';
import type { Source } from '../syntax/source.js';
import type { Analysis } from './analyse.js';
import { type Judged, rulesInScope, type Scope } from './judge.js';
import type { AllRules } from './load-rules.js';
import { readSources } from './read-sources.js';

export interface ReportParts {
  readonly version: string;
  readonly directory: string;
  readonly analysis: Analysis;
  readonly judged: Judged;
  /** The judged diagnostics as they are to be told: with statuses and verified suggestions. */
  readonly diagnostics: readonly Diagnostic[];
  readonly base?: ReportedRevision;
  readonly all: AllRules;
  readonly scope: Scope;
}

export async function buildReport(parts: ReportParts): Promise<Report> {
  const { analysis, judged, all, base } = parts;
  const diagnostics = [...all.diagnostics, ...parts.diagnostics].sort(compareDiagnostics);
  return {
    version: parts.version,
    name: basename(parts.directory),
    revision: analysis.workspace.revision,
    ...(base === undefined ? {} : { base }),
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
    sources: await quotedSources(diagnostics, analysis, all),
  };
}

/** The texts that reporters quote: of the places to change, and of rule files outside the repository. */
async function quotedSources(
  diagnostics: readonly Diagnostic[],
  { workspace }: Analysis,
  { sources }: AllRules,
): Promise<ReadonlyMap<string, Source>> {
  const paths = diagnostics.flatMap(({ location, suggestions }) => [
    location.path,
    ...suggestions.map(({ edit }) => edit.path),
  ]);
  const ofRepository = await readSources(workspace, new Set(paths));
  return new Map([...sources.map((source) => [source.path, source] as const), ...ofRepository]);
}
