import { nodeId } from '../state/node-id.js';
import type { PullRequest } from '../state/pull-request.js';
import type { Branch, Repository } from '../state/repository.js';
import { actor } from './actor.js';
import { issueCommentObject, reviewObject, threadObject } from './comments.js';
import { connection, type Page } from './connection.js';
import { gitObject } from './git-objects.js';
import { refused } from './refusal.js';
import type { Viewer } from './viewer.js';

export function repositoryObject(repository: Repository, viewer: Viewer) {
  const { owner, name, fullName } = repository;
  return {
    __typename: 'Repository',
    id: repository.nodeId,
    databaseId: repository.id,
    name,
    nameWithOwner: fullName,
    owner: actor(owner),
    isPrivate: repository.private,
    isFork: false,
    viewerPermission: null,
    defaultBranchRef: () => refObject(repository, viewer, repository.branch(repository.defaultBranch)),
    ref: ({ qualifiedName }: { readonly qualifiedName: string }) =>
      refObject(repository, viewer, repository.branch(qualifiedName.replace(/^refs\/heads\//, ''))),
    object: ({ oid, expression }: { readonly oid?: string | null; readonly expression?: string | null }) =>
      gitObject(repository, viewer, oid ?? expression ?? ''),
    pullRequest: ({ number }: { readonly number: number }) => pullRequestAt(repository, viewer, number),
  };
}

export function refObject(repository: Repository, viewer: Viewer, branch: Branch) {
  viewer.need(repository, 'contents', 'read');
  const tip = repository.tip(branch.name);
  if (tip === undefined) return null;
  return {
    id: nodeId('REF', repository.id) + Buffer.from(branch.name).toString('base64url'),
    name: branch.name,
    prefix: 'refs/heads/',
    target: () => gitObject(repository, viewer, tip),
  };
}

function pullRequestAt(repository: Repository, viewer: Viewer, number: number) {
  viewer.need(repository, 'pull_requests', 'read');
  const pullRequest = repository.pullRequest(number);
  if (pullRequest === undefined)
    throw refused('NOT_FOUND', `Could not resolve to a PullRequest with the number of ${number}.`);
  return pullRequestObject(pullRequest, viewer);
}

function pullRequestObject(pullRequest: PullRequest, viewer: Viewer) {
  const { repository, author, head, base, conversation } = pullRequest;
  return {
    __typename: 'PullRequest',
    ...plainFields(pullRequest),
    author: actor(author),
    headRef: () => (pullRequest.fork ? null : refObject(repository, viewer, head)),
    baseRef: () => refObject(repository, viewer, repository.branch(base)),
    headRepository: pullRequest.fork ? null : repositoryObject(repository, viewer),
    headRepositoryOwner: actor(head.owner),
    comments: ({ orderBy: _, ...page }: Page & { readonly orderBy?: unknown }) =>
      connection('comments', conversation.comments, page, (comment) => issueCommentObject(comment, viewer)),
    reviews: (page: Page) =>
      connection('reviews', conversation.reviews, page, (review) => reviewObject(review, viewer)),
    reviewThreads: (page: Page) =>
      connection('reviewThreads', conversation.threads, page, (thread) => threadObject(thread, viewer)),
  };
}

function plainFields(pullRequest: PullRequest) {
  const { repository, number, mergedAs, open } = pullRequest;
  const merged = mergedAs !== undefined;
  return {
    id: pullRequest.nodeId,
    fullDatabaseId: String(pullRequest.id),
    number,
    title: pullRequest.title,
    body: pullRequest.body,
    url: `${repository.world.url}/${repository.fullName}/pull/${number}`,
    state: open ? 'OPEN' : merged ? 'MERGED' : 'CLOSED',
    closed: !open,
    merged,
    locked: false,
    isDraft: pullRequest.draft,
    isCrossRepository: pullRequest.fork,
    maintainerCanModify: pullRequest.maintainerCanModify,
    headRefName: pullRequest.head.name,
    headRefOid: pullRequest.headSha,
    baseRefName: pullRequest.base,
    baseRefOid: pullRequest.baseSha,
  };
}
