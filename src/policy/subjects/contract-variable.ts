import type { ContractVariable } from '../../model/model.js';
import { recordType } from '../expressions/record-type.js';
import { aboutProcess, processType } from './process.js';
import { defineSubject } from './subject.js';

export const contractVariableType = recordType<ContractVariable>('ContractVariable', {
  process: processType,
  name: 'string',
  provided: 'bool',
});

export const contractVariable = defineSubject({
  name: 'contract-variable',
  variable: 'contractVariable',
  type: contractVariableType,
  items: (environment) => environment.contractVariables,
  label: ({ process, name }) => `${name} in ${process.id}`,
  about: ({ process, name }) => `${aboutProcess(process)} variable ${name}`,
  place: ({ at }) => at,
});
