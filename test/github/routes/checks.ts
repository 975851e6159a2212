import { numberIn, ok, type Reply, type RepositoryCall } from '../server/call.js';
import { invalid, notAccessible, notFound } from '../server/failure.js';
import { paged } from '../server/paging.js';
import { type Route, repositoryRoute } from '../server/route.js';
import { annotationShape, checkRunShape } from '../shapes/check-run.js';
import type { CheckRun } from '../state/check-run.js';
import { CheckRunBody, checkRunProblems } from './check-run-body.js';
import { commitIn } from './commits.js';

export const checkRoutes: readonly Route[] = [
  repositoryRoute('POST /check-runs', { checks: 'write' }, create),
  repositoryRoute('PATCH /check-runs/{check_run_id}', { checks: 'write' }, update),
  repositoryRoute('GET /check-runs/{check_run_id}', { checks: 'read' }, (call) =>
    ok(checkRunShape(runIn(call), call.repository)),
  ),
  repositoryRoute('GET /check-runs/{check_run_id}/annotations', { checks: 'read' }, (call) => {
    const run = runIn(call);
    return paged(call, run.annotations, (page) => page.map((each) => annotationShape(each, run, call.repository)));
  }),
  repositoryRoute('GET /commits/{ref}/check-runs', { checks: 'read' }, list),
];

async function create(call: RepositoryCall): Promise<Reply> {
  const { name, head_sha: head, ...change } = CheckRunBody.parse(call.body);
  if (name === undefined || head === undefined) throw invalid('name and head_sha are required');
  refuse(checkRunProblems(change));
  const commit = /^[0-9a-f]{40}$/.test(head) ? await call.repository.git.commitAt(head) : undefined;
  if (commit === undefined) throw invalid(`No commit found for SHA: ${head}`);
  const { app } = call.token.installation;
  const run = call.repository.checks.create(app, name, head, change);
  return { status: 201, body: checkRunShape(run, call.repository) };
}

function update(call: RepositoryCall): Reply {
  const run = runIn(call);
  if (run.suite.app !== call.token.installation.app) throw notAccessible('checks=write');
  const { head_sha: _, ...change } = CheckRunBody.parse(call.body);
  refuse(checkRunProblems(change, run));
  call.repository.checks.update(run, change);
  return ok(checkRunShape(run, call.repository));
}

function refuse(problems: readonly string[]): void {
  if (problems.length > 0) throw invalid(`Invalid request.\n\n${problems.join('\n')}`);
}

async function list(call: RepositoryCall): Promise<Reply> {
  const { repository, query, path } = call;
  const commit = await commitIn(repository, path.ref ?? '');
  if (commit === undefined) throw invalid(`No commit found for SHA: ${path.ref}`);
  const all = repository
    .checkRuns(commit.sha)
    .filter(
      ({ name, status, suite }) =>
        (query.get('check_name') ?? name) === name &&
        (query.get('status') ?? status) === status &&
        (query.get('app_id') ?? String(suite.app.id)) === String(suite.app.id),
    );
  const latest = all.filter(
    (run, index) => !all.slice(index + 1).some(({ name, suite }) => name === run.name && suite === run.suite),
  );
  const runs = (query.get('filter') === 'all' ? all : latest).toReversed();
  return paged(call, runs, (page) => ({
    total_count: runs.length,
    check_runs: page.map((run) => checkRunShape(run, repository)),
  }));
}

function runIn(call: RepositoryCall): CheckRun {
  const run = call.repository.checks.run(numberIn(call, 'check_run_id'));
  if (run === undefined) throw notFound();
  return run;
}
