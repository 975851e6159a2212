import { ProbotOctokit } from 'probot';
import type { AppCredentials } from './app-credentials.js';

/** Octokit writes whole request bodies to its log. */
const SILENT = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/**
 * Probot's Octokit without its pace and its repetitions: it has one lane for the whole process, and it repeats writes that may have been
 * carried out. `makeCallsThrough` gives it ours. With an App's key it signs the calls that the App makes as itself.
 */
export function createOctokit(baseUrl: string, app?: Pick<AppCredentials, 'appId' | 'privateKey'>): ProbotOctokit {
  return new ProbotOctokit({
    baseUrl,
    log: SILENT,
    throttle: { enabled: false },
    retry: { enabled: false },
    ...(app && { auth: { appId: app.appId, privateKey: app.privateKey } }),
  });
}
