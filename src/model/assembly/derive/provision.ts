import type { Process, Variable } from '../../model.js';
import type { Hop, Traced } from '../../traced.js';
import { derive, known, unknown } from '../../traced.js';

/** Answers which variables a process has. A variable whose value is hidden is provided all the same. */
export class Provision {
  readonly #process: Process;
  readonly #byName: ReadonlyMap<string, Variable>;

  constructor(process: Process) {
    this.#process = process;
    this.#byName = new Map(process.variables.map((variable) => [variable.name, variable]));
  }

  /** False only where every source of variables was read. */
  provides(name: string): Traced<boolean> {
    const { openVariables, at, deployed } = this.#process;
    const variable = this.#byName.get(name);
    const hop: Hop = { location: at, says: `sets ${name}` };
    if (variable !== undefined) return known(true, variable.value.trail[0] ?? hop);
    if (!openVariables.known) return openVariables;
    if (!openVariables.value) return derive([openVariables], () => false);
    return deployed
      ? unknown('outside-repository', `${name}, which a source that was not read may set`, openVariables.trail)
      : unknown('not-deployed', `${name}, which the platform may set`, openVariables.trail);
  }
}
