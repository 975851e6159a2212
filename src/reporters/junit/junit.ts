import { formatPlace } from '../../model/location.js';
import { UNKNOWN_REASONS } from '../../model/traced.js';
import type { Diagnostic, Suppressed, Undecided } from '../../policy/diagnostic.js';
import { count } from '../count.js';
import { deploymentGap } from '../outcome.js';
import type { Report } from '../report.js';
import { type Element, formatElement } from './xml.js';

/** The suite of findings that belong to no environment: files that cannot be parsed, wrong configuration. */
const REPOSITORY = 'repository';

/**
 * The report as JUnit XML: a suite for each environment, a failed case for each finding, a skipped one for what was
 * undecided, suppressed or not read. All checks that passed are one case: their subjects are not kept.
 */
export function renderJunit(report: Report): string {
  const suites = [...report.model.environments.map(({ name }) => name), REPOSITORY].map((name) => suite(name, report));
  const document: Element = {
    name: 'testsuites',
    attributes: { name: 'plumbline', ...totals(suites) },
    content: suites,
  };
  return `<?xml version="1.0" encoding="UTF-8"?>\n${formatElement(document)}\n`;
}

function suite(name: string, report: Report): Element {
  const here = (environments: readonly string[]) =>
    name === REPOSITORY ? environments.length === 0 : environments.includes(name);
  const cases = [
    ...report.diagnostics.filter(({ environments }) => here(environments)).map(failedCase),
    ...report.suppressed.filter(({ diagnostic }) => here(diagnostic.environments)).map(suppressedCase),
    ...report.undecided.filter(({ environments }) => here(environments)).map(undecidedCase),
    ...(name === REPOSITORY ? report.coverage.filesNotRead.map(({ path, reason }) => unreadCase(path, reason)) : []),
    ...(name === REPOSITORY ? deploymentCases(report) : []),
    ...(name === REPOSITORY ? [passedCase(report.coverage.verdicts.passed)] : []),
  ];
  return { name: 'testsuite', attributes: { name, ...caseCounts(cases) }, content: cases };
}

function failedCase(diagnostic: Diagnostic): Element {
  const { location, says, related, severity, message } = diagnostic;
  const detail = [
    `${formatPlace(location)}:${location.startColumn}${says === undefined ? '' : ` ${says}`}`,
    message,
    ...related.map((place) => `${formatPlace(place.location)} ${place.says}`),
  ];
  return testcase(diagnostic, [
    { name: 'failure', attributes: { type: severity, message }, content: detail.join('\n') },
  ]);
}

function suppressedCase({ diagnostic, reason }: Suppressed): Element {
  return testcase(diagnostic, [skipped(`suppressed: ${reason}`)]);
}

function undecidedCase(undecided: Undecided): Element {
  const missing = undecided.missing.length === 0 ? '' : `: ${undecided.missing.join('; ')}`;
  return testcase(undecided, [skipped(`undecided, ${UNKNOWN_REASONS[undecided.reason]}${missing}`)]);
}

function unreadCase(path: string, reason: string): Element {
  return testcase({ ruleId: 'file-not-read', subject: path }, [skipped(`not read: ${reason}`)]);
}

/** No report without failures may read as if a deployment had passed that was not judged, or not as a whole. */
function deploymentCases(report: Report): readonly Element[] {
  const gap = deploymentGap(report);
  return gap === undefined
    ? []
    : [testcase({ ruleId: 'deployment-not-judged', subject: 'deployment' }, [skipped(gap)])];
}

function passedCase(passed: number): Element {
  return testcase({ ruleId: 'checks-passed', subject: `${count(passed, 'check')} passed` }, []);
}

function testcase(
  { ruleId, subject }: { readonly ruleId: string; readonly subject: string },
  content: Element[],
): Element {
  return { name: 'testcase', attributes: { classname: ruleId, name: subject }, content };
}

function skipped(message: string): Element {
  return { name: 'skipped', attributes: { message } };
}

function caseCounts(cases: readonly Element[]): Record<string, number> {
  const holding = (name: string) =>
    cases.filter(({ content }) => Array.isArray(content) && content.some((element: Element) => element.name === name))
      .length;
  return { tests: cases.length, failures: holding('failure'), errors: 0, skipped: holding('skipped') };
}

function totals(suites: readonly Element[]): Record<string, number> {
  const sum = (key: string) => suites.reduce((total, { attributes }) => total + Number(attributes[key]), 0);
  return { tests: sum('tests'), failures: sum('failures'), errors: 0, skipped: sum('skipped') };
}
