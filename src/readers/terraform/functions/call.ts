import type { HclCall } from '../../../syntax/hcl/tree.js';
import type { Budget } from '../budget.js';
import type { Evaluate, Scope } from '../scope.js';
import { derivedTrail, dueTo, failure, scalar, unknownValue, type Value } from '../value.js';
import { COLLECTION_FUNCTIONS } from './collections.js';
import { FILE_FUNCTIONS } from './files.js';
import { type Implementation, unknownArgument } from './function.js';
import { SCALAR_FUNCTIONS } from './scalars.js';

const FUNCTIONS: ReadonlyMap<string, Implementation> = new Map([
  ...SCALAR_FUNCTIONS,
  ...COLLECTION_FUNCTIONS,
  ...FILE_FUNCTIONS,
]);

/** The value of a call; unknown for a function that is not evaluated. */
export function callFunction(call: HclCall, scope: Scope, evaluate: Evaluate): Value {
  const hop = { location: call.at, says: `${call.name}(…)` };
  if (call.name === 'try') return firstThatWorks(call, scope, evaluate);
  if (call.name === 'can') return canEvaluate(call, scope, evaluate);
  const evaluated = call.arguments.map((argument) => evaluate(argument, scope));
  if (call.name === 'sensitive') return unknownValue('hidden-in-secret', 'a sensitive value', [hop]);
  const values = call.expand ? spread(evaluated) : evaluated;
  const given = { name: call.name, arguments: values, scope, hop, evaluate };
  if (!takeAll(values, scope.budget)) return refused(call.name, derivedTrail(values, hop));
  const implementation = FUNCTIONS.get(call.name);
  if (implementation === undefined) {
    return unknownArgument(given) ?? unknownValue('not-computable', `${call.name}(…)`, derivedTrail(values, hop));
  }
  return implementation(given) ?? unknownArgument(given) ?? refused(call.name, derivedTrail(values, hop));
}

/** A function goes through all of its arguments, however small its result is. */
function takeAll(values: readonly Value[], budget: Budget): boolean {
  return values.every((value) => {
    if (value.kind === 'list') return budget.takeItems(value.items.length);
    if (value.kind === 'map') return budget.takeItems(value.entries.size);
    return value.kind !== 'scalar' || typeof value.value !== 'string' || budget.takeText(value.value.length);
  });
}

/** Not computed here, though Terraform may well compute it: no `failure`, which `try` would pass over. */
function refused(name: string, trail: ReturnType<typeof derivedTrail>): Value {
  return unknownValue('not-computable', `${name}(…)`, trail);
}

/** `f(list...)`: the items of the last argument are arguments. */
function spread(values: readonly Value[]): readonly Value[] {
  const last = values.at(-1);
  return last?.kind === 'list' ? [...values.slice(0, -1), ...last.items] : values;
}

function firstThatWorks(call: HclCall, scope: Scope, evaluate: Evaluate): Value {
  let value: Value = failure('try(…) of nothing', [{ location: call.at, says: 'try(…)' }]);
  for (const argument of call.arguments) {
    value = evaluate(argument, scope);
    if (value.kind !== 'unknown' || value.fails !== true) return value;
  }
  return value;
}

function canEvaluate(call: HclCall, scope: Scope, evaluate: Evaluate): Value {
  const value = firstThatWorks(call, scope, evaluate);
  const trail = derivedTrail([value], { location: call.at, says: 'can(…)' });
  if (value.kind !== 'unknown') return scalar(true, trail);
  return value.fails === true ? scalar(false, trail) : dueTo(value, trail);
}
