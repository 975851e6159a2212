import { type Setting, type Traced, unknown } from '../../../model/traced.js';
import type { Block } from '../block.js';
import type { Plan } from '../plan.js';
import { knownText, textOfValue } from '../settings.js';
import { entryOf } from '../steps.js';
import type { Value } from '../value.js';

/** The parameters that a server is given. */
export interface Parameters {
  /** The value as written; null when the parameter is left to the provider. */
  get(name: string): Setting<string>;
}

/** No parameter group, or the provider's own: all is left to the provider. */
function providerParameters(unset: Traced<null>): Parameters {
  return { get: () => unset };
}

function unknownParameters(reason: Setting<string>): Parameters {
  return { get: () => reason };
}

/** `parameter { name = …, value = … }` blocks, or a list of such maps. */
export function parametersOf(group: Block, list?: Value): Parameters {
  const values = new Map<string, Setting<string>>();
  let open: Setting<string> | undefined;
  const add = (name: Value | undefined, value: Value | undefined) => {
    const key = knownText(name);
    const setting = value === undefined ? undefined : textOfValue(value, `parameter ${key ?? ''}`);
    if (key !== undefined && setting !== undefined) values.set(key, setting);
    else if (name?.kind === 'unknown') open ??= textOfValue(name, 'a parameter');
  };
  for (const parameter of group.blocks('parameter')) add(parameter.attribute('name'), parameter.attribute('value'));
  if (list?.kind === 'unknown') open ??= textOfValue(list, 'parameters');
  for (const item of list?.kind === 'list' ? list.items : []) {
    add(entryOf(item, 'name', item.trail), entryOf(item, 'value', item.trail));
  }
  const place = { location: group.at, says: `${group.what} does not set it` };
  return { get: (name) => values.get(name) ?? open ?? { known: true, value: null, trail: [place] } };
}

/** The parameters of the group that a server names: of a resource, by reference or by name, or of the provider. */
export function groupOf(plan: Plan, server: Block, attribute: string, type: string): Parameters {
  const named = server.attribute(attribute);
  const place = { location: server.at, says: `${server.what} has no ${attribute}` };
  if (named === undefined) return providerParameters({ known: true, value: null, trail: [place] });
  const name = knownText(named);
  const group =
    plan.origin(named, type) ??
    plan.resources(type).find(({ block }) => name !== undefined && knownText(block.attribute('name')) === name);
  if (group !== undefined) return parametersOf(group.block);
  if (named.kind === 'unknown') return unknownParameters(unknown(named.reason, named.detail, named.trail));
  if (name === undefined || name.startsWith('default.')) {
    return providerParameters({ known: true, value: null, trail: named.trail });
  }
  return unknownParameters(unknown('outside-repository', `the parameter group ${name}`, named.trail));
}
