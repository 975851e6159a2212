import { createContext, Script } from 'node:vm';
import { errorCode } from '../workspace/error-code.js';

const script = new Script('work()');
const context = createContext({ work: () => {} });

/**
 * Runs synchronous work and stops it when its time is up, wherever it is then, even in a loop of WebAssembly; neither
 * `catch` nor `finally` of the work sees that. Gives false when it was stopped. One call starts a thread (some 0.2 ms),
 * so that small pieces of work should share one. Not to be called from within itself.
 *
 * Needed because size and depth do not bound everything: Prism 1.9 never comes back from `exec $($($(…` with 150 levels,
 * whose parse overruns its stack into its own tables.
 */
export function withinTime(milliseconds: number, work: () => void): boolean {
  context.work = work;
  try {
    script.runInContext(context, { timeout: milliseconds });
    return true;
  } catch (error) {
    if (errorCode(error) === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return false;
    throw error;
  } finally {
    context.work = undefined;
  }
}
