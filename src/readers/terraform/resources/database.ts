import type { DatabaseServer } from '../../../model/facts/datastore.js';
import { convert, type Setting } from '../../../model/traced.js';
import type { Parameters } from './parameters.js';

/** `postgres` for `aurora-postgresql`; other engines keep their name. */
export function normaliseEngine(engine: Setting<string>): Setting<string> {
  return convert(engine, (name) => {
    if (name === null) return null;
    if (/postgres/i.test(name)) return 'postgres';
    return /mysql|mariadb|^aurora$/i.test(name) ? 'mysql' : name.toLowerCase();
  });
}

/** `a, B` → `a`, `b`: the form of `rds.allowed_extensions`, `azure.extensions` and `shared_preload_libraries`. */
export function names(list: Setting<string>): Setting<readonly string[]> {
  return convert(list, (text) => {
    if (text === null) return null;
    const words = text.split(',').map((word) => word.trim().toLowerCase());
    return words.filter((word) => word !== '');
  });
}

export function lowerCase(list: Setting<readonly string[]>): Setting<readonly string[]> {
  return convert(list, (words) => words?.map((word) => word.toLowerCase()) ?? null);
}

/** The settings that AWS keeps in a parameter group. */
export function amazonParameters(
  parameters: Parameters,
): Pick<DatabaseServer, 'maxConnections' | 'allowedExtensions' | 'extensionsDefault' | 'preloadLibraries'> {
  return {
    maxConnections: parameters.get('max_connections'),
    allowedExtensions: names(parameters.get('rds.allowed_extensions')),
    extensionsDefault: 'all-of-provider',
    preloadLibraries: names(parameters.get('shared_preload_libraries')),
  };
}
