import type { Location } from '../../model/location.js';
import type { Diagnostic, Severity, Suppressed } from '../../policy/diagnostic.js';
import type { Source } from '../../syntax/source.js';
import { withoutPasswords } from '../hide-passwords.js';
import { deploymentGap } from '../outcome.js';
import { type Report, type ReportedRule, UNOBEYED } from '../report.js';
import { verifiedSuggestions } from '../verified.js';

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json';
const ROOT = 'ROOT';
const LEVELS = { error: 'error', warning: 'warning', notice: 'note' } as const satisfies Record<Severity, string>;
/** SARIF knows no `worsened`; an `updated` result is one that was there and has changed. */
const BASELINE_STATES = { new: 'new', worsened: 'updated', existing: 'unchanged' } as const;

/** The report as SARIF 2.1.0, for code scanning. Columns count UTF-16 code units, as the file itself says. */
export function renderSarif(report: Report): string {
  const rules = describedRules(report);
  const index = new Map(rules.map(({ id }, position) => [id, position]));
  const results = [
    ...report.diagnostics.map((diagnostic) => result(diagnostic, report.sources, index)),
    ...report.suppressed.map((suppressed) => suppressedResult(suppressed, report.sources, index)),
  ];
  const log = {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Plumbline',
            semanticVersion: report.version,
            rules: rules.map(ruleDescriptor),
          },
        },
        automationDetails: { id: 'plumbline/' },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { [ROOT]: { description: { text: 'The root of the repository.' } } },
        invocations: [
          {
            executionSuccessful: true,
            ...(report.unobeyed.length === 0
              ? {}
              : {
                  toolConfigurationNotifications: report.unobeyed.map(({ path, says }) => ({
                    level: 'note',
                    message: { text: `${UNOBEYED}: ${says}.` },
                    locations: [{ physicalLocation: { artifactLocation: artifact(path) } }],
                  })),
                }),
            toolExecutionNotifications: notifications(report),
          },
        ],
        results,
      },
    ],
  };
  return `${JSON.stringify(log, withoutPasswords, 2)}\n`;
}

/** What was not looked at, the whole of it first where it is the deployment. */
function notifications(report: Report) {
  const gap = deploymentGap(report);
  return [
    ...(gap === undefined ? [] : [{ level: 'warning', message: { text: `${sentence(gap)}.` } }]),
    ...report.coverage.filesNotRead.map(({ path, reason }) => ({
      level: 'warning',
      message: { text: `Not read: ${reason}.` },
      locations: [{ physicalLocation: { artifactLocation: artifact(path) } }],
    })),
  ];
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The rules that ran, and a bare entry for each further id that results have (problems of files and configuration). */
function describedRules(report: Report): readonly (Pick<ReportedRule, 'id'> & Partial<ReportedRule>)[] {
  const known = new Set(report.rules.map(({ id }) => id));
  const others = new Set(
    [...report.diagnostics, ...report.suppressed.map(({ diagnostic }) => diagnostic)]
      .map(({ ruleId }) => ruleId)
      .filter((id) => !known.has(id)),
  );
  return [...report.rules, ...[...others].sort().map((id) => ({ id }))];
}

function ruleDescriptor({ id, title, why, severity }: Pick<ReportedRule, 'id'> & Partial<ReportedRule>) {
  return {
    id,
    ...(title === undefined ? {} : { shortDescription: { text: title } }),
    ...(why === undefined ? {} : { fullDescription: { text: why }, help: { text: why } }),
    ...(severity === undefined ? {} : { defaultConfiguration: { level: LEVELS[severity] } }),
  };
}

function result(diagnostic: Diagnostic, sources: ReadonlyMap<string, Source>, index: ReadonlyMap<string, number>) {
  const { status, says, related, environments, margin } = diagnostic;
  const fixes = verifiedSuggestions(diagnostic).flatMap(({ title, edit }) => {
    const source = sources.get(edit.path);
    if (source === undefined) return [];
    const replacement = {
      deletedRegion: region(source.location(edit.start, edit.end)),
      insertedContent: { text: edit.newText },
    };
    return [
      {
        description: { text: title },
        artifactChanges: [{ artifactLocation: artifact(edit.path), replacements: [replacement] }],
      },
    ];
  });
  return {
    ruleId: diagnostic.ruleId,
    ruleIndex: index.get(diagnostic.ruleId),
    level: LEVELS[diagnostic.severity],
    message: { text: diagnostic.message },
    locations: [
      {
        ...physicalLocation(diagnostic.location),
        logicalLocations: [{ fullyQualifiedName: diagnostic.subject }],
        ...(says === undefined ? {} : { message: { text: says } }),
      },
    ],
    ...(related.length === 0
      ? {}
      : {
          relatedLocations: related.map(({ location, says }, position) => ({
            id: position + 1,
            ...physicalLocation(location),
            message: { text: says },
          })),
        }),
    partialFingerprints: { 'plumbline/v1': diagnostic.fingerprint },
    ...(status === undefined ? {} : { baselineState: BASELINE_STATES[status] }),
    ...(fixes.length === 0 ? {} : { fixes }),
    properties: { environments, ...(margin === undefined ? {} : { margin }) },
  };
}

function suppressedResult(
  { diagnostic, reason, location }: Suppressed,
  sources: ReadonlyMap<string, Source>,
  index: ReadonlyMap<string, number>,
) {
  return {
    ...result(diagnostic, sources, index),
    suppressions: [
      {
        kind: location.path === diagnostic.location.path ? 'inSource' : 'external',
        justification: reason,
        location: physicalLocation(location),
      },
    ],
  };
}

function physicalLocation(location: Location) {
  return { physicalLocation: { artifactLocation: artifact(location.path), region: region(location) } };
}

function artifact(path: string) {
  return { uri: path.split('/').map(encodeURIComponent).join('/'), uriBaseId: ROOT };
}

function region({ startLine, startColumn, endLine, endColumn }: Location) {
  return { startLine, startColumn, endLine, endColumn };
}
