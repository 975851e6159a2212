import { proveFor } from '../../check/written-findings.js';
import type { Proof } from '../../policy/proposal.js';
import type { ProveRequest } from '../analyst.js';
import type { JudgedChange } from './judge-change.js';

/** Whether a proposal for one finding of the list holds. */
export async function proveChange(
  { finding: wanted, proposal, writtenBy }: Pick<ProveRequest, 'finding' | 'proposal' | 'writtenBy'>,
  { findings, tree }: JudgedChange,
): Promise<Proof> {
  const found = findings.find(
    ({ finding: { fingerprint, environments } }) =>
      fingerprint === wanted.fingerprint && environments.join() === wanted.environments.join(),
  );
  if (found === undefined) return { ok: false, reasons: ['The finding is not there.'] };
  return proveFor(found.finding, { proposal, writtenBy }, tree);
}
