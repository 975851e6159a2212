import { setTimeout as sleep } from 'node:timers/promises';
import { Pool, type PoolClient, type PoolConfig, type QueryResultRow } from 'pg';
import { isOutage } from './outage.js';

/** How long a statement is tried again while the database cannot be reached: longer than a restart takes. */
const PATIENCE_MS = 30_000;
const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 1000;

/** Of a name. */
const LOCK = 'hashtextextended($1, 0)';

export interface DatabaseOptions {
  /** As `postgresql://user:password@host/database`. */
  readonly url: string;
  /** The most connections at a time; 8 when it does not say. */
  readonly connections?: number;
  /**
   * Whether a commit waits for the disk: it does when it does not say. What does not wait can be lost with the database's machine, in the
   * order in which it was written, so that it may only be what is written again then.
   */
  readonly durable?: boolean;
}

/** What `exclusively` gives: nothing when another process, or another part of this one, has the lock. */
export type Exclusive<T> = { readonly acquired: true; readonly value: T } | { readonly acquired: false };

/** Whether a lock is still held: it is lost with the connection. */
export interface Lock {
  readonly isHeld: boolean;
}

/** Connections for everything that is kept in tables of our own. */
export class Database {
  readonly #pool: Pool;

  constructor(options: DatabaseOptions) {
    this.#pool = createPool(options);
  }

  /** Tried again while the database cannot be reached, so that it may be carried out twice: it has to give the same then. */
  async query<Row extends QueryResultRow>(sql: string, values: readonly unknown[] = []): Promise<readonly Row[]> {
    return this.persistently(async () => (await this.#pool.query<Row>(sql, [...values])).rows);
  }

  /** All or nothing, and only once: after an error it may have been committed. */
  async transaction<T>(body: (client: PoolClient) => Promise<T>): Promise<T> {
    const borrowed = await this.#borrow();
    try {
      await borrowed.client.query('BEGIN');
      const value = await body(borrowed.client);
      await borrowed.client.query('COMMIT');
      borrowed.release();
      return value;
    } catch (error) {
      // A connection without its transaction is closed: that rolls back, whatever state it is in.
      borrowed.release(true);
      throw error;
    }
  }

  /** Tries what may be repeated until the database can be reached again, or for as long as somebody waits for it. */
  async persistently<T>(attempt: () => Promise<T>, patienceMs = PATIENCE_MS): Promise<T> {
    const until = Date.now() + patienceMs;
    for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
      try {
        return await attempt();
      } catch (error) {
        if (!isOutage(error) || this.#pool.ending || Date.now() + pause > until) throw error;
      }
      await sleep(pause);
    }
  }

  /**
   * Does something that must not happen twice at a time under this name, in any process. The lock belongs to a connection: it ends with
   * the process that has it, at once, and with the connection.
   */
  async exclusively<T>(name: string, body: (lock: Lock) => Promise<T>): Promise<Exclusive<T>> {
    const borrowed = await this.persistently(() => this.#borrow());
    try {
      const { rows } = await borrowed.client.query(`SELECT pg_try_advisory_lock(${LOCK}) AS acquired`, [name]);
      if (rows[0]?.acquired !== true) return { acquired: false };
      try {
        return { acquired: true, value: await body(borrowed) };
      } finally {
        if (borrowed.isHeld) await unlock(borrowed, name);
      }
    } finally {
      borrowed.release();
    }
  }

  /** Throws when the database does not answer now. */
  async ping(): Promise<void> {
    await this.#pool.query('SELECT 1');
  }

  async close(): Promise<void> {
    await this.#pool.end();
  }

  async #borrow(): Promise<Borrowed> {
    return new Borrowed(await this.#pool.connect());
  }
}

/** A connection in use. */
class Borrowed implements Lock {
  readonly client: PoolClient;
  isHeld = true;
  // Without a listener the loss of a connection would end the process.
  readonly #onError = () => {
    this.isHeld = false;
  };

  constructor(client: PoolClient) {
    this.client = client;
    client.on('error', this.#onError);
  }

  /** Back to the others, or away when it is broken or in an unknown state. */
  release(destroy = false): void {
    this.client.removeListener('error', this.#onError);
    this.client.release(destroy || !this.isHeld);
  }
}

/** What cannot be unlocked ends with its connection. */
async function unlock(borrowed: Borrowed, name: string): Promise<void> {
  try {
    await borrowed.client.query(`SELECT pg_advisory_unlock(${LOCK})`, [name]);
  } catch {
    borrowed.isHeld = false;
  }
}

/** A process whose machine is gone must not hold its locks for the hours that systems wait for an answer by default. */
const KEEPALIVE = ['tcp_keepalives_idle=10', 'tcp_keepalives_interval=5', 'tcp_keepalives_count=3'];

/** Connections that neither hang nor bring the process down. */
export function createPool({ url, connections = 8, durable = true }: DatabaseOptions): Pool {
  const config: PoolConfig = {
    connectionString: url,
    max: connections,
    application_name: 'plumbline',
    connectionTimeoutMillis: 5000,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
    idle_in_transaction_session_timeout: 60_000,
    statement_timeout: 60_000,
    options: [...KEEPALIVE, ...(durable ? [] : ['synchronous_commit=off'])].map((each) => `-c ${each}`).join(' '),
  };
  const pool = new Pool(config);
  // An idle connection that breaks is replaced by the next one; whoever uses one hears of it from its query.
  pool.on('error', () => undefined);
  return pool;
}
