import type { HclExpression, HclReference, HclStep } from '../../syntax/hcl/tree.js';
import type { Budget } from './budget.js';
import type { DataPart } from './part.js';
import type { Value } from './value.js';

/** Where an expression stands: what its names mean and which files its functions read. */
export interface Scope {
  readonly names: Names;
  /** `each`, `count`, the names of a `for`, the variables of a template: they hide everything else. */
  readonly bindings: ReadonlyMap<string, Value>;
  readonly budget: Budget;
}

/** The evaluator, handed to what it calls, so that modules do not import each other in a circle. */
export type Evaluate = (expression: HclExpression, scope: Scope, says?: string) => Value;

/** The names of one module, or of a template file. */
export interface Names {
  /** The value of a reference's first steps, and the steps that are still to be taken. */
  resolve(reference: HclReference, scope: Scope): { readonly value: Value; readonly rest: readonly HclStep[] };
  /** The file that a path in this module means; `file("x")` looks where Terraform runs, which may be the repository's root. */
  file(path: string): TextFile | undefined;
}

/** A file with its text, which may be a template. */
export interface TextFile {
  readonly path: string;
  readonly part: DataPart;
}

export function bind(scope: Scope, bindings: Readonly<Record<string, Value>>): Scope {
  return { ...scope, bindings: new Map([...scope.bindings, ...Object.entries(bindings)]) };
}
