import type { Database } from './database.js';

/** The replicas that are alive. All times are the database's, so that their clocks need not agree. */
export class ExecutorsTable {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async beat(id: string): Promise<void> {
    await this.#database.query(
      `INSERT INTO plumbline.executors (id) VALUES ($1) ON CONFLICT (id) DO UPDATE SET heartbeat_at = now()`,
      [id],
    );
  }

  /** Those that were heard of within so many seconds. */
  async alive(seconds: number): Promise<ReadonlySet<string>> {
    const rows = await this.#database.query<{ id: string }>(
      'SELECT id FROM plumbline.executors WHERE heartbeat_at >= now() - make_interval(secs => $1)',
      [seconds],
    );
    return new Set(rows.map(({ id }) => id));
  }

  async remove(id: string): Promise<void> {
    await this.#database.query('DELETE FROM plumbline.executors WHERE id = $1', [id]);
  }

  async removeSilent(seconds: number): Promise<void> {
    await this.#database.query(
      'DELETE FROM plumbline.executors WHERE heartbeat_at < now() - make_interval(secs => $1)',
      [seconds],
    );
  }
}
