import type { ExtensionNeed } from '../../model/model.js';
import { recordType } from '../expressions/record-type.js';
import { aboutDatabase } from './database.js';
import { defineSubject } from './subject.js';

export const extensionType = recordType<ExtensionNeed>('Extension', {
  database: 'string',
  name: 'string',
  declaredBy: 'string',
  available: 'string',
  allowed: 'string',
});

export const extension = defineSubject({
  name: 'extension',
  ofWhole: true,
  variable: 'extension',
  type: extensionType,
  items: (environment) => environment.extensions,
  label: ({ database, name, declaredBy }) => `extension ${name} on ${database} (${declaredBy})`,
  about: ({ database, name }) => `${aboutDatabase(database)} extension ${name}`,
  place: ({ at }) => at,
});
