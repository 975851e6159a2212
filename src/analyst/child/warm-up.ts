import { join } from 'node:path';
import { checkRevisions } from '../../check/check-revisions.js';
import { BUILT_IN_RULES } from '../../policy/load.js';
import { MemoryCache } from '../../workspace/cache.js';
import { openFolder } from '../../workspace/folder.js';

/** A rule's own example, with files of each kind. */
const EXAMPLE = join(BUILT_IN_RULES, 'database/db-extension-unavailable/fails');

/**
 * Analyses something small, so that the first change that somebody waits for finds the rules compiled, the parsers started and most code
 * ready to run.
 */
export async function warmUp(version: string): Promise<void> {
  const opened = openFolder(EXAMPLE);
  if (!opened.ok) throw new Error(`${EXAMPLE} cannot be read: ${opened.failure.kind}`);
  await checkRevisions(
    { head: opened.workspace, base: opened.workspace },
    { name: 'warm-up', environments: [], rules: [], ruleDirectories: [], fix: false },
    { version, observer: {}, today: '2000-01-01' },
    new MemoryCache(),
  );
  await opened.workspace.close();
}
