import { z } from 'zod';
import type { Written } from '../reporters/written.js';
import type { WrittenStore } from '../workflows/written-store.js';
import type { Database } from './database.js';

const FIND = `
  SELECT key, model, text, used_on < current_date AS "isStale" FROM plumbline.written
  WHERE repository_id = $1 AND model = $2 AND key = ANY ($3::text[]) ORDER BY key`;

/** Rows that another process is touching are left to it, so that the two never wait for each other. */
const TOUCH = `
  UPDATE plumbline.written SET used_on = current_date
  WHERE ctid = ANY (ARRAY(
    SELECT ctid FROM plumbline.written
    WHERE repository_id = $1 AND model = $2 AND key = ANY ($3::text[]) AND used_on < current_date FOR UPDATE SKIP LOCKED
  ))`;

const KEEP = `
  INSERT INTO plumbline.written (repository_id, key, model, text) VALUES ($1, $2, $3, $4)
  ON CONFLICT (repository_id, key, model) DO UPDATE SET text = excluded.text, used_on = current_date`;

/** What is in the column `text`, as JSON: Postgres' own takes no text with a NUL or half a surrogate pair, and a model may write either. */
const Text = z.object({
  explanation: z.string().exactOptional(),
  proposal: z
    .object({
      title: z.string(),
      edits: z.array(z.object({ path: z.string(), oldText: z.string(), newText: z.string() })),
    })
    .exactOptional(),
  dropped: z.boolean(),
}) satisfies z.ZodType<Omit<Written, 'key' | 'model'>>;

/** Keeps texts in the database. Use is noted by the day, so that reading them seldom writes. */
export class WrittenTable implements WrittenStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async find(repository: number, model: string, keys: readonly string[]): Promise<readonly Written[]> {
    if (keys.length === 0) return [];
    const rows = await this.#database.query<{ key: string; model: string; text: string; isStale: boolean }>(FIND, [
      repository,
      model,
      keys,
    ]);
    const stale = rows.filter(({ isStale }) => isStale).map(({ key }) => key);
    if (stale.length > 0) await this.#database.query(TOUCH, [repository, model, stale]);
    return rows.flatMap(({ key, text }) => {
      // What another release wrote otherwise is as good as not there: it is written anew.
      const { data } = Text.safeParse(JSON.parse(text));
      return data === undefined ? [] : [{ key, model, ...data }];
    });
  }

  async keep(repository: number, { key, model, ...text }: Written): Promise<void> {
    await this.#database.query(KEEP, [repository, key, model, JSON.stringify(text)]);
  }
}
