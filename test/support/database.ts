import { Database } from '../../src/database/database.js';
import { migrate } from '../../src/database/migrate.js';
import { startPostgres, type TestPostgres } from './postgres.js';

/** A database with our tables in it. */
export interface TestDatabase {
  readonly database: Database;
  readonly postgres: TestPostgres;
  stop(): Promise<void>;
}

export async function startDatabase(): Promise<TestDatabase> {
  const postgres = await startPostgres();
  const database = new Database({ url: postgres.url });
  await migrate(database);
  return {
    database,
    postgres,
    stop: async () => {
      await database.close();
      await postgres.stop();
    },
  };
}
