import type { Database } from './database.js';

/** What whoever takes a duty has to know. */
export interface Duty {
  /** When it was last done to the end; undefined when it never was. */
  readonly lastDone: Date | undefined;
}

/** What one replica does for all: who comes first after the time is up takes it. */
export class DutiesTable {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Undefined when somebody took it less than so many seconds ago. */
  async take(name: string, everySeconds: number): Promise<Duty | undefined> {
    const rows = await this.#database.query<{ done_at: Date | null }>(
      `INSERT INTO plumbline.duties AS duty (name) VALUES ($1)
       ON CONFLICT (name) DO UPDATE SET taken_at = now() WHERE duty.taken_at <= now() - make_interval(secs => $2)
       RETURNING done_at`,
      [name, everySeconds],
    );
    return rows[0] && { lastDone: rows[0].done_at ?? undefined };
  }

  /** `at` is when the work began: what happened meanwhile is for the next time. */
  async done(name: string, at: Date): Promise<void> {
    await this.#database.query('UPDATE plumbline.duties SET done_at = $2 WHERE name = $1', [name, at]);
  }
}
