import { briefFindings, findingsToBrief } from '../../check/brief-findings.js';
import type { Brief } from '../../reporters/brief/brief.js';
import type { BriefRequest } from '../analyst.js';
import type { JudgedChange } from './judge-change.js';

/** What a model may be told about the findings that are asked for. */
export async function briefChange(
  wanted: BriefRequest['findings'],
  { findings, tree }: JudgedChange,
): Promise<readonly Brief[]> {
  const chosen =
    wanted === 'new' ? findingsToBrief(findings) : findings.filter(({ number }) => wanted.includes(number));
  return (await briefFindings(chosen, tree)).map(({ brief }) => brief);
}
