import type { TreeTrial } from '../fix/tree-trial.js';
import type { Diagnostic } from '../policy/diagnostic.js';
import { type Analysis, analyseEdited, type FactsCacheOfReaders } from './analyse.js';
import { judge, rulesInScope, type Scope } from './judge.js';
import { readSources } from './read-sources.js';

/** Lets edits be tried on an analysed tree. What they do not touch comes from the cache. */
export async function trialOf(
  analysis: Analysis,
  diagnostics: readonly Diagnostic[],
  scope: Scope,
  cache: FactsCacheOfReaders,
): Promise<TreeTrial> {
  const paths = diagnostics.flatMap(({ suggestions }) => suggestions.map(({ edit }) => edit.path));
  const sources = await readSources(analysis.workspace, new Set(paths));
  return {
    textOf: (path) => sources.get(path)?.text,
    textsOf: async (wanted) => {
      const read = await readSources(analysis.workspace, new Set(wanted));
      return new Map([...read].map(([path, { text }]) => [path, text]));
    },
    check: async (texts) => {
      const edited = await analyseEdited(analysis, texts, cache);
      const unread = edited.reading.coverage.filesNotRead.map(({ path }) => path);
      return { ...judge(edited, scope), unread, rules: rulesInScope(scope).length };
    },
  };
}
