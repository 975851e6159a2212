import type { Location } from '../location.js';

/** One path that `config/routes.rb` serves, as `/up`; or, with `dynamic`, a construct that may serve any path below `path`. */
export interface Route {
  readonly kind: 'route';
  readonly path: string;
  readonly dynamic: boolean;
  readonly at: Location;
}

/** A PostgreSQL extension that `db/schema.rb` or `structure.sql` enables; never `plpgsql`. */
export interface RequiredExtension {
  readonly kind: 'required-extension';
  readonly name: string;
  readonly at: Location;
}
