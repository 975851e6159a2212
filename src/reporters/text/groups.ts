import { type Diagnostic, SEVERITIES, type Severity } from '../../policy/diagnostic.js';
import { count } from '../count.js';
import { type Style, severityStyle } from '../style.js';

/** The findings of one severity, by the file that each points to. */
export interface SeverityGroup {
  readonly heading: string;
  readonly paint: (style: Style, text: string) => string;
  readonly files: readonly { readonly path: string; readonly findings: readonly Diagnostic[] }[];
}

const HEADINGS: Readonly<Record<Severity, string>> = { error: 'Error', warning: 'Warning', notice: 'Notice' };

/** Worst severity first; files in the order of their first finding. */
export function groupFindings(diagnostics: readonly Diagnostic[]): readonly SeverityGroup[] {
  return SEVERITIES.flatMap((severity) => {
    const findings = diagnostics.filter((diagnostic) => diagnostic.severity === severity);
    if (findings.length === 0) return [];
    const byPath = new Map<string, Diagnostic[]>();
    for (const finding of findings) {
      const group = byPath.get(finding.location.path);
      if (group === undefined) byPath.set(finding.location.path, [finding]);
      else group.push(finding);
    }
    return [
      {
        heading: count(findings.length, HEADINGS[severity]),
        paint: (style, text) => severityStyle(style, severity)(text),
        files: [...byPath].map(([path, inFile]) => ({ path, findings: inFile })),
      },
    ];
  });
}
