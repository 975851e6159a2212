import type { AnalysedTree, Change, IgnoredFinding, MissingContent, TextSource } from '../analyst/analyst.js';
import type { Repository } from '../github/repository.js';
import type { Comparison, OwnCheck, RepositoryApi, View } from '../github/repository-api.js';
import { MissingTexts } from './missing-texts.js';
import type { Services } from './services.js';

/** More contents than these come as one archive instead of in batches. */
const MAX_BATCHED = 250;

export interface ChangeTarget {
  readonly repository: Repository;
  /** Absent for a merge queue. */
  readonly pullRequest?: number;
  readonly head: string;
  /** A branch or a commit. */
  readonly base: string;
  /** Of the check runs that are wanted. */
  readonly checkName: string;
}

/** A change with everything that is needed to judge it, and what GitHub shows about it already. */
export interface OpenedChange {
  readonly change: Change;
  readonly comparison: Comparison;
  readonly view: View;
  /** This App's runs on the head, newest first; with the one that was begun meanwhile. */
  readonly checks: readonly OwnCheck[];
  readonly texts: TextSource;
}

/** `begin` is called before many contents are fetched, which takes seconds; it gives the check runs that are there then. */
export async function openChange(
  target: ChangeTarget,
  services: Services,
  api: RepositoryApi,
  begin: (present: readonly OwnCheck[]) => Promise<readonly OwnCheck[]>,
): Promise<OpenedChange> {
  const { repository, pullRequest, head } = target;
  const [comparison, headTree, organisationPolicy] = await Promise.all([
    api.compare(target.base, head),
    api.tree(head),
    services.organisations.policyFor(repository),
  ]);
  const baseTree = await api.tree(comparison.mergeBase);
  const trees = [headTree, baseTree];
  const missing = await services.analyst.missing({ repository: repository.id, trees, organisationPolicy });
  const many = missing.length > MAX_BATCHED;
  const texts = new MissingTexts(api);
  if (many) texts.beginArchive(head, within(missing, headTree));
  const view = await api.view({
    pullRequest,
    head,
    checkName: target.checkName,
    policyAt: comparison.base,
    blobs: many ? [] : missing.map(({ id }) => id),
  });
  texts.add(view.blobs);
  const checks = many ? await begin(view.checks) : view.checks;
  return {
    change: {
      repository: repository.id,
      name: `${repository.owner}/${repository.name}`,
      head: headTree,
      base: baseTree,
      policy: view.policyFiles,
      organisationPolicy,
      today: services.today(),
      ignored: await ignoredIn(target, services),
    },
    comparison,
    view,
    checks,
    texts: (ids) => texts.get(ids),
  };
}

async function ignoredIn(
  { repository, pullRequest }: ChangeTarget,
  { pullRequests }: Services,
): Promise<readonly IgnoredFinding[]> {
  if (pullRequest === undefined) return [];
  return pullRequests.ignoredFindings({ repository: repository.id, number: pullRequest });
}

/** Those contents that a tree has, by the path that it has them at. */
function within(missing: readonly MissingContent[], { entries }: AnalysedTree): ReadonlyMap<string, string> {
  const ids = new Set(missing.map(({ id }) => id));
  return new Map(entries.filter(({ id }) => ids.has(id)).map(({ path, id }) => [path, id]));
}
