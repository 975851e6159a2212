import type { ContractFormula } from '../../model/facts/contract.js';
import type { FormulaCase } from '../../model/model.js';
import { groupType, recordType } from '../expressions/record-type.js';
import { aboutProcess, processType } from './process.js';
import { defineSubject } from './subject.js';

export const contractFormulaType = groupType<ContractFormula>({
  name: 'string',
  expression: 'string',
  compare: 'string',
  operator: 'string',
  scope: 'string',
  bind: 'string',
  severity: 'string',
  acknowledged: 'bool',
  autofix: 'bool',
});

export const formulaType = recordType<FormulaCase>('Formula', {
  formula: contractFormulaType,
  process: processType,
  required: 'int',
  actual: 'int',
  met: 'bool',
  binding: 'string',
});

export const formula = defineSubject({
  name: 'formula',
  variable: 'formula',
  type: formulaType,
  items: (environment) => environment.contractFormulas,
  label: ({ formula: { name }, process }) => `formula ${name} for ${process.id}`,
  about: ({ process }) => aboutProcess(process),
  place: ({ at }) => at,
});
