import type { ForgetWork } from '../github/work.js';
import type { Database } from './database.js';

/** The tables that know repositories by number. The work of deliveries that are not settled ends by itself, without access. */
const STATEMENTS = [
  'DELETE FROM plumbline.facts WHERE repository_id = ANY ($1)',
  'DELETE FROM plumbline.written WHERE repository_id = ANY ($1)',
  'DELETE FROM plumbline.ignored_findings WHERE repository_id = ANY ($1)',
  'DELETE FROM plumbline.pull_requests WHERE repository_id = ANY ($1)',
  "DELETE FROM plumbline.deliveries WHERE repository_id = ANY ($1) AND state <> 'accepted'",
  'DELETE FROM plumbline.repositories WHERE id = ANY ($1)',
];

/** They are not about repositories: an installation's budget of the day holds when it leaves some of them. */
const FORGET_CALLS = 'DELETE FROM plumbline.model_calls WHERE installation_id = $1';

/** Deletes all that is stored about some repositories of an installation, or about all of them when none are named. */
export async function forget(database: Database, { installation, repositories }: ForgetWork): Promise<void> {
  await database.persistently(() =>
    database.transaction(async (client) => {
      // Nobody can have another installation's repositories forgotten by naming them.
      const { rows } = await client.query<{ id: string }>(
        `SELECT id FROM plumbline.repositories WHERE installation_id = $1 AND (cardinality($2::bigint[]) = 0 OR id = ANY ($2))`,
        [installation, repositories],
      );
      const ids = rows.map(({ id }) => id);
      for (const statement of STATEMENTS) await client.query(statement, [ids]);
      if (repositories.length === 0) await client.query(FORGET_CALLS, [installation]);
    }),
  );
}
