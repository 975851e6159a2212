import type { FactsStore, StoredFacts } from '../analyst/facts-store.js';
import type { Database } from './database.js';

/** Rows that are written at a time. */
const BATCH = 1000;

const LOAD = `
  SELECT path, blob_id AS "blobId", readings, used_on < current_date AS "isStale"
  FROM plumbline.facts JOIN unnest($2::text[], $3::text[]) AS wanted (path, blob_id) USING (path, blob_id)
  WHERE repository_id = $1`;

/** Rows that another process is touching are left to it, so that the two never wait for each other. */
const TOUCH = `
  UPDATE plumbline.facts SET used_on = current_date
  WHERE ctid = ANY (ARRAY(
    SELECT facts.ctid FROM plumbline.facts JOIN unnest($2::text[], $3::text[]) AS used (path, blob_id) USING (path, blob_id)
    WHERE repository_id = $1 AND used_on < current_date FOR UPDATE OF facts SKIP LOCKED
  ))`;

/** In one order everywhere, so that two processes that save the same never wait for each other. */
const SAVE = `
  INSERT INTO plumbline.facts (repository_id, path, blob_id, readings)
  SELECT DISTINCT ON (path, blob_id) $1::bigint, path, blob_id, readings
  FROM unnest($2::text[], $3::text[], $4::text[]) AS read (path, blob_id, readings)
  ORDER BY path, blob_id
  ON CONFLICT (repository_id, path, blob_id) DO UPDATE SET readings = excluded.readings, used_on = current_date`;

/** Keeps readings in the database. Use is noted by the day, so that reading them seldom writes. */
export class FactsTable implements FactsStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async load(
    repository: number,
    contents: readonly { readonly path: string; readonly blobId: string }[],
  ): Promise<readonly StoredFacts[]> {
    if (contents.length === 0) return [];
    const rows = await this.#database.query<StoredFacts & { isStale: boolean }>(LOAD, [
      repository,
      ...columns(contents),
    ]);
    const stale = rows.filter(({ isStale }) => isStale);
    if (stale.length > 0) await this.#database.query(TOUCH, [repository, ...columns(stale)]);
    return rows.map(({ path, blobId, readings }) => ({ path, blobId, readings }));
  }

  async save(repository: number, facts: readonly StoredFacts[]): Promise<void> {
    for (let start = 0; start < facts.length; start += BATCH) {
      const batch = facts.slice(start, start + BATCH);
      const readings = batch.map((each) => each.readings);
      await this.#database.query(SAVE, [repository, ...columns(batch), readings]);
    }
  }
}

function columns(contents: readonly { readonly path: string; readonly blobId: string }[]) {
  return [contents.map(({ path }) => path), contents.map(({ blobId }) => blobId)];
}
