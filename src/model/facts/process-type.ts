import type { Location } from '../location.js';

/** A Procfile line: `worker: bundle exec sidekiq -c 5`. */
export interface ProcessType {
  readonly kind: 'process-type';
  readonly path: string;
  readonly name: string;
  readonly line: string;
  readonly at: Location;
}
