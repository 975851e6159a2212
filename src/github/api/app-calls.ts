import type { ProbotOctokit } from 'probot';
import type { Repository } from '../repository.js';
import type { AppApi, AppIdentity, Delivery, Installation } from './app-api.js';
import { nextCursor } from './next-cursor.js';

const PAGE = 100;
/** Octokit's type of the id holds fewer digits than GitHub's ids have. */
const REDELIVER: string = 'POST /app/hook/deliveries/{delivery_id}/attempts';

/** The calls that are signed with the App's own key. */
export class AppCalls implements AppApi {
  readonly #app: ProbotOctokit;
  readonly #within: (installation: number) => ProbotOctokit;

  /** `within` gives what makes calls with a token of an installation. */
  constructor(app: ProbotOctokit, within: (installation: number) => ProbotOctokit) {
    this.#app = app;
    this.#within = within;
  }

  async self(): Promise<AppIdentity> {
    const { data } = await this.#app.request('GET /app');
    if (data === null) throw new TypeError('GET /app answers with the App');
    return { id: Number(data.id), slug: data.slug ?? '', name: data.name };
  }

  async deliveriesSince(time: Date): Promise<readonly Delivery[]> {
    const found: Delivery[] = [];
    let cursor: string | undefined;
    do {
      const { data, headers } = await this.#app.request('GET /app/hook/deliveries', {
        per_page: PAGE,
        ...(cursor !== undefined && { cursor }),
      });
      const page = data.map(deliveryOf);
      found.push(...page.filter(({ deliveredAt }) => deliveredAt >= time));
      // Newest first: the first one that is too old ends the search.
      cursor = page.every(({ deliveredAt }) => deliveredAt >= time) ? nextCursor(headers.link) : undefined;
    } while (cursor !== undefined);
    return found.reverse();
  }

  async redeliver({ id }: Delivery): Promise<void> {
    await this.#app.request(REDELIVER, { delivery_id: BigInt(id) });
  }

  async installations(): Promise<readonly Installation[]> {
    return everyPage(async (page) => {
      const { data } = await this.#app.request('GET /app/installations', { per_page: PAGE, page });
      return data.map(({ id, account, suspended_at }) => ({
        id: Number(id),
        account: account !== null && 'login' in account ? account.login : '',
        suspended: suspended_at !== null,
      }));
    });
  }

  async repositories(installation: number): Promise<readonly Repository[]> {
    const octokit = this.#within(installation);
    return everyPage(async (page) => {
      const { data } = await octokit.request('GET /installation/repositories', { per_page: PAGE, page });
      return data.repositories.map(({ id, name, owner, default_branch: defaultBranch }) => ({
        installation,
        id: Number(id),
        owner: owner.login,
        name,
        defaultBranch,
      }));
    });
  }
}

function deliveryOf(listed: {
  readonly id: number | bigint;
  readonly guid: string;
  readonly event: string;
  readonly action: string | null;
  readonly delivered_at: string;
  readonly redelivery: boolean;
  readonly status_code: number;
}): Delivery {
  return {
    id: String(listed.id),
    guid: listed.guid,
    event: listed.event,
    action: listed.action ?? undefined,
    deliveredAt: new Date(listed.delivered_at),
    redelivery: listed.redelivery,
    status: listed.status_code,
  };
}

async function everyPage<T>(read: (page: number) => Promise<readonly T[]>): Promise<readonly T[]> {
  const found: T[] = [];
  for (let page = 1; ; page++) {
    const some = await read(page);
    found.push(...some);
    if (some.length < PAGE) return found;
  }
}
