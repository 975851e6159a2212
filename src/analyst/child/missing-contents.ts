import { organisationPolicy } from '../../check/organisation-policy.js';
import { isPolicyPath } from '../../check/policy-paths.js';
import { readConfiguration } from '../../check/read-configuration.js';
import { CONFIGURATION_PATH } from '../../policy/configuration.js';
import type { MissingContent } from '../analyst.js';
import type { Request } from '../messages.js';
import type { Ask } from './ask.js';
import { type KnownTree, wantedFiles } from './known-trees.js';
import type { Memory } from './memory.js';
import { rememberedExcludes } from './remembered-excludes.js';

type Question = Extract<Request, { readonly method: 'missing' }>['parameters'];

/** The contents that an analysis of these trees reads: neither their readings nor they themselves are here. */
export async function missingContents(
  { repository, trees: commits, organisationPolicy: texts }: Question,
  { contents, readings, trees }: Memory,
  ask: Ask,
): Promise<readonly MissingContent[]> {
  const missing = new Map<string, MissingContent>();
  const name = ({ path, blobId, size = 0 }: { path: string; blobId: string; size: number | undefined }): void => {
    if (!contents.has(blobId) && !missing.has(blobId)) missing.set(blobId, { id: blobId, path, size });
  };
  const known: KnownTree[] = [];
  for (const commit of commits) known.push(await trees.get(repository, commit, ask));
  const isExcluded = await excludedBy(known.at(-1), texts);
  for (const tree of known) {
    for (const link of tree.unknownLinks(contents)) name(link);
    const listing = await tree.list(contents.here);
    const wanted = wantedFiles(listing, isExcluded);
    await readings.load(repository, wanted, ask);
    for (const file of wanted) if (!readings.isRead(repository, file)) name(file);
    for (const { path, blobId, size } of listing.files) {
      if (blobId !== undefined && isPolicyPath(path)) name({ path, blobId, size });
    }
  }
  return [...missing.values()];

  async function excludedBy(base: KnownTree | undefined, organisation: Question['organisationPolicy']) {
    const own = base?.entries.find(({ path }) => path === CONFIGURATION_PATH);
    if (own === undefined) {
      const { configuration } = organisationPolicy('', organisation ?? new Map());
      return readConfiguration(configuration).configuration.isExcluded;
    }
    await readings.load(repository, [own], ask);
    return rememberedExcludes(own.blobId, readings.of(repository));
  }
}
