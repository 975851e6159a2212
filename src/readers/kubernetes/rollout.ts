import type { Rollout } from '../../model/facts/workload.js';
import { known, type Setting } from '../../model/traced.js';
import { hop } from './fields.js';
import type { KubernetesObject } from './object.js';
import { NUMBER_OR_TEXT } from './scalar-form.js';

/** How a workload replaces its pods. */
export function rolloutOf({ kind, name, at, fields }: KubernetesObject): Rollout {
  const spec = fields.child('spec');
  const unset = (what: string): Setting<string> => known(null, hop(at, `${kind} ${name} sets no ${what}`));
  const bounds = (section: string, key: string): Pick<Rollout, 'maxSurge' | 'maxUnavailable'> => {
    const parameters = spec.path(section, key);
    const bound = (field: 'maxSurge' | 'maxUnavailable') => {
      const absent = hop(at, `${kind} ${name} sets no ${field}`, parameters.slotFor(field));
      return parameters.setting(field, NUMBER_OR_TEXT, `${field} of ${kind} ${name}`, absent);
    };
    return { maxSurge: bound('maxSurge'), maxUnavailable: bound('maxUnavailable') };
  };
  const noSurge: Setting<string> = known('0', hop(at, `a ${kind} replaces pods one by one`));
  switch (kind) {
    case 'Deployment': {
      const strategy = spec.child('strategy').text('type') === 'Recreate' ? 'Recreate' : 'RollingUpdate';
      return { strategy, ...bounds('strategy', 'rollingUpdate') };
    }
    case 'DeploymentConfig': {
      const strategy = spec.child('strategy').text('type') === 'Recreate' ? 'Recreate' : 'RollingUpdate';
      return { strategy, ...bounds('strategy', 'rollingParams') };
    }
    case 'StatefulSet':
    case 'DaemonSet': {
      const strategy = spec.child('updateStrategy').text('type') === 'OnDelete' ? 'OnDelete' : 'RollingUpdate';
      const { maxSurge, maxUnavailable } = bounds('updateStrategy', 'rollingUpdate');
      return { strategy, maxSurge: maxSurge.known && maxSurge.value === null ? noSurge : maxSurge, maxUnavailable };
    }
    case 'Rollout': {
      const blueGreen = spec.child('strategy').entry('blueGreen')?.key.at;
      if (blueGreen === undefined) return { strategy: 'RollingUpdate', ...bounds('strategy', 'canary') };
      const wholeSet = known('100%', hop(blueGreen, 'blueGreen runs a second full set of pods'));
      return { strategy: 'RollingUpdate', maxSurge: wholeSet, maxUnavailable: unset('maxUnavailable') };
    }
    default:
      return { strategy: 'none', maxSurge: unset('maxSurge'), maxUnavailable: unset('maxUnavailable') };
  }
}
