import { createContext, Script } from 'node:vm';
import { errorCode } from '../workspace/error-code.js';

const script = new Script('work()');

/**
 * Runs synchronous work and stops it when its time is up, wherever it is then, even in a loop of WebAssembly; neither
 * `catch` nor `finally` of the work sees that. Gives false when it was stopped. One call costs a thread, so that many
 * small pieces of work should share one.
 *
 * Needed because size and depth do not bound everything: Prism 1.9 never comes back from `exec $($($(…` with 190 levels,
 * whose parse overruns its stack into its own tables.
 */
export function withinTime(milliseconds: number, work: () => void): boolean {
  try {
    script.runInContext(createContext({ work }), { timeout: milliseconds });
    return true;
  } catch (error) {
    if (errorCode(error) === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return false;
    throw error;
  }
}
