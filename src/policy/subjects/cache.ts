import type { Cache } from '../../model/model.js';
import { recordType } from '../expressions/record-type.js';
import { defineSubject } from './subject.js';

export const cacheType = recordType<Cache>('Cache', {
  name: 'string',
  provider: 'string',
  engine: 'string',
  version: 'string',
  tls: 'bool',
  evictionPolicy: 'string',
  jobConsumers: 'list<string>',
  cacheStore: 'bool',
  requiredVersion: 'string',
  requiredBy: 'string',
  versionOrder: 'int',
});

export const cache = defineSubject({
  name: 'cache',
  ofWhole: true,
  variable: 'cache',
  type: cacheType,
  items: (environment) => environment.caches,
  label: ({ name }) => name,
  about: ({ name }) => `cache ${name}`,
  place: ({ at }) => at,
});
