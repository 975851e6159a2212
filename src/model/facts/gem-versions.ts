import type { Location } from '../location.js';

/** The resolved gems of a Gemfile.lock: they decide defaults. */
export interface GemVersions {
  readonly kind: 'gem-versions';
  readonly path: string;
  readonly gems: Readonly<Record<string, { readonly version: string; readonly at: Location }>>;
  readonly at: Location;
}
