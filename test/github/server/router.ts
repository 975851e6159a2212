import type { Route } from './route.js';

/** Parameters that may contain slashes: branches and paths. */
const WITH_SLASHES = /^(?:path|ref|branch|basehead|tree_sha)$/;

interface Matcher {
  readonly route: Route;
  readonly method: string;
  readonly pattern: RegExp;
  readonly names: readonly string[];
  readonly literals: number;
}

export interface Match {
  readonly route: Route;
  readonly path: Readonly<Record<string, string>>;
}

/** Finds the operation of a request; the one with the most words of its own wins. */
export class Router {
  readonly #matchers: readonly Matcher[];

  constructor(routes: readonly Route[]) {
    this.#matchers = routes.map(matcherOf).sort((a, b) => b.literals - a.literals);
  }

  find(method: string, path: string): Match | undefined {
    for (const { route, pattern, names, ...each } of this.#matchers) {
      const found = each.method === method ? pattern.exec(path) : null;
      if (found === null) continue;
      const values = names.map((name, index) => [name, decodeURIComponent(found[index + 1] ?? '')]);
      return { route, path: Object.fromEntries(values) };
    }
    return undefined;
  }
}

function matcherOf(route: Route): Matcher {
  const [method = '', template = ''] = route.operation.split(' ');
  const names: string[] = [];
  const pattern = template.replace(/\{(\w+)\}/g, (_, name: string) => {
    names.push(name);
    return WITH_SLASHES.test(name) ? '(.+)' : '([^/]+)';
  });
  const literals = template.split('/').filter((part) => !part.startsWith('{')).length;
  return { route, method, pattern: new RegExp(`^${pattern}$`), names, literals };
}
