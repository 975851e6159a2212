import type { Environment } from '../model/model.js';

/** What was rendered of parts of the model, perhaps in an earlier run: a text follows from its name and the part alone. */
export interface Renderings {
  /** The texts of an environment's processes, in their order, a part at a time: `render` gets an environment with these alone. */
  ofProcesses(
    environment: Environment,
    name: string,
    render: (part: Environment) => string,
  ): Iterable<string | Uint8Array>;
  /** The text of what all processes of an environment have in common. */
  ofEnvironment(
    environment: Environment,
    name: string,
    render: (environment: Environment) => string,
  ): string | Uint8Array;
}

/** Everything is rendered when it is asked for. */
export const RENDERED_ANEW: Renderings = {
  ofProcesses: (environment, _, render) => [render(environment)],
  ofEnvironment: (environment, _, render) => render(environment),
};
