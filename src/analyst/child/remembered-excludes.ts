import { z } from 'zod';
import { CONFIGURATION_PATH } from '../../policy/configuration.js';
import { fitsGlob } from '../../policy/wildcard.js';
import type { Reading } from '../../readers/reader.js';
import { blobIdOf } from '../../workspace/blob-id.js';
import type { FactsCache } from '../../workspace/cache.js';
import type { WantedContent } from './readings-memory.js';

const READER = { reader: 'exclude', version: 1 };
const globs = z.array(z.string());

/**
 * What a configuration excludes is remembered like a reading, because contents are asked for before the configuration is there: a
 * directory that is left out for its size must not be fetched with every push.
 */
export function rememberExcludes(
  configuration: string | undefined,
  exclude: readonly string[],
  cache: FactsCache<Reading<unknown>>,
): readonly WantedContent[] {
  if (configuration === undefined) return [];
  const content = { path: CONFIGURATION_PATH, blobId: blobIdOf(Buffer.from(configuration)) };
  if (cache.get({ ...READER, ...content }) === undefined) cache.put({ ...READER, ...content }, { part: exclude });
  return [content];
}

/** Excludes nothing when it is not remembered. */
export function rememberedExcludes(blobId: string, cache: FactsCache<Reading<unknown>>): (path: string) => boolean {
  const exclude = globs.safeParse(cache.get({ ...READER, path: CONFIGURATION_PATH, blobId })?.part).data ?? [];
  return (path) => exclude.some((glob) => fitsGlob(glob, path));
}
