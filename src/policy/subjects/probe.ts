import type { ProcessProbe } from '../../model/model.js';
import { recordType } from '../expressions/record-type.js';
import { aboutProcess, processType } from './process.js';
import { defineSubject } from './subject.js';

export const probeType = recordType<ProcessProbe>('Probe', {
  process: processType,
  name: 'string',
  action: 'string',
  path: 'string',
  port: 'int',
  scheme: 'string',
  redirect: 'string',
  listeners: 'list<int>',
  portDefined: 'bool',
  execution: 'string',
  program: 'string',
  initialDelaySeconds: 'int',
  periodSeconds: 'int',
  failureThreshold: 'int',
});

export const probe = defineSubject({
  name: 'probe',
  variable: 'probe',
  type: probeType,
  items: (environment) => environment.probes,
  label: ({ process, name }) => `${name} probe of ${process.id}`,
  about: ({ process }) => aboutProcess(process),
  place: ({ at }) => at,
});
