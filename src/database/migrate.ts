import type { Database } from './database.js';
import { MIGRATIONS, type Migration } from './migrations.js';

/** Any number that nobody else in the database locks. */
const LOCK = 7_586_234_791;

/**
 * Brings the schema up to date. Replicas may do so at the same time: one does it, the others wait. A schema that is newer already is
 * left alone, since a migration never takes away what the version before needs.
 */
export async function migrate(database: Database, migrations: readonly Migration[] = MIGRATIONS): Promise<void> {
  await database.persistently(() =>
    database.transaction(async (client) => {
      await client.query('SELECT pg_advisory_xact_lock($1)', [LOCK]);
      await client.query('CREATE SCHEMA IF NOT EXISTS plumbline');
      await client.query(
        'CREATE TABLE IF NOT EXISTS plumbline.migrations (number integer PRIMARY KEY, name text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())',
      );
      const { rows } = await client.query('SELECT coalesce(max(number), 0) AS applied FROM plumbline.migrations');
      const applied = Number(rows[0]?.applied);
      for (const [index, { name, sql }] of migrations.entries()) {
        if (index < applied) continue;
        await client.query(sql);
        await client.query('INSERT INTO plumbline.migrations (number, name) VALUES ($1, $2)', [index + 1, name]);
      }
    }),
  );
}
