import type { Trial } from '../fix/verify.js';
import type { Diagnostic } from '../policy/diagnostic.js';
import { type Analysis, analyseEdited, type FactsCacheOfReaders } from './analyse.js';
import { judge, type Scope } from './judge.js';
import { readSources } from './read-sources.js';

/** Lets edits be tried on an analysed tree. What they do not touch comes from the cache. */
export async function trialOf(
  analysis: Analysis,
  diagnostics: readonly Diagnostic[],
  scope: Scope,
  cache: FactsCacheOfReaders,
): Promise<Trial> {
  const paths = diagnostics.flatMap(({ suggestions }) => suggestions.map(({ edit }) => edit.path));
  const sources = await readSources(analysis.workspace, new Set(paths));
  return {
    textOf: (path) => sources.get(path)?.text,
    check: async (texts) => judge(await analyseEdited(analysis, texts, cache), scope),
  };
}
