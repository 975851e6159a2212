import type { ProtectedWorkload } from '../../model/model.js';
import { recordType } from '../expressions/record-type.js';
import { defineSubject } from './subject.js';

export const disruptionBudgetType = recordType<ProtectedWorkload>('DisruptionBudget', {
  name: 'string',
  workload: 'string',
  matched: 'bool',
  selector: 'string',
  replicas: 'int',
  allowedDisruptions: 'int',
});

export const disruptionBudget = defineSubject({
  name: 'disruption-budget',
  ofWhole: true,
  variable: 'disruptionBudget',
  type: disruptionBudgetType,
  items: (environment) => environment.disruptionBudgets,
  label: ({ name, workload }) => `PodDisruptionBudget/${name} of ${workload}`,
  about: ({ workload }) => `workload ${workload}`,
  place: ({ at }) => at,
});
