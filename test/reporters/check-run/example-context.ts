import type { CheckRunContext } from '../../../src/reporters/check-run/context.js';
import type { Report } from '../../../src/reporters/report.js';
import { REPORT } from '../example-report.js';

/** A pull request of the repository itself, judged by the defaults. */
export const CONTEXT: CheckRunContext = {
  policy: { mode: 'blocking', newOnly: true, failOn: 'error', requireComplete: false },
  ignored: [],
  draft: false,
  fixable: true,
  commands: true,
};

/** The example with both findings new, and a deployment that was read as a whole. */
export const NEW: Report = {
  ...REPORT,
  diagnostics: REPORT.diagnostics.map((diagnostic) => ({ ...diagnostic, status: 'new' })),
  coverage: { ...REPORT.coverage, filesNotRead: [] },
};

export const CLEAN: Report = { ...NEW, diagnostics: [], undecided: [], suppressed: [] };
