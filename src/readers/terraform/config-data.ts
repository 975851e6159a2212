import { type Hop, type Traced, unknown } from '../../model/traced.js';
import { declared, textOfValue } from './settings.js';
import type { Value } from './value.js';

/** The entries of a map of texts: null is no entry, and one that may be absent makes the map open. */
export function configData(map: Value): {
  readonly data: Readonly<Record<string, Traced<string>>>;
  readonly open: boolean;
} {
  if (map.kind !== 'map') return { data: {}, open: map.kind === 'unknown' };
  const data = new Map<string, Traced<string>>();
  let open = map.rest !== undefined;
  for (const [key, value] of map.entries) {
    if (value.kind === 'unknown' && value.maybeAbsent === true) {
      open = true;
      continue;
    }
    const text = declared(textOfValue(value, key));
    if (text !== undefined) data.set(key, text);
  }
  return { data: Object.fromEntries(data), open };
}

/** The data of a Secret: keys stay, values do not; only the module whose output a value is, is still told. */
export function hidden(data: Readonly<Record<string, Traced<string>>>): Readonly<Record<string, Traced<string>>> {
  const entries = Object.entries(data).map(([key, value]): [string, Traced<string>] => {
    const place = value.trail.slice(0, 1).map(({ location }) => ({ location, says: key }));
    return [key, unknown('hidden-in-secret', key, [...place, ...moduleHops(value)])];
  });
  return Object.fromEntries(entries);
}

function moduleHops(value: Traced<string>): readonly Hop[] {
  const output = value.known ? undefined : /^module\.[\w-]+\.(\w+)$/.exec(value.detail)?.[1];
  return output === undefined ? [] : value.trail.filter(({ says }) => says.startsWith(`${output} of module.`));
}
