import type { Location } from '../location.js';

/** A shell script that containers may start through: `bin/docker-entrypoint`, `docker/start-sidekiq.sh`. */
export interface Script {
  readonly kind: 'script';
  readonly path: string;
  /** The text, at most 32 KiB, for the shell parser when a command names it. */
  readonly text: string;
  readonly at: Location;
}
