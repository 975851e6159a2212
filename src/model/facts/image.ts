import type { Location } from '../location.js';
import type { Setting, Traced } from '../traced.js';

/** The words of a command, or the line that a shell is given. */
export type Command =
  | { readonly form: 'exec'; readonly words: readonly string[]; readonly at: Location }
  | { readonly form: 'shell'; readonly line: string; readonly at: Location };

/** A Dockerfile's final stage, with what it inherits from the stages it is built on. */
export interface Image {
  readonly kind: 'image';
  readonly path: string;
  /** The base image of the chain's root, as `ruby:3.3-slim`, when it is literal. */
  readonly base?: string;
  readonly env: readonly { readonly name: string; readonly value: Traced<string> }[];
  readonly entrypoint?: Command;
  readonly command?: Command;
  readonly exposes: readonly { readonly port: number; readonly at: Location }[];
  /** COPY/ADD and `RUN cp|mv` of single files, as written: `config/database.yml.sample` → `config/database.yml`. */
  readonly copies: readonly { readonly from: string; readonly to: string; readonly at: Location }[];
  /** The user is declared and is not root; null when undeclared. */
  readonly user: Setting<string>;
  readonly at: Location;
}
