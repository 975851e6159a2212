import type { Expression } from '../../model/expression.js';
import type { DatabaseConfig } from '../../model/facts/database-settings.js';
import type { ErbYaml } from '../../syntax/erb/document.js';
import { setting } from '../../syntax/erb/settings.js';
import { withoutPassword } from '../../syntax/ruby/without-password.js';
import type { YamlMapping } from '../../syntax/yaml/node.js';

const KEYS = {
  adapter: 'adapter',
  pool: 'pool',
  maxConnections: 'max_connections',
  url: 'url',
  host: 'host',
  port: 'port',
  database: 'database',
  preparedStatements: 'prepared_statements',
} as const satisfies Partial<Record<keyof DatabaseConfig, string>>;

/** What one mapping says about its connection. */
export function connectionFields(
  file: ErbYaml,
  mapping: YamlMapping,
  given: Expression | undefined,
): Omit<DatabaseConfig, 'name' | 'poolSlot' | 'at'> {
  const fields = Object.entries(KEYS).flatMap(([field, key]) => {
    const value = setting(file, mapping, key, given);
    if (value === undefined) return [];
    return [[field, field === 'url' ? withoutPassword(value) : value] as const];
  });
  const replica = setting(file, mapping, 'replica', given);
  return { ...Object.fromEntries(fields), replica: replica?.kind === 'literal' && replica.value === true };
}
