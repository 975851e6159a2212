import type { ProbotOctokit } from 'probot';
import type { GithubClient } from '../repository-api.js';
import type { AppApi } from './app-api.js';
import { AppCalls } from './app-calls.js';
import type { AppCredentials } from './app-credentials.js';
import { makeCallsThrough } from './call.js';
import type { Connection } from './connection.js';
import { Grants } from './grants.js';
import { InstallationTokens, type TokenScope } from './installation-tokens.js';
import { Lane } from './lane.js';
import { createOctokit } from './octokit.js';
import { RepositoryCalls } from './repository-calls.js';
import { ThreadRights } from './thread-rights.js';
import { TreeMemory } from './tree-memory.js';

/** About 60 MB. */
const REMEMBERED_ENTRIES = 300_000;

/** GitHub as one App sees it. */
export interface Github extends GithubClient {
  readonly app: AppApi;
}

export interface GithubOptions extends AppCredentials {
  /** Hears of each answer of GitHub: its status, or undefined when none came. */
  answered?(status: number | undefined): void;
}

export function createGithub(options: GithubOptions): Github {
  const { appId, baseUrl } = options;
  const answered = (status: number | undefined) => options.answered?.(status);
  const app = createOctokit(baseUrl, options);
  makeCallsThrough(app, { lane: new Lane(), answered });
  const grants = new Grants(app);
  const tokens = new InstallationTokens(app, grants);
  const trees = new TreeMemory(REMEMBERED_ENTRIES);
  const lanes = new Map<number, Lane>();

  function octokitFor(scope: TokenScope): ProbotOctokit {
    const lane = lanes.get(scope.installation) ?? new Lane();
    lanes.set(scope.installation, lane);
    const octokit = createOctokit(baseUrl);
    const authorization = { token: () => tokens.get(scope), drop: (token: string) => tokens.drop(scope, token) };
    makeCallsThrough(octokit, { lane, authorization, answered });
    return octokit;
  }

  return {
    app: new AppCalls(app, (installation) => octokitFor({ installation, purpose: 'list' })),
    repository({ installation, owner, name }, purpose) {
      const connect = (wanted: 'report' | 'fix'): Connection => ({
        octokit: octokitFor({ installation, repository: name, purpose: wanted }),
        at: { owner, repo: name },
      });
      const fixing = connect('fix');
      return new RepositoryCalls({
        connection: purpose === 'fix' ? fixing : connect('report'),
        app: appId,
        trees,
        threads: new ThreadRights(installation, grants, fixing),
      });
    },
  };
}
