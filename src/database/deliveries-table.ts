import type { PoolClient } from 'pg';
import { laneOf, type Work } from '../github/work.js';
import type { Database } from './database.js';

/** One workflow's share of a delivery: the first, or one that was put off or taken over. */
export interface DeliveryRun {
  readonly delivery: string;
  readonly run: number;
  readonly lane: string;
}

/** Work that an attempt begins with. */
export interface BegunDelivery {
  readonly work: Work;
  readonly sequence: string;
  /** How often it was begun since it was accepted, this time included. */
  readonly attempts: number;
}

/** A conflict locks its row until the commit, also where it changes nothing: deliveries of one repository would wait for each other. */
const ACCEPT = `
  WITH known AS (
    INSERT INTO plumbline.repositories AS repository (id, installation_id) SELECT $5, $4
    WHERE $5::bigint IS NOT NULL
      AND NOT EXISTS (SELECT FROM plumbline.repositories AS same WHERE same.id = $5 AND same.installation_id = $4)
    ON CONFLICT (id) DO UPDATE SET installation_id = excluded.installation_id
    WHERE repository.installation_id <> excluded.installation_id
  )
  INSERT INTO plumbline.deliveries AS earlier (delivery, lane, kind, installation_id, repository_id, work)
  VALUES ($1, $2, $3, $4, $5, $6)
  ON CONFLICT (delivery) DO UPDATE SET
    state = 'accepted', work = excluded.work, run = earlier.run + 1, sequence = excluded.sequence,
    attempts = 0, outcome = NULL, settled_at = NULL, pinned_head = NULL, accepted_at = now()
  WHERE earlier.state = 'failed'
  RETURNING run`;

const NEWER_REVIEW = `
  SELECT EXISTS (
    SELECT FROM plumbline.deliveries WHERE lane = $1 AND kind = 'review' AND sequence > $2 AND state <> 'failed'
  ) AS "isSuperseded"`;

/** What deliveries asked for, from when it is accepted until it is done or given up. */
export class DeliveriesTable {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Undefined for a duplicate; one that failed is accepted again. */
  async accept(client: PoolClient, delivery: string, work: Work): Promise<DeliveryRun | undefined> {
    const [installation, repository] =
      work.kind === 'forget' ? [work.installation, null] : [work.repository.installation, work.repository.id];
    const lane = laneOf(work);
    const values = [delivery, lane, work.kind, installation, repository, JSON.stringify(work)];
    const { rows } = await client.query<{ run: number }>(ACCEPT, values);
    return rows[0] && { delivery, lane, run: rows[0].run };
  }

  /** Undefined when the run has nothing to do: it is done, given up, forgotten, or another run's by now. */
  async begin({ delivery, run }: DeliveryRun): Promise<BegunDelivery | undefined> {
    const rows = await this.#database.query<{ work: Work; sequence: string; attempts: number }>(
      `UPDATE plumbline.deliveries SET attempts = attempts + 1
       WHERE delivery = $1 AND run = $2 AND state = 'accepted' RETURNING work, sequence, attempts`,
      [delivery, run],
    );
    return rows[0];
  }

  finish(run: DeliveryRun, outcome: string): Promise<void> {
    return this.#settle(run, 'done', outcome);
  }

  giveUp(run: DeliveryRun, reason: string): Promise<void> {
    return this.#settle(run, 'failed', reason);
  }

  /** Makes way for another run, which has to be started in the same transaction. Undefined when there is nothing left to do. */
  async next(client: PoolClient, { delivery, run, lane }: DeliveryRun): Promise<DeliveryRun | undefined> {
    const { rows } = await client.query<{ run: number }>(
      `UPDATE plumbline.deliveries SET run = run + 1
       WHERE delivery = $1 AND run = $2 AND state = 'accepted' RETURNING run`,
      [delivery, run],
    );
    return rows[0] && { delivery, lane, run: rows[0].run };
  }

  /** Whether newer review work of the lane was accepted after this, and not given up. */
  async isSuperseded(lane: string, sequence: string): Promise<boolean> {
    const rows = await this.#database.query<{ isSuperseded: boolean }>(NEWER_REVIEW, [lane, sequence]);
    return rows[0]?.isSuperseded === true;
  }

  /** Accepted longer ago than so many seconds and still not settled, oldest first. */
  unsettled(seconds: number, limit: number): Promise<readonly DeliveryRun[]> {
    return this.#database.query<{ delivery: string; run: number; lane: string }>(
      `SELECT delivery, run, lane FROM plumbline.deliveries
       WHERE state = 'accepted' AND accepted_at < now() - make_interval(secs => $1) ORDER BY accepted_at LIMIT $2`,
      [seconds, limit],
    );
  }

  /** How much is accepted and not settled. */
  async backlog(): Promise<number> {
    const rows = await this.#database.query<{ count: number }>(
      "SELECT count(*)::integer AS count FROM plumbline.deliveries WHERE state = 'accepted'",
    );
    return rows[0]?.count ?? 0;
  }

  async #settle({ delivery, run }: DeliveryRun, state: 'done' | 'failed', outcome: string): Promise<void> {
    await this.#database.query(
      `UPDATE plumbline.deliveries SET state = $3, outcome = $4, work = NULL, settled_at = now()
       WHERE delivery = $1 AND run = $2 AND state = 'accepted'`,
      [delivery, run, state, outcome],
    );
  }
}
