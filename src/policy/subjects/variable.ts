import type { Process, Variable } from '../../model/model.js';
import { recordType } from '../expressions/record-type.js';
import { aboutProcess, processType } from './process.js';
import { defineSubject } from './subject.js';

/** One environment variable of one process, with the process. */
interface VariableOfProcess extends Variable {
  readonly process: Process;
}

const variableOfProcessType = recordType<VariableOfProcess>('VariableOfProcess', {
  process: processType,
  name: 'string',
  value: 'string',
  notString: 'bool',
});

export const variable = defineSubject({
  name: 'variable',
  variable: 'variable',
  type: variableOfProcessType,
  items: ({ processes }) =>
    processes.flatMap((process) => process.variables.map((variable) => ({ process, ...variable }))),
  label: ({ process, name }) => `${name} in ${process.id}`,
  about: ({ process, name }) => `${aboutProcess(process)} variable ${name}`,
  place: ({ process, value }) => value.trail[0]?.location ?? process.at,
});
