import type { AutoscaledWorkload } from '../../model/model.js';
import { groupType, recordType } from '../expressions/record-type.js';
import { defineSubject } from './subject.js';

export const autoscalerType = recordType<AutoscaledWorkload>('Autoscaler', {
  name: 'string',
  type: 'string',
  target: groupType<AutoscaledWorkload['target']>({ type: 'string', name: 'string' }),
  targetFound: 'bool',
  min: 'int',
  max: 'int',
  declaredReplicas: 'int',
});

export const autoscaler = defineSubject({
  name: 'autoscaler',
  ofWhole: true,
  variable: 'autoscaler',
  type: autoscalerType,
  items: (environment) => environment.autoscalers,
  label: ({ type, name }) => `${type}/${name}`,
  about: ({ target }) => `workload ${target.type}/${target.name}`,
  place: ({ at }) => at,
});
