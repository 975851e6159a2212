/**
 * Whether Plumbline may ever commit to a file. What decides how GitHub runs or judges a repository is no configuration of the application:
 * workflows, and the policy that Plumbline itself obeys.
 */
export function mayCommit({ path, mode }: { readonly path: string; readonly mode: string }): boolean {
  // In place of a link there would be a file.
  const isFile = mode === '100644' || mode === '100755';
  return isFile && !path.startsWith('.github/') && !path.startsWith('.plumbline/');
}
