import { CONFIGURATION_PATH } from '../policy/configuration.js';

const RULE = /^\.plumbline\/rules\/[^/]+\/[^/]+\/rule\.yaml$/;

/** Whether a file says how its repository is to be judged. */
export function isPolicyPath(path: string): boolean {
  return path === CONFIGURATION_PATH || isRulePath(path);
}

export function isRulePath(path: string): boolean {
  return RULE.test(path);
}
