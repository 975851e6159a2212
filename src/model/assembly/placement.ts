import type { Placement } from '../facts/workload.js';

/** How people override what the layout says, from `.github/plumbline.yml`: the first environment that matches wins. */
export interface EnvironmentSelector {
  readonly name: string;
  readonly matchesPath: (path: string) => boolean;
  readonly namespaces: readonly string[];
}

/** Words that name an environment wherever they stand, with the name under which we report it. */
const STRONG: Readonly<Record<string, string>> = {
  production: 'production',
  prod: 'production',
  prd: 'production',
  staging: 'staging',
  stage: 'staging',
  stg: 'staging',
  preprod: 'preprod',
  preproduction: 'preprod',
  uat: 'uat',
  qa: 'qa',
  development: 'development',
};

/** Words that also mean other things (`live` is a cluster's name, `test` a folder of tests): believed only when no strong word stands anywhere. */
const WEAK: Readonly<Record<string, string>> = {
  live: 'production',
  dev: 'development',
  test: 'test',
  review: 'review',
  sandbox: 'sandbox',
  demo: 'demo',
  preview: 'preview',
  integration: 'integration',
  acceptance: 'acceptance',
};

/** The environment that a declaration belongs to; undefined when nothing says so: it is shared by all. */
export function placeInEnvironment(
  path: string,
  placement: Placement,
  objectName: string,
  selectors: readonly EnvironmentSelector[],
): string | undefined {
  const applied = placement.overlay === undefined ? path : `${placement.overlay}/kustomization.yaml`;
  const chosen = selectors.find(
    ({ matchesPath, namespaces }) =>
      matchesPath(applied) || (placement.namespace !== undefined && namespaces.includes(placement.namespace)),
  );
  if (chosen !== undefined) return chosen.name;
  if (placement.environment !== undefined) return canonicalEnvironment(placement.environment);
  const folders = path.split('/').slice(0, -1).reverse();
  const file = path.slice(path.lastIndexOf('/') + 1);
  for (const words of [STRONG, WEAK]) {
    const found =
      firstOf(folders, (folder) => fromFolder(folder, words)) ??
      fromTokens(file, words) ??
      (placement.namespace === undefined ? undefined : fromTokens(placement.namespace, words)) ??
      (words === STRONG ? fromTokens(objectName, words) : undefined);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** `prod` → `production`; a name that is no known word stays as it is, in lower case. */
export function canonicalEnvironment(name: string): string {
  const lower = name.toLowerCase();
  return STRONG[lower] ?? (lower === 'live' || lower === 'dev' ? (WEAK[lower] ?? lower) : lower);
}

/**
 * A folder is an environment when it is the word (`production`), or the word with a suffix or prefix that tells several
 * apart (`staging-1`, `production-eu`): then its whole name, so that the two are never joined.
 */
function fromFolder(folder: string, words: Readonly<Record<string, string>>): string | undefined {
  const lower = folder.toLowerCase();
  if (Object.hasOwn(words, lower)) return words[lower];
  const tokens = lower.split(/[-_.]/);
  return tokens.length > 1 && tokens.some((token) => Object.hasOwn(words, token)) && words === STRONG
    ? lower
    : undefined;
}

/** The last word of a file's or namespace's name counts: `app-production`, `values-staging.yaml`. */
function fromTokens(name: string, words: Readonly<Record<string, string>>): string | undefined {
  const tokens = name.toLowerCase().split(/[-_.]/);
  const token = tokens.findLast((candidate) => Object.hasOwn(words, candidate));
  return token === undefined ? undefined : words[token];
}

function firstOf<T, U>(items: readonly T[], pick: (item: T) => U | undefined): U | undefined {
  for (const item of items) {
    const found = pick(item);
    if (found !== undefined) return found;
  }
  return undefined;
}
