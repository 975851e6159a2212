import type { Contract } from '../../facts/contract.js';
import type { ContractVariable } from '../../model.js';
import type { ProcessDraft } from '../draft.js';
import { runsApplication } from './application-process.js';
import { Provision } from './provision.js';

/** The variables that the contract requires, for each process of the application. */
export function deriveContractVariables(
  processes: readonly ProcessDraft[],
  contract: Contract | undefined,
): readonly ContractVariable[] {
  const required = contract?.environmentVariables?.required ?? [];
  if (required.length === 0) return [];
  return processes.filter(runsApplication).flatMap(({ process }) => {
    const provision = new Provision(process);
    return required.flatMap((name): readonly ContractVariable[] =>
      name.known
        ? [{ process, name: name.value, provided: provision.provides(name.value), at: name.trail[0].location }]
        : [],
    );
  });
}
