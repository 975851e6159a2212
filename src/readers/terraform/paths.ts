/** Joins and resolves `.` and `..`; a path that leaves the repository gives undefined. Absolute paths start at its root. */
export function resolvePath(directory: string, relative: string): string | undefined {
  const segments = relative.startsWith('/') ? [] : directory.split('/').filter((segment) => segment !== '');
  for (const segment of relative.split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment !== '..') segments.push(segment);
    else if (segments.pop() === undefined) return undefined;
  }
  return segments.join('/');
}

/** `""` for a file at the root of the repository. */
export function directoryOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
