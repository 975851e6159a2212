import type { Model } from '../../model/model.js';
import { deploymentOf } from '../deployment.js';
import { RENDERED_ANEW, type Renderings } from '../renderings.js';
import type { Report, ReportedRevision } from '../report.js';
import { diagnosticJson, suppressedJson, undecidedJson } from './diagnostic.js';
import { environmentPieces } from './environment.js';
import type { InspectionJson, ReportJson } from './shape.js';
import { inBlocks, listOf, members, type Piece } from './splice.js';

/** The report for programs, in UTF-8: the shape that `schema/report-1.schema.json` describes. */
export function renderJson(report: Report): Iterable<Uint8Array> {
  const { verdicts, filesRead, filesNotRead } = report.coverage;
  const before: Partial<ReportJson> = {
    version: 1,
    tool: { name: 'plumbline', version: report.version },
    revision: {
      ...revisionJson(report.revision),
      ...(report.base === undefined ? {} : { base: revisionJson(report.base) }),
    },
  };
  const after: Partial<ReportJson> = {
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
  return inBlocks([
    `{${members(before, 0)},`,
    ...environmentsOf(report.model, report.renderings),
    `,${members(after, 0)}\n}\n`,
  ]);
}

/** The same environments, without a judgement. */
export function renderInspectionJson(report: Pick<Report, 'version' | 'revision' | 'model'>): string {
  const before: Partial<InspectionJson> = {
    version: 1,
    tool: { name: 'plumbline', version: report.version },
    revision: revisionJson(report.revision),
  };
  const environments = environmentsOf(report.model, RENDERED_ANEW);
  return Buffer.concat([...inBlocks([`{${members(before, 0)},`, ...environments, '\n}\n'])]).toString('utf8');
}

function* environmentsOf({ environments }: Model, renderings: Renderings): Iterable<Piece> {
  yield '\n  "environments": ';
  yield* listOf(
    environments.map((environment) => [...environmentPieces(environment, renderings)]),
    2,
  );
}

function revisionJson({ ref, commit }: ReportedRevision): { ref?: string; commit?: string } {
  return { ...(ref === undefined ? {} : { ref }), ...(commit === undefined ? {} : { commit }) };
}
