import type { Database } from './database.js';

/** Rows that are deleted by one statement, so that none holds locks for long. */
const BATCH = 5000;

/** What is old by the table's own measure; $1 is the number of days. */
const OLD: readonly { readonly table: string; readonly condition: string }[] = [
  { table: 'facts', condition: 'used_on < current_date - $1::integer' },
  { table: 'written', condition: 'used_on < current_date - $1::integer' },
  {
    table: 'deliveries',
    condition: "state <> 'accepted' AND settled_at < now() - make_interval(days => $1::integer)",
  },
  {
    table: 'ignored_findings',
    condition: `created_at < now() - make_interval(days => $1::integer) AND NOT EXISTS (
      SELECT FROM plumbline.pull_requests AS reviewed
      WHERE reviewed.repository_id = ignored_findings.repository_id AND reviewed.number = ignored_findings.pull_request
        AND reviewed.used_at >= now() - make_interval(days => $1::integer))`,
  },
  { table: 'model_calls', condition: 'called_at < now() - make_interval(days => $1::integer)' },
  { table: 'pull_requests', condition: 'used_at < now() - make_interval(days => $1::integer)' },
];

/** Deletes readings and texts that nobody used for so many days, work that was settled, calls, and pull requests that were not reviewed. */
export async function deleteOld(database: Database, days: number): Promise<void> {
  for (const { table, condition } of OLD) {
    const sql = `DELETE FROM plumbline.${table} WHERE ctid = ANY (ARRAY(
      SELECT ctid FROM plumbline.${table} WHERE ${condition} LIMIT ${BATCH})) RETURNING 1`;
    while ((await database.query(sql, [days])).length === BATCH);
  }
}
