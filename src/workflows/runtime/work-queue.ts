import { DBOS, DBOSClient } from '@dbos-inc/dbos-sdk';
import type { Pool, PoolClient } from 'pg';
import type { DeliveryRun } from '../../database/deliveries-table.js';
import { isAside } from '../../github/work.js';

export const APPLICATION = 'plumbline';
/**
 * Workflows are only done by processes of the version that began them, and ours are all alike: a step that is given the name of a
 * delivery. So every release is the same version, until that changes.
 */
export const WORKFLOW_VERSION = '1';
export const WORKFLOW = 'perform';
const QUEUE = 'work';
/** For work that nobody waits for: however long it takes, processes are free for the other queue. */
const QUEUE_ASIDE = 'aside';
const QUEUES: string[] = [QUEUE, QUEUE_ASIDE];
/** How long work waits at most before a free process sees it. */
const POLLING_INTERVAL_MS = 50;

/** Where runs of deliveries wait for a process: those of one lane for each other too, wherever they run. */
export class WorkQueue {
  readonly #client: DBOSClient;

  private constructor(client: DBOSClient) {
    this.#client = client;
  }

  static async open(url: string, pool: Pool): Promise<WorkQueue> {
    const client = await DBOSClient.create({
      systemDatabaseUrl: url,
      systemDatabasePool: pool,
      applicationName: APPLICATION,
    });
    return new WorkQueue(client);
  }

  /** For the process that takes from the queue: how many runs it does at a time, and besides them of those that nobody waits for. */
  static async serve(workers: number, workersAside: number): Promise<void> {
    for (const [queue, workerConcurrency] of [
      [QUEUE, workers],
      [QUEUE_ASIDE, workersAside],
    ] as const) {
      await DBOS.registerQueue(queue, {
        partitionConcurrency: 1,
        workerConcurrency,
        minPollingIntervalMs: POLLING_INTERVAL_MS,
        onConflict: 'always_update',
      });
    }
  }

  /** Stored with the transaction. A delay is of whole seconds, and keeps neither a process nor a lane waiting. */
  async add(transaction: PoolClient, run: DeliveryRun, delaySeconds = 0): Promise<void> {
    await this.#client.enqueueInTransaction(
      transaction,
      {
        queueName: isAside(run.lane) ? QUEUE_ASIDE : QUEUE,
        workflowName: WORKFLOW,
        workflowID: workflowId(run),
        queuePartitionKey: run.lane,
        appVersion: WORKFLOW_VERSION,
        ...(delaySeconds > 0 && { delaySeconds }),
      },
      run,
    );
  }

  /** Puts the runs of processes that are gone back, to the places that they had. Gives how many there were. */
  async putBack(isGone: (executors: readonly string[]) => Promise<ReadonlySet<string>>): Promise<number> {
    const running = await DBOS.listWorkflows({
      status: 'PENDING',
      queueName: QUEUES,
      loadInput: false,
      loadOutput: false,
    });
    const gone = await isGone([...new Set(running.map(({ executorId }) => executorId ?? ''))]);
    const left = running.filter(({ executorId }) => gone.has(executorId ?? ''));
    for (const queueName of QUEUES) {
      const ids = left.filter((each) => each.queueName === queueName).map(({ workflowID }) => workflowID);
      if (ids.length > 0) await DBOS.resumeWorkflows(ids, { queueName });
    }
    return left.length;
  }

  /** Those whose workflow has ended, however it did. */
  async ended(runs: readonly DeliveryRun[]): Promise<readonly DeliveryRun[]> {
    if (runs.length === 0) return [];
    const workflows = await DBOS.listWorkflows({
      workflowIDs: runs.map(workflowId),
      status: ['SUCCESS', 'ERROR', 'CANCELLED', 'MAX_RECOVERY_ATTEMPTS_EXCEEDED'],
      loadInput: false,
      loadOutput: false,
    });
    const ended = new Set(workflows.map(({ workflowID }) => workflowID));
    return runs.filter((run) => ended.has(workflowId(run)));
  }

  /** Deletes what is written about workflows that ended before then. */
  async deleteEndedBefore(time: Date): Promise<void> {
    for (;;) {
      const ended = await DBOS.listWorkflows({
        completedBefore: time.toISOString(),
        limit: 1000,
        loadInput: false,
        loadOutput: false,
      });
      if (ended.length === 0) return;
      await DBOS.deleteWorkflows(ended.map(({ workflowID }) => workflowID));
    }
  }

  async close(): Promise<void> {
    await this.#client.destroy();
  }
}

/** As `72d3162e-cc78-11e3-81ab-4c9367dc0958#1`. */
function workflowId({ delivery, run }: DeliveryRun): string {
  return `${delivery}#${run}`;
}
