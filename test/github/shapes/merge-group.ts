import type { Repository } from '../state/repository.js';

interface MergeGroup {
  readonly ref: string;
  readonly head: string;
  readonly base: string;
  readonly baseRef: string;
}

/** What a `merge_group` payload says about the group. */
export async function mergeGroupShape(repository: Repository, { ref, head, base, baseRef }: MergeGroup) {
  const commit = await repository.git.commitAt(head);
  if (commit === undefined) throw new Error(`There is no commit ${head}`);
  const { sha, tree, message, author, date } = commit;
  return {
    merge_group: {
      head_sha: head,
      head_ref: ref,
      base_sha: base,
      base_ref: baseRef,
      head_commit: { id: sha, tree_id: tree, message, timestamp: date, author, committer: author },
    },
  };
}
