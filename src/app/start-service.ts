import { join } from 'node:path';
import type { Analyst } from '../analyst/analyst.js';
import type { StartChild } from '../analyst/child-process.js';
import { startAnalyst } from '../analyst/start-analyst.js';
import { Database } from '../database/database.js';
import { DutiesTable } from '../database/duties-table.js';
import { EmbeddedPostgres } from '../database/embedded-postgres.js';
import { FactsTable } from '../database/facts-table.js';
import { forget } from '../database/forget.js';
import { migrate } from '../database/migrate.js';
import { PullRequestsTable } from '../database/pull-requests-table.js';
import { createGithub, type Github } from '../github/api/github-client.js';
import { makeDataFolder } from '../settings/data-folder.js';
import { MissedDeliveries } from '../workflows/missed-deliveries.js';
import { OrganisationPolicies } from '../workflows/organisation-policies.js';
import { ServicePerformer } from '../workflows/performer.js';
import { PeriodicTask } from '../workflows/runtime/periodic-task.js';
import { Runtime } from '../workflows/runtime/runtime.js';
import type { Services } from '../workflows/services.js';
import { Closing } from './closing.js';
import { openWriting } from './open-writing.js';
import type { Service, ServiceContext } from './service.js';

/** Besides those that attempts hold for their lanes. */
const CONNECTIONS = 8;
/** How long what is being done may go on after the signal to stop; orchestrators kill after 30 seconds or more. */
const DRAIN_MS = 20_000;
const MISSED_DELIVERIES_MS = 300_000;
/** Replicas that start together, and those that come to it a little early, do it once. */
const MISSED_DELIVERIES_PAUSE_SECONDS = 10;

/**
 * Starts everything behind the edge: the database, the analyst, GitHub's calls and the durable workflows. `startChild` says how the
 * analyst's processes are started where no build made their program.
 */
export async function startService(context: ServiceContext, startChild?: StartChild): Promise<Service> {
  const closing = new Closing();
  try {
    return await startParts(context, closing, startChild);
  } catch (error) {
    await closing.run().catch((failure: unknown) => context.log.warn('Not all could be stopped', { error: failure }));
    throw error;
  }
}

async function startParts(
  context: ServiceContext,
  closing: Closing,
  startChild: StartChild | undefined,
): Promise<Service> {
  const { settings, log } = context;
  const url = settings.databaseUrl ?? (await startEmbedded(context, closing));
  const database = new Database({ url, connections: settings.concurrency + CONNECTIONS });
  closing.add(() => database.close());
  // Migrating waits for it in silence.
  await database.ping().catch((error) => log.warn('The database that DATABASE_URL names does not answer', { error }));
  await migrate(database);
  const github = createGithub(githubOptions(context));
  const analyst = openAnalyst(database, context, startChild);
  closing.add(() => analyst.close());
  const services = servicesOf(github, database, analyst, context);
  const runtime = await Runtime.launch({
    database,
    url,
    executor: settings.executorId,
    workers: settings.concurrency,
    performer: new ServicePerformer(services, context.metrics, log),
    retentionDays: settings.retentionDays,
    log,
  });
  closing.add(() => runtime.close(DRAIN_MS));
  context.metrics.observeQueue(() => runtime.backlog().catch(() => undefined));
  const missed = fetchMissed(github, database, context);
  closing.add(() => missed.stop());
  return {
    accept: async (work, key) => void (await runtime.enqueue(work, key)),
    reasonsNotReady: () =>
      database.ping().then(
        () => [],
        () => ['the database does not answer'],
      ),
    stop: () => closing.run(),
  };
}

async function startEmbedded({ settings, log }: ServiceContext, closing: Closing): Promise<string> {
  await makeDataFolder(settings.dataDirectory);
  const embedded = await EmbeddedPostgres.start({ folder: join(settings.dataDirectory, 'postgres'), log });
  closing.add(() => embedded.stop());
  return embedded.url;
}

function openAnalyst(
  database: Database,
  { metrics, log }: ServiceContext,
  startChild: StartChild | undefined,
): Analyst {
  return startAnalyst({
    facts: new FactsTable(database),
    restarted: (reason) => {
      metrics.analystRestarted();
      log.warn('The analysing process was replaced', { reason });
    },
    factsNotSaved: (error) => log.warn('Readings could not be kept', { error }),
    ...(startChild && { startChild }),
  });
}

function servicesOf(github: Github, database: Database, analyst: Analyst, context: ServiceContext): Services {
  const { settings, metrics } = context;
  const writing = openWriting(database, context);
  return {
    github,
    analyst,
    pullRequests: new PullRequestsTable(database),
    organisations: new OrganisationPolicies(github),
    ...(writing && { writing }),
    forget: (what) => forget(database, what),
    published: (findings) => metrics.findingsPublished(findings),
    checkName: settings.checkName,
    today: () => new Date().toISOString().slice(0, 10),
  };
}

function fetchMissed(github: Github, database: Database, { log }: ServiceContext): PeriodicTask {
  const missed = new MissedDeliveries({ github: github.app, duties: new DutiesTable(database), log });
  const fetch = () => missed.fetch(MISSED_DELIVERIES_PAUSE_SECONDS);
  const name = 'fetch deliveries that were missed';
  return new PeriodicTask(name, MISSED_DELIVERIES_MS, fetch, log, { atOnce: true });
}

function githubOptions({ settings, credentials, metrics }: ServiceContext) {
  return {
    appId: credentials.appId,
    privateKey: credentials.privateKey,
    baseUrl: settings.github.apiUrl,
    answered: (status: number | undefined) => metrics.githubCalled(status),
  };
}
