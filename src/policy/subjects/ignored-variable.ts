import type { IgnoredVariable, Process } from '../../model/model.js';
import { recordType } from '../expressions/record-type.js';
import { aboutProcess, processType } from './process.js';
import { defineSubject } from './subject.js';

/** A process's ignored variable, with the process. */
interface IgnoredVariableOfProcess extends IgnoredVariable {
  readonly process: Process;
}

const ignoredVariableOfProcessType = recordType<IgnoredVariableOfProcess>('IgnoredVariableOfProcess', {
  process: processType,
  name: 'string',
  declared: 'string',
  setting: 'string',
  effective: 'int',
});

export const ignoredVariable = defineSubject({
  name: 'ignored-variable',
  variable: 'ignoredVariable',
  type: ignoredVariableOfProcessType,
  items: ({ processes }) =>
    processes.flatMap((process) => process.ignoredVariables.map((variable) => ({ process, ...variable }))),
  label: ({ process, name }) => `${name} in ${process.id}`,
  about: ({ process, name }) => `${aboutProcess(process)} variable ${name}`,
  place: ({ process, declared }) => declared.trail[0]?.location ?? process.at,
});
