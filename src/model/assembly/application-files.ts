/** What stands before an application's own paths: "" for the repository's root, else `backend/`. */
export function pathPrefix(root: string): string {
  return root === '' ? '' : `${root}/`;
}

/** The file that a command names, as `config/x.yml`, `./config/x.yml` or by its absolute path in the image. */
export function fileNamed<F extends { readonly path: string }>(
  files: readonly F[],
  root: string,
  name: string,
): F | undefined {
  const prefix = pathPrefix(root);
  const wanted = name.replace(/^\.\//, '');
  return files.find(
    ({ path }) =>
      path === prefix + wanted || (wanted.startsWith('/') && wanted.endsWith(`/${path.slice(prefix.length)}`)),
  );
}
