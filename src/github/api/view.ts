import { z } from 'zod';
import type { OwnThread } from '../../reporters/review/review-plan.js';
import type { View, ViewQuery } from '../repository-api.js';
import { isBlobLeftOut, readBlobs, selectBlobs } from './blob-selection.js';
import { fetchSingly, planBatches, type Sizes } from './blobs.js';
import { readChecks, SelectedChecks, selectChecks } from './check-selection.js';
import type { Connection } from './connection.js';
import { askGraphql } from './graphql.js';
import { readPolicy, SelectedPolicy, type SelectedPolicyFile, selectPolicy } from './policy-selection.js';
import {
  isPullRequestMissing,
  type ReadPullRequest,
  readPullRequest,
  SelectedPullRequest,
  selectPullRequest,
} from './pull-request-selection.js';
import { queryOf } from './selection.js';
import { ownThreads, SelectedPage, selectThreads } from './thread-selection.js';

const Selected = z.object({
  viewer: z.object({ login: z.string() }),
  repository: z.looseObject({ ...SelectedPullRequest, ...SelectedChecks, ...SelectedPolicy }),
});

/** What GitHub shows about a pull request, a commit and a policy at one moment, and the first batch of contents. `app` is the App's id. */
export async function readView(connection: Connection, query: ViewQuery, app: number, sizes: Sizes): Promise<View> {
  const [blobs = []] = planBatches(query.blobs, sizes).batches;
  const parts = [
    ...(query.pullRequest === undefined ? [] : [selectPullRequest(query.pullRequest)]),
    ...(query.head === undefined ? [] : [selectChecks(query.head, app, query.checkName)]),
    selectPolicy(query.policyAt),
    selectBlobs(blobs),
  ];
  const { data, problems } = await askGraphql(connection.octokit, {
    ...queryOf('View', connection.at, parts),
    schema: Selected,
    tolerates: (problem) => isPullRequestMissing(problem) || isBlobLeftOut(problem),
  });
  const { repository, viewer } = data;
  const { contents, others } = readBlobs(repository, blobs, problems);
  return {
    ...(await wholePullRequest(connection, query.pullRequest, readPullRequest(repository, viewer.login), viewer.login)),
    checks: readChecks(repository),
    policyFiles: await policyTexts(connection, readPolicy(repository)),
    blobs: new Map([...contents, ...(await fetchSingly(connection, others))]),
  };
}

async function wholePullRequest(
  connection: Connection,
  number: number | undefined,
  read: ReadPullRequest | undefined,
  viewer: string,
): Promise<Pick<View, 'pullRequest'>> {
  if (number === undefined || read === undefined) return {};
  const threads: OwnThread[] = [...read.view.threads];
  for (let after = read.threadsAfter; after !== undefined; ) {
    const page = await threadsAfter(connection, number, after);
    threads.push(...ownThreads(page, viewer));
    after = page.pageInfo.hasNextPage ? (page.pageInfo.endCursor ?? undefined) : undefined;
  }
  return { pullRequest: { ...read.view, threads } };
}

async function threadsAfter(connection: Connection, number: number, after: string) {
  const { data } = await askGraphql(connection.octokit, {
    ...queryOf('Threads', connection.at, [selectThreads(number, after)]),
    schema: z.object({ repository: SelectedPage }),
  });
  return data.repository.pullRequest.reviewThreads;
}

/** A file that GraphQL does not hand out whole is fetched, so that no half of a policy is ever obeyed. */
async function policyTexts(
  connection: Connection,
  files: readonly SelectedPolicyFile[],
): Promise<ReadonlyMap<string, string>> {
  const partial = files.filter(({ text }) => text === undefined).map(({ id }) => id);
  const fetched = await fetchSingly(connection, partial);
  return new Map(files.map(({ path, id, text }) => [path, text ?? fetched.get(id)?.toString() ?? '']));
}
