import { apiUrl } from '../shapes/repository.js';
import type { CheckAnnotation, CheckRun } from '../state/check-run.js';
import type { CheckSuite } from '../state/checks.js';
import type { Repository } from '../state/repository.js';
import { connection, type Page } from './connection.js';
import type { Viewer } from './viewer.js';

export interface SuiteFilter {
  readonly filterBy?: { readonly appId?: number | null; readonly checkName?: string | null } | null;
}

interface RunFilter {
  readonly filterBy?: {
    readonly appId?: number | null;
    readonly checkName?: string | null;
    readonly checkType?: 'ALL' | 'LATEST' | null;
    readonly status?: string | null;
    readonly statuses?: readonly string[] | null;
    readonly conclusions?: readonly string[] | null;
  } | null;
}

export function checkSuites(
  repository: Repository,
  viewer: Viewer,
  sha: string,
  { filterBy, ...page }: Page & SuiteFilter,
) {
  viewer.need(repository, 'checks', 'read');
  const suites = repository.checks.suites.filter(
    ({ headSha, app, runs }) =>
      headSha === sha &&
      (filterBy?.appId == null || filterBy.appId === app.id) &&
      (filterBy?.checkName == null || runs.some(({ name }) => name === filterBy.checkName)),
  );
  return connection('checkSuites', suites, page, (suite) => suiteObject(suite, repository));
}

function suiteObject(suite: CheckSuite, repository: Repository) {
  const { app, runs } = suite;
  const completed = runs.length > 0 && runs.every(({ status }) => status === 'completed');
  return {
    id: suite.nodeId,
    databaseId: suite.id,
    app: { id: `A_${app.id}`, databaseId: app.id, slug: app.slug, name: app.name },
    status: completed ? 'COMPLETED' : 'QUEUED',
    conclusion: completed ? (runs.at(-1)?.conclusion?.toUpperCase() ?? null) : null,
    checkRuns: ({ filterBy, ...page }: Page & RunFilter) =>
      connection('checkRuns', wanted(runs, filterBy ?? {}), page, (run) => runObject(run, repository)),
  };
}

/** The latest of each name, unless all are asked for. */
function wanted(runs: readonly CheckRun[], filter: NonNullable<RunFilter['filterBy']>): readonly CheckRun[] {
  const latest = runs.filter((run, index) => !runs.slice(index + 1).some(({ name }) => name === run.name));
  const statuses = filter.statuses ?? (filter.status ? [filter.status] : undefined);
  return (filter.checkType === 'ALL' ? runs : latest).filter(
    ({ name, status, conclusion = '', suite }) =>
      (filter.checkName == null || filter.checkName === name) &&
      (filter.appId == null || filter.appId === suite.app.id) &&
      (statuses === undefined || statuses.includes(status.toUpperCase())) &&
      (filter.conclusions == null || filter.conclusions.includes(conclusion.toUpperCase())),
  );
}

function runObject(run: CheckRun, repository: Repository) {
  return {
    id: run.nodeId,
    databaseId: run.id,
    name: run.name,
    externalId: run.externalId,
    detailsUrl: run.detailsUrl ?? null,
    url: `${apiUrl(repository)}/runs/${run.id}`,
    status: run.status.toUpperCase(),
    conclusion: run.conclusion?.toUpperCase() ?? null,
    startedAt: run.startedAt,
    completedAt: run.completedAt ?? null,
    title: run.title ?? null,
    summary: run.summary ?? null,
    text: run.text ?? null,
    annotations: (page: Page) => connection('annotations', run.annotations, page, annotationObject),
  };
}

function annotationObject(annotation: CheckAnnotation) {
  return {
    path: annotation.path,
    annotationLevel: annotation.annotation_level.toUpperCase(),
    message: annotation.message,
    title: annotation.title ?? null,
    rawDetails: annotation.raw_details ?? null,
    databaseId: null,
    location: {
      start: { line: annotation.start_line, column: annotation.start_column ?? null },
      end: { line: annotation.end_line, column: annotation.end_column ?? null },
    },
  };
}
