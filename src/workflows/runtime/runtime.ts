import { DBOS } from '@dbos-inc/dbos-sdk';
import type { Pool } from 'pg';
import { createPool, Database } from '../../database/database.js';
import { DeliveriesTable, type DeliveryRun } from '../../database/deliveries-table.js';
import { DutiesTable } from '../../database/duties-table.js';
import { ExecutorsTable } from '../../database/executors-table.js';
import { deleteOld } from '../../database/retention.js';
import type { Work } from '../../github/work.js';
import type { Log } from '../../log/log.js';
import { accept } from './accept.js';
import { AcceptanceFirst } from './acceptance-first.js';
import { Attempt, type Performer, startNextRun } from './attempt.js';
import { dbosLog } from './dbos-log.js';
import { PeriodicTask } from './periodic-task.js';
import { Replicas } from './replicas.js';
import { APPLICATION, WORKFLOW, WORKFLOW_VERSION, WorkQueue } from './work-queue.js';

/** Connections that DBOS has for itself. */
const DBOS_CONNECTIONS = 5;
/** How much is done here at a time besides, of what nobody waits for. */
const WORKERS_ASIDE = 2;
/** For as long as GitHub waits for an answer to a delivery, less what else it takes. */
const ACCEPTANCE_PATIENCE_MS = 5000;
/** Work that was accepted longer ago is looked after. */
const UNSETTLED_SECONDS = 60;
const UNSETTLED_LIMIT = 1000;
const DAY_SECONDS = 86_400;

export interface RuntimeOptions {
  /** Migrated. */
  readonly database: Database;
  /** The same database's. */
  readonly url: string;
  /** This replica's name, which no other may have while it lives. */
  readonly executor: string;
  /** How many pieces of work are done here at a time. */
  readonly workers: number;
  readonly performer: Performer;
  /** How long what was done is kept. */
  readonly retentionDays: number;
  readonly log: Log;
  /** After so long a silence a replica is taken for dead. */
  readonly silenceSeconds?: number;
}

/**
 * Keeps work until it is done, by whichever replica, in the order of each lane. There can be only one in a process, since DBOS is global.
 */
export class Runtime {
  readonly #options: RuntimeOptions;
  readonly #pool: Pool;
  readonly #lanes: Database;
  /** For how far work has come. An attempt may be repeated at any point, so that only acceptance has to wait for the disk. */
  readonly #progress: Database;
  readonly #queue: WorkQueue;
  readonly #deliveries: DeliveriesTable;
  readonly #replicas: Replicas;
  readonly #duties: DutiesTable;
  readonly #acceptance = new AcceptanceFirst();
  #heartbeat: PeriodicTask | undefined;
  #tasks: readonly PeriodicTask[] = [];

  private constructor(options: RuntimeOptions, pool: Pool, queue: WorkQueue) {
    this.#options = options;
    this.#pool = pool;
    const connections = options.workers + WORKERS_ASIDE;
    this.#lanes = new Database({ url: options.url, connections });
    this.#progress = new Database({ url: options.url, connections, durable: false });
    this.#queue = queue;
    this.#deliveries = new DeliveriesTable(this.#progress);
    this.#duties = new DutiesTable(options.database);
    const executors = new ExecutorsTable(this.#progress);
    this.#replicas = new Replicas(options.executor, executors, queue, options.silenceSeconds);
  }

  /** Resolves when work is taken from the queue. */
  static async launch(options: RuntimeOptions): Promise<Runtime> {
    if (DBOS.isInitialized()) throw new Error('A runtime is running in this process already');
    const pool = createPool({ url: options.url, connections: DBOS_CONNECTIONS, durable: false });
    const runtime = new Runtime(options, pool, await WorkQueue.open(options.url, pool));
    await runtime.#launch();
    return runtime;
  }

  /** Stores work under its delivery's name; after that it is done, whatever happens. Throws when it could not be stored. */
  async enqueue(work: Work, delivery: string): Promise<'accepted' | 'duplicate'> {
    const tables = { database: this.#options.database, deliveries: this.#deliveries, queue: this.#queue };
    const isNew = await this.#acceptance.accept(() => accept(work, delivery, tables, ACCEPTANCE_PATIENCE_MS));
    return isNew ? 'accepted' : 'duplicate';
  }

  /** How much is accepted and not done. */
  backlog(): Promise<number> {
    return this.#deliveries.backlog();
  }

  /** Takes nothing more, waits for what is running, and leaves the rest to other replicas, or to the next start. */
  async close(waitMs: number): Promise<void> {
    for (const task of this.#tasks) await task.stop();
    await DBOS.shutdown({ deregister: true, workflowCompletionTimeoutMS: waitMs });
    await this.#heartbeat?.stop();
    await this.#replicas.leave();
    await this.#queue.close();
    await this.#pool.end();
    await this.#lanes.close();
    await this.#progress.close();
  }

  async #launch(): Promise<void> {
    const { url, executor, workers, log } = this.#options;
    DBOS.setConfig({
      name: APPLICATION,
      systemDatabaseUrl: url,
      systemDatabasePool: this.#pool,
      applicationVersion: WORKFLOW_VERSION,
      executorID: executor,
      useListenNotify: true,
      logger: dbosLog(log),
    });
    DBOS.registerWorkflow((run: DeliveryRun) => DBOS.runStep(() => this.#attempt(run), { name: 'attempt' }), {
      name: WORKFLOW,
    });
    await this.#replicas.beat();
    await DBOS.launch();
    await WorkQueue.serve(workers, WORKERS_ASIDE);
    const { beatMs } = this.#replicas;
    this.#heartbeat = new PeriodicTask('say that this replica lives', beatMs, () => this.#replicas.beat(), log);
    this.#tasks = [
      new PeriodicTask('look after the work of other replicas', beatMs, () => this.#recover(), log),
      new PeriodicTask('delete what is old', 3_600_000, () => this.#deleteOld(), log),
    ];
  }

  async #attempt(run: DeliveryRun): Promise<string> {
    await this.#acceptance.calm();
    const { database, performer, log } = this.#options;
    const tables = { database, lanes: this.#lanes, deliveries: this.#deliveries, queue: this.#queue };
    return new Attempt(run, { ...tables, performer, log }).make();
  }

  async #recover(): Promise<void> {
    const { database, log } = this.#options;
    const count = await this.#replicas.recover();
    if (count > 0) log.warn('The work of a replica that is gone was taken over', { count });
    // A workflow may have ended without a word in our tables: the database was away when it had something to write.
    const unsettled = await this.#deliveries.unsettled(UNSETTLED_SECONDS, UNSETTLED_LIMIT);
    for (const run of await this.#queue.ended(unsettled)) {
      await startNextRun(run, { database, deliveries: this.#deliveries, queue: this.#queue }, 0);
    }
  }

  async #deleteOld(): Promise<void> {
    const { database, retentionDays } = this.#options;
    if ((await this.#duties.take('delete what is old', DAY_SECONDS)) === undefined) return;
    await deleteOld(database, retentionDays);
    await this.#queue.deleteEndedBefore(new Date(Date.now() - retentionDays * DAY_SECONDS * 1000));
  }
}
