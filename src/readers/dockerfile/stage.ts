import type { Instruction } from '../../syntax/dockerfile/instruction.js';

/** What stands between one `FROM` and the next. */
export interface Stage {
  readonly from: Instruction;
  /** The image or earlier stage it is built on, as written. */
  readonly base: string;
  /** Lower case, since Docker compares so. */
  readonly name?: string;
  readonly instructions: readonly Instruction[];
}

export interface Stages {
  /** Build arguments declared before the first FROM. */
  readonly globals: readonly Instruction[];
  readonly stages: readonly Stage[];
}

export function splitStages(instructions: readonly Instruction[]): Stages {
  const first = instructions.findIndex(({ keyword }) => keyword === 'FROM');
  const globals = instructions.slice(0, first === -1 ? instructions.length : first);
  const stages: Stage[] = [];
  for (const [index, from] of instructions.entries()) {
    if (from.keyword !== 'FROM') continue;
    const rest = instructions.slice(index + 1);
    const next = rest.findIndex(({ keyword }) => keyword === 'FROM');
    const [base = '', as, name] = from.text.split(/\s+/);
    const named = as?.toLowerCase() === 'as' && name !== undefined ? { name: name.toLowerCase() } : {};
    stages.push({ from, base, ...named, instructions: next === -1 ? rest : rest.slice(0, next) });
  }
  return { globals, stages };
}

/** The final stage and the stages it is built on, the root first. */
export function finalChain(stages: readonly Stage[]): readonly Stage[] {
  const chain: Stage[] = [];
  let index = stages.length - 1;
  for (let stage = stages[index]; stage !== undefined; stage = stages[index]) {
    chain.unshift(stage);
    const parent = stage.base.toLowerCase();
    index = stages.slice(0, index).findLastIndex(({ name }) => name === parent);
  }
  return chain;
}
