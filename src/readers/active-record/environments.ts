import type { Expression } from '../../model/expression.js';
import type { DatabaseConfig, DatabaseSettings } from '../../model/facts/database-settings.js';
import type { ErbYaml } from '../../syntax/erb/document.js';
import { type Alternative, alternatives, keysOf } from '../../syntax/erb/settings.js';
import { withoutPassword } from '../../syntax/ruby/without-password.js';
import type { YamlEntry, YamlMapping } from '../../syntax/yaml/node.js';
import { keySlot } from '../../syntax/yaml/slots.js';
import { connectionFields } from './connection.js';

type Opaque = NonNullable<DatabaseSettings['opaque']>;

interface Environments {
  readonly environments: Readonly<Record<string, readonly DatabaseConfig[]>>;
  /** The first thing that keeps the list from being complete. */
  readonly opaque?: Opaque;
}

/** Every top-level key is an environment: any word may be RAILS_ENV, and one that is only an anchor does no harm. */
export function environments(file: ErbYaml, root: YamlMapping): Environments {
  const found: [string, readonly DatabaseConfig[]][] = [];
  const doubts: Opaque[] = [];
  for (const name of keysOf(root)) {
    const [only, ...more] = alternatives(file, root, name);
    if (only === undefined) continue;
    const certain = only.condition === undefined || isEnvironment(only.condition, name);
    if (file.isTemplate(only.entry.key)) doubts.push({ text: 'an environment named by ERB', at: only.entry.key.at });
    else if (more.length > 0 || !certain) doubts.push({ text: `${name} depends on a condition`, at: only.entry.at });
    else found.push([name, configurations(file, only, doubts)]);
  }
  const [opaque] = doubts;
  return { environments: Object.fromEntries(found), ...(opaque !== undefined && { opaque }) };
}

/** `Rails.env.production?` around `production:`: where it matters, it holds. */
function isEnvironment(condition: Expression, name: string): boolean {
  return (
    condition.kind === 'compare' &&
    condition.operator === '==' &&
    condition.left.kind === 'rails-env' &&
    condition.right.kind === 'literal' &&
    condition.right.value === name
  );
}

/**
 * One environment's connections. Rails takes a mapping whose values are all mappings as several named connections, any
 * other mapping as the one named `primary`, and text as its URL.
 */
function configurations(file: ErbYaml, { entry, condition }: Alternative, doubts: Opaque[]): readonly DatabaseConfig[] {
  const { value } = entry;
  if (value.kind === 'sequence') return [];
  if (value.kind === 'scalar') {
    if (value.value === null && !file.isTemplate(value)) return [];
    const url = withoutPassword(file.expression(value));
    if (url.kind === 'opaque') doubts.push({ text: url.text, at: url.at });
    return [{ name: 'primary', url, replica: false, at: entry.at }];
  }
  const tiers = keysOf(value).map((name) => ({ name, found: alternatives(file, value, name, condition) }));
  const named = tiers.every(({ found }) => found.every((one) => one.entry.value.kind === 'mapping'));
  if (!named) return [configuration(file, 'primary', entry, value, condition)];
  return tiers.flatMap(({ name, found: [only, ...more] }) => {
    if (only?.entry.value.kind !== 'mapping') return [];
    if (more.length === 0 && only.condition === undefined && !file.isTemplate(only.entry.key)) {
      return [configuration(file, name, only.entry, only.entry.value, condition)];
    }
    doubts.push({ text: `${name} depends on a condition`, at: only.entry.at });
    return [];
  });
}

function configuration(
  file: ErbYaml,
  name: string,
  entry: YamlEntry,
  mapping: YamlMapping,
  given: Expression | undefined,
): DatabaseConfig {
  const fields = connectionFields(file, mapping, given);
  const unset = fields.pool === undefined && fields.maxConnections === undefined;
  const poolSlot = unset ? keySlot(file.source, mapping, 'pool') : undefined;
  return { name, ...fields, ...(poolSlot !== undefined && { poolSlot }), at: entry.at };
}
