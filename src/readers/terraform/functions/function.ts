import type { Scalar } from '../../../model/expression.js';
import type { Hop } from '../../../model/traced.js';
import type { Evaluate, Scope } from '../scope.js';
import { derivedTrail, dueTo, firstUnknown, resourcesOf, scalar, type Trail, type Value } from '../value.js';

/** A call of a function whose arguments are evaluated. */
export interface Call {
  readonly name: string;
  readonly arguments: readonly Value[];
  readonly scope: Scope;
  /** The place of the call. */
  readonly hop: Hop;
  readonly evaluate: Evaluate;
}

/** Gives undefined for arguments that Terraform would refuse. */
export type Implementation = (call: Call) => Value | undefined;

/** A function of scalars alone: unknown when one of them is. */
export function ofScalars(compute: (...values: readonly Scalar[]) => Scalar | undefined): Implementation {
  return (call) => {
    const trail = derivedTrail(call.arguments, call.hop);
    const unknown = firstUnknown(call.arguments);
    if (unknown !== undefined) return dueTo(unknown, trail);
    const values = call.arguments.flatMap((value) => (value.kind === 'scalar' ? [value.value] : []));
    if (values.length !== call.arguments.length) return undefined;
    const result = compute(...values);
    if (result === undefined) return undefined;
    if (typeof result === 'string' && !call.scope.budget.takeText(result.length)) return undefined;
    return { ...scalar(result, trail), ...resourcesOf(call.arguments) };
  };
}

/** The story of what a call computes. */
export function storyOf(call: Call): Trail {
  return derivedTrail(call.arguments, call.hop);
}

/** The first unknown argument, with the call at the end of its story. */
export function unknownArgument(call: Call): Value | undefined {
  const unknown = firstUnknown(call.arguments);
  return unknown === undefined ? undefined : dueTo(unknown, derivedTrail([unknown], call.hop));
}
