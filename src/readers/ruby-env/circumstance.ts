import type { VariableRead } from '../../model/facts/variable-read.js';

/** Under which conditions a piece of code is executed. */
export interface Circumstance {
  readonly scope: VariableRead['scope'];
  readonly phase: VariableRead['phase'];
  readonly railsEnv?: string;
  /** Only under a condition that the Rails environment alone does not decide: what it needs is not always needed. */
  readonly conditional: boolean;
}

/** What a condition says about the circumstances of the code that it admits. */
export type Guard =
  | { readonly admits: 'always' }
  | { readonly admits: 'sometimes' }
  | { readonly admits: 'undeployed' }
  | { readonly admits: 'environment'; readonly railsEnv: string };

export function under(circumstance: Circumstance, guard: Guard): Circumstance {
  switch (guard.admits) {
    case 'always':
      return circumstance;
    case 'sometimes':
      return { ...circumstance, conditional: true };
    case 'undeployed':
      return { ...circumstance, scope: 'never-deployed' };
    case 'environment':
      return /^(?:test|development|local)$/.test(guard.railsEnv)
        ? { ...circumstance, scope: 'never-deployed' }
        : { ...circumstance, railsEnv: guard.railsEnv };
  }
}
