import type { GemVersions } from '../facts/gem-versions.js';
import type { Traced } from '../traced.js';
import { known, unknown } from '../traced.js';

/** The locked version of a gem; unknown without a lock file or when the lock lacks it. */
export function gemVersion(gems: GemVersions | undefined, name: string): Traced<string> {
  if (gems === undefined) return unknown('not-declared', `the version of ${name}: there is no Gemfile.lock`);
  const gem = Object.hasOwn(gems.gems, name) ? gems.gems[name] : undefined;
  if (gem === undefined)
    return unknown('not-declared', `${name} is not in ${gems.path}`, [
      { location: gems.at, says: `does not lock ${name}` },
    ]);
  return known(gem.version, { location: gem.at, says: `locks ${name} ${gem.version}` });
}

/** Whether dotted version `version` is `minimum` or later; pre-release suffixes are ignored. */
export function versionAtLeast(version: string, minimum: string): boolean {
  const parts = version.split('.').map((part) => Number.parseInt(part, 10) || 0);
  const floor = minimum.split('.').map((part) => Number.parseInt(part, 10) || 0);
  for (let index = 0; index < Math.max(parts.length, floor.length); index += 1) {
    const difference = (parts[index] ?? 0) - (floor[index] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return true;
}
