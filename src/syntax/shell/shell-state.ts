import { type Bindings, opaqueWord } from './expand.js';
import type { ShellNode, ShellWord } from './program.js';
import { formatWord } from './word.js';

/** A variable that the program sets, for itself or (exported) for the commands that it starts. */
export interface Binding {
  readonly name: string;
  /** In terms of the environment that the program was started with. */
  readonly value: ShellWord;
  /** False: a command sees it only if the variable was in the environment already. */
  readonly exported: boolean;
  readonly offset: number;
}

/** A command that may be the one that keeps the container running. */
export interface Candidate {
  readonly words: readonly ShellWord[];
  readonly assignments: readonly Binding[];
  readonly viaExec: boolean;
  readonly thruster: boolean;
  readonly openVariables: boolean;
}

/** What a shell knows at one moment of the program. Forked where a condition is not known, and merged after it. */
export class ShellState implements Bindings {
  variables = new Map<string, Binding>();
  functions = new Map<string, ShellNode>();
  args: readonly ShellWord[] | undefined;
  /** The last commands run, one for each way the conditions may have gone. */
  last: readonly Candidate[] = [];
  /** Commands at which the program ended on some way. */
  ended: readonly Candidate[] = [];
  background: readonly Candidate[] = [];
  stopped = false;
  openVariables = false;
  exportAll = false;
  /** Something was not understood. */
  doubtful = false;

  constructor(args: readonly ShellWord[] | undefined) {
    this.args = args;
  }

  value(name: string): ShellWord | undefined {
    return this.variables.get(name)?.value;
  }

  bind(name: string, value: ShellWord, offset: number, exported = false): void {
    const before = this.variables.get(name)?.exported === true;
    this.variables.set(name, { name, value, offset, exported: exported || before || this.exportAll });
  }

  fork(): ShellState {
    const fork = new ShellState(this.args);
    Object.assign(fork, this);
    fork.variables = new Map(this.variables);
    fork.functions = new Map(this.functions);
    fork.ended = [];
    return fork;
  }

  /** Takes over what is common to all ways on which the program goes on; what differs becomes opaque. */
  merge(ways: readonly ShellState[]): void {
    const alive = ways.filter((way) => !way.stopped);
    this.ended = [...this.ended, ...ways.flatMap((way) => way.ended)];
    for (const way of ways) {
      this.openVariables ||= way.openVariables;
      this.doubtful ||= way.doubtful;
    }
    const [first] = alive;
    if (first === undefined) {
      this.stopped = true;
      return;
    }
    this.last = distinct(alive.flatMap((way) => way.last));
    this.background = distinct(alive.flatMap((way) => way.background));
    this.args = alive.every((way) => way.args === first.args) ? first.args : undefined;
    this.#mergeVariables(alive);
  }

  #mergeVariables(alive: readonly ShellState[]): void {
    for (const name of new Set(alive.flatMap((way) => [...way.variables.keys()]))) {
      const bindings = alive.map((way) => way.variables.get(name));
      const some = bindings.find((binding) => binding !== undefined);
      if (some === undefined) continue;
      const text = formatWord(some.value);
      const same = bindings.every((binding) => binding && formatWord(binding.value) === text);
      const value = same ? some.value : opaqueWord(some.value, text);
      this.variables.set(name, { ...some, value, exported: bindings.some((binding) => binding?.exported) });
    }
  }
}

/** Candidates that differ in what they run; the doubts of equal ones are kept. */
export function distinct(candidates: readonly Candidate[]): readonly Candidate[] {
  const byText = new Map<string, Candidate>();
  for (const candidate of candidates) {
    const assignments = candidate.assignments.map(({ name, value }) => `${name}=${formatWord(value)}`);
    const key = JSON.stringify([candidate.words.map(formatWord), assignments]);
    const openVariables = candidate.openVariables || byText.get(key)?.openVariables === true;
    byText.set(key, { ...candidate, openVariables });
  }
  return [...byText.values()];
}
