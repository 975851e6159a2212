import type { Environment, FormulaCase } from '../../model/model.js';
import { recordType } from '../expressions/record-type.js';
import { contractFormulaType } from './formula.js';
import { defineSubject } from './subject.js';

const declaredFormulaType = recordType<FormulaCase>('DeclaredFormula', {
  formula: contractFormulaType,
  multipliesProcesses: 'bool',
});

/** A formula as the contract declares it, whatever the processes are that it applies to. */
export const contractFormula = defineSubject({
  name: 'contract-formula',
  ofWhole: true,
  variable: 'contractFormula',
  type: declaredFormulaType,
  items: firstCases,
  label: ({ formula: { name } }) => `formula ${name} of the contract`,
  about: ({ formula: { name } }) => `formula ${name}`,
  place: ({ at }) => at,
});

function firstCases({ contractFormulas }: Environment): readonly FormulaCase[] {
  const byName = new Map<string, FormulaCase>();
  for (const each of contractFormulas) if (!byName.has(each.formula.name)) byName.set(each.formula.name, each);
  return [...byName.values()];
}
