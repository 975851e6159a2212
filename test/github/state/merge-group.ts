import { mergeGroupShape } from '../shapes/merge-group.js';
import type { PullRequest } from './pull-request.js';
import { type Repository, signatureOf } from './repository.js';

/** Merges pull requests of one base in a branch of the merge queue and asks for the checks of the result. Gives its commit. */
export async function mergeGroup(repository: Repository, pullRequests: readonly PullRequest[]): Promise<string> {
  const [first] = pullRequests;
  if (first === undefined) throw new Error('A merge group has at least one pull request');
  const base = repository.tip(first.base);
  if (base === undefined) throw new Error(`There is no branch ${first.base}`);
  const name = `gh-readonly-queue/${first.base}/pr-${first.number}-${base}`;
  const account = repository.world.account('github-merge-queue[bot]', 'Bot');
  let head = base;
  for (const pullRequest of pullRequests) head = await mergeCommit(repository, `refs/heads/${name}`, head, pullRequest);
  await repository.moved(name, head, { account });
  const payload = await mergeGroupShape(repository, {
    ref: `refs/heads/${name}`,
    head,
    base,
    baseRef: `refs/heads/${first.base}`,
  });
  repository.world.announce({ event: 'merge_group', action: 'checks_requested', repository, sender: account, payload });
  return head;
}

/** Merges a pull request onto a commit and sets a ref to the result, which it gives. */
export async function mergeCommit(
  repository: Repository,
  ref: string,
  onto: string,
  pullRequest: PullRequest,
): Promise<string> {
  const tree = await repository.git.mergedTree(onto, pullRequest.headSha);
  if (tree === undefined) throw new Error(`Pull request ${pullRequest.number} has conflicts`);
  const message = `Merge pull request #${pullRequest.number} from ${pullRequest.headLabel}\n\n${pullRequest.title}`;
  const author = signatureOf(repository.world.account('web-flow'));
  const sha = await repository.git.commit({
    ref,
    parents: [onto, pullRequest.headSha],
    tree,
    message,
    author,
    at: repository.world.now(),
  });
  repository.signed.add(sha);
  return sha;
}
