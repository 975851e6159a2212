import type { Location } from '../location.js';

/** A Ruby read of an environment variable. */
export interface VariableRead {
  readonly kind: 'variable-read';
  /** For a dynamic name (`ENV["#{p}_KEY"]`, `ENV.to_h`) what is known of it, possibly "". */
  readonly name: string;
  readonly dynamic: boolean;
  /** The process fails without it: `fetch` with no default, `ENV["X"] || raise`, `Integer(ENV["X"])`, `fetch_values`. */
  readonly required: boolean;
  /** When: while the application boots (config/, initializers, class bodies) or when a method is called. */
  readonly phase: 'load' | 'call';
  /** Which processes execute the file: all, rake tasks only, or none that is deployed (tests, development, seeds). */
  readonly scope: 'application' | 'task' | 'never-deployed';
  /** The only Rails environment in which it happens, where file or condition say so. */
  readonly railsEnv?: string;
  /** The source form, as `ENV.fetch("X")`, at most 80 characters. */
  readonly form: string;
  readonly at: Location;
}
