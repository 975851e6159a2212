import { posix } from 'node:path';
import type { KustomizationPart } from './part.js';

/** A kustomization that nothing takes in, while others build on the same manifests: an environment of its own. */
export interface Overlay {
  readonly directory: string;
  /** What tells its folder from those of the other overlays: `production` for `k8s/overlays/production`. */
  readonly environment: string;
  readonly reach: Reach;
}

/** What a kustomization takes in, through the directories that it builds on. */
export interface Reach {
  readonly directories: ReadonlySet<string>;
  readonly files: ReadonlySet<string>;
}

export type KustomizationsByDirectory = ReadonlyMap<string, KustomizationPart>;

/** Manifests over all overlays: a repository with more is not taken apart, so that it cannot multiply its facts without end. */
const MAX_BUILT = 20_000;

/** The overlays of a repository; none where every manifest is built by one kustomization at most. */
export function overlaysOf(byDirectory: KustomizationsByDirectory): readonly Overlay[] {
  const roots: { readonly directory: string; readonly reach: Reach }[] = [];
  const builders = new Map<string, string[]>();
  let built = 0;
  for (const directory of rootsOf(byDirectory)) {
    const reach = reachOf(directory, byDirectory);
    built += reach.files.size;
    if (built > MAX_BUILT) return [];
    roots.push({ directory, reach });
    for (const file of reach.files) {
      const known = builders.get(file);
      if (known === undefined) builders.set(file, [directory]);
      else known.push(directory);
    }
  }
  return roots.flatMap(({ directory, reach }) => {
    const family = new Set([...reach.files].flatMap((file) => builders.get(file) ?? []));
    return family.size > 1 ? [{ directory, environment: differing(directory, [...family]), reach }] : [];
  });
}

function rootsOf(byDirectory: KustomizationsByDirectory): readonly string[] {
  const taken = new Set([...byDirectory.values()].flatMap(({ resources }) => resources.map(asDirectory)));
  return [...byDirectory.keys()].filter((directory) => !taken.has(directory)).sort();
}

export function reachOf(directory: string, byDirectory: KustomizationsByDirectory): Reach {
  const files = new Set<string>();
  const directories = new Set<string>();
  const open = [directory];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (directories.has(next)) continue;
    directories.add(next);
    for (const resource of byDirectory.get(next)?.resources ?? []) {
      const path = asDirectory(resource);
      if (byDirectory.has(path)) open.push(path);
      else files.add(path);
    }
  }
  return { directories, files };
}

function asDirectory(resource: string): string {
  return resource.replace(/\/$/, '');
}

/** The segments of a folder that are not common to all of them; its own name when nothing is left. */
function differing(directory: string, family: readonly string[]): string {
  const paths = family.map((each) => each.split('/'));
  const own = directory.split('/');
  const shortest = Math.min(...paths.map((path) => path.length));
  let start = 0;
  while (start < shortest && paths.every((path) => path[start] === own[start])) start += 1;
  let end = 0;
  while (end < shortest - start && paths.every((path) => path.at(-1 - end) === own.at(-1 - end))) end += 1;
  return own.slice(start, own.length - end).join('-') || posix.basename(directory);
}
