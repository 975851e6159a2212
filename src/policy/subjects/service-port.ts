import type { ServicePort } from '../../model/model.js';
import { recordType } from '../expressions/record-type.js';
import { aboutProcess, processType } from './process.js';
import { defineSubject } from './subject.js';

export const servicePortType = recordType<ServicePort>('ServicePort', {
  service: 'string',
  port: 'int',
  process: processType,
  targetPort: 'int',
  portDefined: 'bool',
  listeners: 'list<int>',
  readiness: 'bool',
});

export const servicePort = defineSubject({
  name: 'service-port',
  variable: 'servicePort',
  type: servicePortType,
  items: (environment) => environment.servicePorts,
  label: ({ service, port, process }) => `Service/${service}:${port} to ${process.id}`,
  about: ({ process }) => aboutProcess(process),
  place: ({ at }) => at,
});
