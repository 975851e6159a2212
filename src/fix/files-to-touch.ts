import type { Diagnostic } from '../policy/diagnostic.js';

const CONTRACT = /(?:^|\/)infrastructure_contract\.ya?ml$/;

/**
 * The files that a proposal for a finding may touch: those that decided it. Never what says how the repository is judged or run. Whether
 * they may be committed (no links, no submodules), only the tree knows.
 */
export function filesToTouch({ location, related, suggestions }: Diagnostic): readonly string[] {
  const places = [location, ...related.map((place) => place.location), ...suggestions.map(({ edit }) => edit)];
  return [...new Set(places.map(({ path }) => path))].filter((path) => !isPolicy(path)).sort();
}

/** Configuration of Plumbline, the contract, and all in hidden folders, such as workflows. */
export function isPolicy(path: string): boolean {
  return CONTRACT.test(path) || path.split('/').some((name) => name.startsWith('.'));
}
