import type { Diagnostic, Edit, Suppressed, Undecided } from '../../policy/diagnostic.js';
import type { Source } from '../../syntax/source.js';
import { verifiedSuggestions } from '../verified.js';
import { placeJson } from './leaf.js';
import type { DiagnosticJson, ReportJson } from './shape.js';

type EditJson = DiagnosticJson['suggestions'][number]['edits'][number];

export function diagnosticJson(diagnostic: Diagnostic, sources: ReadonlyMap<string, Source>): DiagnosticJson {
  return {
    ruleId: diagnostic.ruleId,
    severity: diagnostic.severity,
    ...(diagnostic.status === undefined ? {} : { status: diagnostic.status }),
    subject: diagnostic.subject,
    environments: [...diagnostic.environments],
    message: diagnostic.message,
    location: placeJson(diagnostic.location),
    ...(diagnostic.says === undefined ? {} : { says: diagnostic.says }),
    related: diagnostic.related.map(({ location, says }) => ({ ...placeJson(location), says })),
    suggestions: verifiedSuggestions(diagnostic).map(({ title, edit }) => ({ title, edits: editsJson(edit, sources) })),
    ...(diagnostic.margin === undefined ? {} : { margin: diagnostic.margin }),
    fingerprint: diagnostic.fingerprint,
  };
}

export function suppressedJson(
  { diagnostic, reason, location }: Suppressed,
  sources: ReadonlyMap<string, Source>,
): ReportJson['suppressed'][number] {
  return { ...diagnosticJson(diagnostic, sources), suppression: { reason, location: placeJson(location) } };
}

export function undecidedJson(undecided: Undecided): ReportJson['undecided'][number] {
  return {
    ruleId: undecided.ruleId,
    subject: undecided.subject,
    environments: [...undecided.environments],
    reason: undecided.reason,
    missing: [...undecided.missing],
  };
}

function editsJson({ path, start, end, newText }: Edit, sources: ReadonlyMap<string, Source>): EditJson[] {
  const source = sources.get(path);
  if (source === undefined) return [];
  const { startLine, startColumn, endLine, endColumn } = source.location(start, end);
  return [{ path, range: { startLine, startColumn, endLine, endColumn }, newText }];
}
