import type { Contract } from '../../model/facts/contract.js';
import type { Reader } from '../reader.js';
import { readContract } from './read-contract.js';

const CONTRACT_PATH = /(?:^|\/)infrastructure_contract\.ya?ml$/;
const NOT_DEPLOYED = /(?:^|\/)(?:spec|test|tests|fixtures|node_modules|vendor)\//;

/** `config/infrastructure_contract.yml`, or the same file at the application's root. */
export const contractReader: Reader<Contract> = {
  name: 'contract',
  version: 1,
  matches: (path) => CONTRACT_PATH.test(path) && !NOT_DEPLOYED.test(path),
  read(source) {
    const { contract, problems } = readContract(source);
    return { ...(contract && { part: contract }), ...(problems.length > 0 && { problems }) };
  },
  combine: (parts) => parts.map(({ part }) => part),
};
