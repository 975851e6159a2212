import { UNREAD_WORKLOADS } from '../../model/facts/unread-workloads.js';
import { EXCLUDED } from '../../policy/configuration.js';
import { count } from '../count.js';
import { emptiness } from '../emptiness.js';
import { deploymentGap } from '../outcome.js';
import type { Report } from '../report.js';

/** Reasons that are told otherwise: as a gap of the deployment, or not at all where somebody wants it so. */
const TOLD: ReadonlySet<string> = new Set([...Object.values(UNREAD_WORKLOADS), EXCLUDED]);

/** What should have been looked at and was not, in a few words each; empty when nothing. */
export function gapsOf(report: Report): readonly string[] {
  const deployment = deploymentGap(report);
  const unread = report.coverage.filesNotRead.filter(({ reason }) => !TOLD.has(reason)).length;
  return [
    ...(deployment === undefined ? [] : [deployment]),
    ...(deployment === undefined && emptiness(report) !== undefined ? ['nothing judged'] : []),
    ...(unread === 0 ? [] : [`${count(unread, 'file')} not read`]),
  ];
}
