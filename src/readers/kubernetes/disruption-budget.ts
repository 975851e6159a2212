import type { DisruptionBudget } from '../../model/facts/workload.js';
import { hop } from './fields.js';
import type { KubernetesObject } from './object.js';
import { NUMBER_OR_TEXT } from './scalar-form.js';

export function disruptionBudgetOf({ name, placement, at, fields }: KubernetesObject): DisruptionBudget {
  const spec = fields.child('spec');
  const selector = spec.child('selector');
  const bound = (field: 'minAvailable' | 'maxUnavailable') =>
    spec.setting(field, NUMBER_OR_TEXT, `${field} of ${name}`, hop(at, `${name} sets no ${field}`));
  const evaluable = selector.hidden === undefined && !selector.has('matchExpressions');
  return {
    kind: 'disruption-budget',
    name,
    placement,
    ...(evaluable && { selector: selector.child('matchLabels').record() }),
    minAvailable: bound('minAvailable'),
    maxUnavailable: bound('maxUnavailable'),
    at,
  };
}
