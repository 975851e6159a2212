import type { VariableEntry, VariableSource } from '../../model/facts/workload.js';
import { known, unknown } from '../../model/traced.js';
import type { Fields } from './fields.js';
import { knownText, textOfValue } from './settings.js';
import type { Value } from './value.js';

/** The environment of an ECS container. */
export interface Variables {
  readonly env: readonly VariableEntry[];
  readonly envFrom: readonly VariableSource[];
}

/** `environment` (name and value), `secrets` (name and valueFrom) and `environmentFiles`, under the names given. */
export function ecsVariables(
  container: Fields,
  names: { readonly environment: string; readonly secrets: string; readonly files: string },
): Variables {
  const plain = container.list(names.environment);
  const secret = container.list(names.secrets);
  const files = container.list(names.files);
  const open = [plain.open, secret.open, files.open, ...files.items.map(({ value }) => value)];
  return {
    env: [
      ...plain.items.flatMap((entry) => namedEntry(entry, plainOf(entry))),
      ...secret.items.flatMap((entry) => namedEntry(entry, externalOf(entry))),
    ],
    envFrom: open.flatMap((value) => (value === undefined ? [] : [externalSource(value)])),
  };
}

function namedEntry(entry: Fields, from: VariableEntry['from'] | undefined): readonly VariableEntry[] {
  const name = knownText(entry.field('name'));
  return name === undefined || from === undefined ? [] : [{ name, at: entry.at, from }];
}

function plainOf(entry: Fields): VariableEntry['from'] | undefined {
  const value = entry.field('value');
  return value === undefined ? undefined : valueFrom(value, knownText(entry.field('name')) ?? '');
}

/** An entry with a value; none when it is null. What Terraform would refuse is an invalid entry. */
export function valueFrom(value: Value, name: string): VariableEntry['from'] | undefined {
  if (value.kind === 'unknown' && value.fails === true) return { source: 'invalid', detail: value.detail };
  const text = textOfValue(value, name);
  if (!text.known) return { source: 'value', value: text, notString: false };
  if (text.value === null) return undefined;
  return { source: 'value', value: { ...text, value: text.value }, notString: false };
}

function externalOf(entry: Fields): VariableEntry['from'] {
  const from = entry.field('valueFrom');
  const detail = knownText(from) ?? (from?.kind === 'unknown' ? from.detail : 'a secret store');
  return { source: 'external', detail };
}

/** Variables that may come from a list which nobody knows. */
function externalSource(value: Value): VariableSource {
  const [hop] = value.trail;
  const object =
    value.kind === 'unknown'
      ? unknown(value.reason, value.detail, value.trail)
      : known(knownText(value) ?? 'a file of variables', { location: hop.location, says: hop.says });
  return { source: 'external', object, prefix: '', optional: false, at: hop.location };
}
