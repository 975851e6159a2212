import type { Diagnostic } from '../policy/diagnostic.js';

/** Manifests, Terraform, and what a Rails application or its servers are configured by. No code, no lock file, no schema. */
const CONFIGURATION = /\.(?:ya?ml|tf|tfvars)$|(?:^|\/)config\/(?:.*\/)?[^/]+\.rb$|(?:^|\/)Procfile[\w.-]*$/;
const CONTRACT = /(?:^|\/)infrastructure_contract\.ya?ml$/;

/**
 * The files that a proposal for a finding may touch: configuration that decided it. Never what says how the repository is judged or run.
 * Whether they may be committed (no links, no submodules), only the tree knows.
 */
export function filesToTouch({ location, related, suggestions }: Diagnostic): readonly string[] {
  const places = [location, ...related.map((place) => place.location), ...suggestions.map(({ edit }) => edit)];
  return [...new Set(places.map(({ path }) => path))].filter(mayBeTouched).sort();
}

/** Not Plumbline's configuration, the contract, nor anything in hidden folders, such as workflows. */
export function mayBeTouched(path: string): boolean {
  return CONFIGURATION.test(path) && !CONTRACT.test(path) && !path.split('/').some((name) => name.startsWith('.'));
}
