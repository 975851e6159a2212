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

/** A repository with more is not taken apart, so that it cannot multiply its facts without end. */
const MAX_OVERLAYS = 100;
/** Manifests over all kustomizations that nothing takes in. */
const MAX_BUILT = 20_000;
/** References over all kustomizations, each as often as it is reached. */
const MAX_FOLLOWED = 500_000;

/** The overlays of a repository; none where every manifest is built by one kustomization at most. */
export function overlaysOf(byDirectory: KustomizationsByDirectory, reaches: Reaches): readonly Overlay[] {
  const roots: { readonly directory: string; readonly reach: Reach }[] = [];
  const builders = new Map<string, string[]>();
  let built = 0;
  for (const directory of rootsOf(byDirectory)) {
    const reach = reaches.of(directory);
    built += reach?.files.size ?? 0;
    if (reach === undefined || built > MAX_BUILT) return [];
    roots.push({ directory, reach });
    for (const file of reach.files) {
      const known = builders.get(file);
      if (known === undefined) builders.set(file, [directory]);
      else known.push(directory);
    }
  }
  const sharing = roots.filter(({ reach }) => [...reach.files].some((file) => (builders.get(file)?.length ?? 0) > 1));
  if (sharing.length > MAX_OVERLAYS) return [];
  return sharing.map(({ directory, reach }) => {
    const family = new Set([...reach.files].flatMap((file) => builders.get(file) ?? []));
    return { directory, environment: differing(directory, [...family]), reach };
  });
}

function rootsOf(byDirectory: KustomizationsByDirectory): readonly string[] {
  const taken = new Set([...byDirectory.values()].flatMap(({ resources }) => resources.map(asDirectory)));
  return [...byDirectory.keys()].filter((directory) => !taken.has(directory)).sort();
}

/** What each kustomization of a repository takes in. */
export class Reaches {
  readonly #byDirectory: KustomizationsByDirectory;
  readonly #known = new Map<string, Reach | undefined>();
  #followed = 0;

  constructor(byDirectory: KustomizationsByDirectory) {
    this.#byDirectory = byDirectory;
  }

  /** Undefined where the kustomizations build on each other without end. */
  of(directory: string): Reach | undefined {
    if (!this.#known.has(directory)) this.#known.set(directory, this.#follow(directory));
    return this.#known.get(directory);
  }

  #follow(directory: string): Reach | undefined {
    const files = new Set<string>();
    const directories = new Set<string>();
    const open = [directory];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (directories.has(next)) continue;
      directories.add(next);
      const resources = this.#byDirectory.get(next)?.resources ?? [];
      this.#followed += resources.length;
      if (this.#followed > MAX_FOLLOWED) return undefined;
      for (const resource of resources) {
        const path = asDirectory(resource);
        if (this.#byDirectory.has(path)) open.push(path);
        else files.add(path);
      }
    }
    return { directories, files };
  }
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
