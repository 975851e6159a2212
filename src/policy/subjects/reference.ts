import type { Reference } from '../../model/model.js';
import { recordType } from '../expressions/record-type.js';
import { aboutProcess, processType } from './process.js';
import { defineSubject } from './subject.js';

export const referenceType = recordType<Reference>('Reference', {
  process: processType,
  type: 'string',
  object: 'string',
  key: 'string',
  variable: 'string',
  optional: 'bool',
  state: 'string',
  presentKeys: 'string',
  suggestion: 'string',
  typeIsDeclaredHere: 'bool',
});

export const reference = defineSubject({
  name: 'reference',
  variable: 'reference',
  type: referenceType,
  items: (environment) => environment.references,
  label: ({ process, type, object, variable }) =>
    `${variable === '' ? '' : `${variable} from `}${type}${object.known ? `/${object.value}` : ''} in ${process.id}`,
  about: ({ process }) => aboutProcess(process),
  place: ({ at }) => at,
});
