import { SOUND_SHOP } from '../analyst/shop-change.js';
import { SHOP } from '../e2e/shop.js';
import type { NewRepository } from '../github/github.js';
import type { CheckRun } from '../github/state/check-run.js';
import type { Change, Files } from '../github/state/git/change.js';
import type { NewPullRequest, PullRequest } from '../github/state/pull-request.js';
import type { Repository } from '../github/state/repository.js';
import type { Serving } from './serving.js';

export const WEB = 'k8s/production/web.yaml';
const [SOUND_WEB, SHOP_WEB] = [SOUND_SHOP, SHOP].map((files) => String(files[WEB]));

/** The manifest of the web process with so many threads over a pool of so many connections. */
export function webManifest(threads: number, pool = 5): string {
  return String(SHOP_WEB).replace('"16"', `"${threads}"`).replace('DB_POOL: "5"', `DB_POOL: "${pool}"`);
}

/** Sixteen threads over five connections: one new error, which a larger pool mends. */
export const TOO_MANY_THREADS: Files = { [WEB]: webManifest(16) };

/** Eight replicas instead of three: a change in the same file that harms nothing. */
export const MORE_REPLICAS: Files = { [WEB]: String(SOUND_WEB).replace('replicas: 3', 'replicas: 8') };

/** People by what they may do. Whoever is not among them may do nothing. */
const COLLABORATORS = { ada: 'admin', alice: 'write', mel: 'maintain', trish: 'triage', rita: 'read' } as const;

interface OwnFiles {
  /** Besides the application's. */
  readonly files?: Readonly<Record<string, string>>;
}

/** A sound application in a repository that the App is installed on. */
export class ShopOnGithub {
  readonly serving: Serving;
  readonly repository: Repository;
  #branches = 0;

  private constructor(serving: Serving, repository: Repository) {
    this.serving = serving;
    this.repository = repository;
  }

  static async open(
    serving: Serving,
    { files = {}, ...options }: Partial<Omit<NewRepository, 'files'>> & OwnFiles = {},
  ): Promise<ShopOnGithub> {
    const repository = await serving.github.createRepository({
      owner: 'acme',
      name: 'shop',
      collaborators: COLLABORATORS,
      ...options,
      files: { ...SOUND_SHOP, ...files },
    });
    return new ShopOnGithub(serving, repository);
  }

  /** Somebody pushes a branch of its own and opens a pull request, and everything that follows has happened. */
  async pullRequest(
    files: Files = TOO_MANY_THREADS,
    { deletions = [], ...opened }: Partial<NewPullRequest> & Pick<Change, 'deletions'> = {},
  ): Promise<PullRequest> {
    const pullRequest = await this.open(files, { deletions, ...opened });
    await this.serving.settled();
    return pullRequest;
  }

  /** The same without waiting for what follows. */
  async open(
    files: Files,
    { deletions = [], ...opened }: Partial<NewPullRequest> & Pick<Change, 'deletions'> = {},
  ): Promise<PullRequest> {
    this.#branches += 1;
    const { head = `change-${this.#branches}`, base, author = 'alice' } = opened;
    const onto = base === undefined ? undefined : this.repository.tip(base);
    // Else the commits of two pull requests that change the same would be one commit.
    const message = `Change ${this.#branches}`;
    await this.repository.push(head, { files, deletions }, { author, message, ...(onto && { onto }) });
    return this.repository.openPullRequest({ ...opened, head, author });
  }

  /** The newest completed check run on the head of a pull request, which decides whether it may be merged. */
  check({ headSha, number, base }: PullRequest): CheckRun {
    const name = base === this.repository.defaultBranch ? 'plumbline' : `plumbline (${base})`;
    const completed = this.repository.checkRuns(headSha).filter(({ status }) => status === 'completed');
    const run = completed.findLast((each) => each.name === name);
    if (run === undefined) throw new Error(`The head of pull request ${number} has no completed check run`);
    return run;
  }
}

/** Everything that Plumbline may have changed on a pull request; equal before and after when it did nothing. */
export function traces(pullRequest: PullRequest) {
  const { repository, headSha, heads } = pullRequest;
  return {
    heads: [...heads],
    runs: repository.checkRuns(headSha).map(({ id, status, conclusion }) => ({ id, status, conclusion })),
    threads: pullRequest.threads(),
    reviews: pullRequest.reviews(),
    replies: ownComments(pullRequest),
  };
}

/** What Plumbline answered below a pull request. */
export function ownComments(pullRequest: PullRequest): readonly string[] {
  return pullRequest
    .comments()
    .filter(({ author, body }) => author === 'plumbline[bot]' && !body.startsWith('/plumbline'))
    .map(({ body }) => body);
}

/** All that a check run shows, as one text. */
export function textOf({ title, summary, text, annotations }: CheckRun): string {
  return [
    title,
    summary,
    text,
    ...annotations.flatMap(({ title, message, raw_details }) => [title, message, raw_details]),
  ].join('\n');
}
