import type { Database } from '../../database/database.js';
import type { DeliveriesTable } from '../../database/deliveries-table.js';
import type { Work } from '../../github/work.js';
import type { WorkQueue } from './work-queue.js';

export interface Acceptance {
  readonly database: Database;
  readonly deliveries: DeliveriesTable;
  readonly queue: WorkQueue;
}

/** Stores work under a name, once, for as long as somebody waits for it; after that it is done, whatever happens. Gives whether it was new. */
export async function accept(
  work: Work,
  name: string,
  { database, deliveries, queue }: Acceptance,
  patienceMs?: number,
): Promise<boolean> {
  const store = () =>
    database.transaction(async (client) => {
      const run = await deliveries.accept(client, name, work);
      if (run !== undefined) await queue.add(client, run);
      return run !== undefined;
    });
  return database.persistently(store, patienceMs);
}
