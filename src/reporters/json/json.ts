import { deploymentOf } from '../deployment.js';
import { withoutPasswords } from '../hide-passwords.js';
import type { Report, ReportedRevision } from '../report.js';
import { diagnosticJson, suppressedJson, undecidedJson } from './diagnostic.js';
import { environmentJson } from './environment.js';
import type { InspectionJson, ReportJson } from './shape.js';

/** The report for programs: the shape that `schema/report-1.schema.json` describes. */
export function renderJson(report: Report): string {
  const { verdicts, filesRead, filesNotRead } = report.coverage;
  const json: ReportJson = {
    version: 1,
    tool: { name: 'plumbline', version: report.version },
    revision: {
      ...revisionJson(report.revision),
      ...(report.base === undefined ? {} : { base: revisionJson(report.base) }),
    },
    environments: report.model.environments.map(environmentJson),
    diagnostics: report.diagnostics.map((diagnostic) => diagnosticJson(diagnostic, report.sources)),
    suppressed: report.suppressed.map((suppressed) => suppressedJson(suppressed, report.sources)),
    undecided: report.undecided.map(undecidedJson),
    ...(report.unobeyed.length === 0 ? {} : { unobeyed: report.unobeyed.map(({ path, says }) => ({ path, says })) }),
    coverage: {
      filesRead,
      filesNotRead: filesNotRead.map(({ path, reason }) => ({ path, reason })),
      deployment: deploymentOf(report).state,
      rulesPassed: verdicts.passed,
      rulesFailed: verdicts.failed,
      rulesUndecided: verdicts.undecided,
    },
  };
  return `${JSON.stringify(json, withoutPasswords, 2)}\n`;
}

/** The same environments, without a judgement. */
export function renderInspectionJson(report: Pick<Report, 'version' | 'revision' | 'model'>): string {
  const json: InspectionJson = {
    version: 1,
    tool: { name: 'plumbline', version: report.version },
    revision: revisionJson(report.revision),
    environments: report.model.environments.map(environmentJson),
  };
  return `${JSON.stringify(json, withoutPasswords, 2)}\n`;
}

function revisionJson({ ref, commit }: ReportedRevision): { ref?: string; commit?: string } {
  return { ...(ref === undefined ? {} : { ref }), ...(commit === undefined ? {} : { commit }) };
}
