import type { VariableNeed } from '../../model/model.js';
import { recordType } from '../expressions/record-type.js';
import { aboutProcess, processType } from './process.js';
import { defineSubject } from './subject.js';

export const variableNeedType = recordType<VariableNeed>('VariableNeed', {
  process: processType,
  name: 'string',
  phase: 'string',
  form: 'string',
  provided: 'bool',
  sibling: 'string',
});

export const variableNeed = defineSubject({
  name: 'variable-need',
  variable: 'variableNeed',
  type: variableNeedType,
  items: (environment) => environment.variableNeeds,
  label: ({ process, name }) => `${name} in ${process.id}`,
  about: ({ process, name }) => `${aboutProcess(process)} variable ${name}`,
  place: ({ at }) => at,
});
