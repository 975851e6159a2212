import { Source } from '../syntax/source.js';
import type { Workspace } from '../workspace/workspace.js';

/** The texts of some files of a workspace, for excerpts. A file that cannot be read is left out. */
export async function readSources(
  workspace: Workspace,
  paths: ReadonlySet<string>,
): Promise<ReadonlyMap<string, Source>> {
  const { files } = await workspace.list();
  const sources = new Map<string, Source>();
  for await (const { file, result } of workspace.read(files.filter(({ path }) => paths.has(path)))) {
    if (result.ok) sources.set(file.path, new Source(file.path, result.text));
  }
  return sources;
}
