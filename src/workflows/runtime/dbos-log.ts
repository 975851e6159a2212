import type { DBOSConfig } from '@dbos-inc/dbos-sdk';
import type { Log } from '../../log/log.js';

/** What DBOS says, a level lower: what of it concerns people is said by ourselves. */
export function dbosLog(log: Log): NonNullable<DBOSConfig['logger']> {
  return {
    debug: () => undefined,
    info: (entry) => log.debug(`DBOS: ${entry}`),
    warn: (entry) => log.debug(`DBOS: ${entry}`),
    error: (entry, metadata) =>
      log.warn('DBOS reports an error', { error: metadata?.error ?? new Error(String(entry)) }),
  };
}
