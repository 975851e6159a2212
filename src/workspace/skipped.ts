/** Directories of installed code and of tools' own files, at any depth; never what an application's authors deploy. */
const SKIPPED_NAMES: ReadonlySet<string> = new Set(['.git', 'node_modules', '.terraform', '.plumbline-cache']);

/** What a Rails application writes while it runs. Elsewhere (`modules/log/main.tf`) the names mean nothing special. */
const RUNTIME_NAMES: ReadonlySet<string> = new Set(['tmp', 'log']);

/**
 * Whether a directory is left out of every workspace, so that a folder and its commit give the same files.
 * `besideGemfile` tells whether the directory that holds it also holds a Gemfile.
 */
export function isSkipped(directory: string, besideGemfile: () => boolean): boolean {
  const name = directory.slice(directory.lastIndexOf('/') + 1);
  if (SKIPPED_NAMES.has(name)) return true;
  if (name === 'bundle' && (directory === 'vendor/bundle' || directory.endsWith('/vendor/bundle'))) return true;
  return RUNTIME_NAMES.has(name) && besideGemfile();
}
