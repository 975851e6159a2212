import {
  type ASTNode,
  type Environment,
  EvaluationError,
  ParseError,
  type ParseResult,
  TypeError as TypeMismatch,
} from '@marcbachmann/cel-js';
import { type Unknown, unknown } from '../../model/traced.js';
import type { Language } from './language.js';
import { childrenOf, type ExpressionProblem, findCostlyConstruct } from './limits.js';
import { Observation, type ReadMeter, TooManyReads, UnknownValue } from './observation.js';
import type { ViewClass } from './view.js';

/** What an expression is evaluated on. */
export interface Bindings {
  /** The model's records behind the variables, by variable. */
  readonly records: Readonly<Record<string, object | undefined>>;
  /** Of all evaluations of the rule. */
  readonly meter: ReadMeter;
}

/** What a variable stands for where the model has none (no contract): every value in it is absent. */
const NOTHING = {};

/** A checked expression. */
export interface Expression {
  readonly text: string;
  readonly parsed: ParseResult;
  /** The CEL type of its value, as `bool`, `int` or a record's name. */
  readonly type: string;
  evaluate(bindings: Bindings): Outcome;
}

/** What an evaluation gave. `undecided` says why there is no value; the observation holds what was looked at in any case. */
export type Outcome =
  | { readonly decided: true; readonly value: unknown; readonly observation: Observation }
  | { readonly decided: false; readonly unknown: Unknown; readonly observation: Observation };

export type Compilation =
  | { readonly ok: true; readonly expression: Expression }
  | { readonly ok: false; readonly problem: ExpressionProblem };

/** Parses and type-checks an expression that must give one of `types`. */
export function compile(text: string, language: Language, types: readonly string[] | 'any'): Compilation {
  try {
    const parsed = language.cel.parse(text);
    const costly = findCostlyConstruct(parsed.ast);
    if (costly !== undefined) return { ok: false, problem: costly };
    const checked = parsed.check();
    if (!checked.valid) return { ok: false, problem: problemOf(checked.error, text) };
    const misnamed = findMisnamedTest(parsed.ast, language.cel);
    if (misnamed !== undefined) return { ok: false, problem: misnamed };
    const type = checked.type ?? 'dyn';
    if (types !== 'any' && !types.includes(type)) {
      const message = `this gives ${articled(type)}; ${types.map(articled).join(' or ')} is needed here`;
      return { ok: false, problem: { message, start: 0, end: text.length } };
    }
    const context = contextOf(parsed, language);
    return { ok: true, expression: { text, parsed, type, evaluate: (bindings) => run(parsed, context, bindings) } };
  } catch (error) {
    return { ok: false, problem: problemOf(error, text) };
  }
}

/** CEL does not type-check the argument of `has()`: a misspelt field would silently be absent for ever. */
function findMisnamedTest(node: ASTNode, cel: Environment): ExpressionProblem | undefined {
  if (node.op === 'call' && node.args[0] === 'has') {
    const [tested] = node.args[1];
    if (tested !== undefined && cel.hasVariable(rootOf(tested))) {
      const text = node.input.slice(tested.start, tested.end);
      const checked = cel.check(text);
      if (!checked.valid) {
        const { message, start, end } = problemOf(checked.error, text);
        return { message, start: tested.start + start, end: tested.start + end };
      }
    }
  }
  for (const child of childrenOf(node)) {
    const problem = findMisnamedTest(child, cel);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function rootOf(node: ASTNode): string {
  let current = node;
  while (current.op === '.') current = current.args[0];
  return current.op === 'id' ? current.args : '';
}

/** The names that an expression really uses: most rules look at one of several variables. */
interface UsedContext {
  readonly variables: readonly { readonly name: string; readonly viewClass: ViewClass }[];
  readonly definitions: readonly (readonly [name: string, definition: ParseResult])[];
}

function contextOf(parsed: ParseResult, { variables, classes, definitions }: Language): UsedContext {
  const names = new Set<string>();
  const pending = [parsed.ast];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    pending.push(...childrenOf(node));
    if (node.op !== 'id' || names.has(node.args)) continue;
    names.add(node.args);
    const definition = definitions.get(node.args);
    if (definition !== undefined) pending.push(definition.ast);
  }
  return {
    variables: Object.entries(variables)
      .filter(([name]) => names.has(name))
      .map(([name, type]) => ({ name, viewClass: classes.of(type.name, type.fields) })),
    definitions: [...definitions].filter(([name]) => names.has(name)),
  };
}

function run(parsed: ParseResult, { variables, definitions }: UsedContext, { records, meter }: Bindings): Outcome {
  const observation = new Observation(meter);
  if (meter.exhausted) return { decided: false, unknown: reasonOf(meter.tooMany, observation), observation };
  const context: Record<string, unknown> = {};
  for (const { name, viewClass } of variables) {
    context[name] = new viewClass(records[name] ?? NOTHING, observation, name);
  }
  for (const [name, definition] of definitions) defineLazily(context, name, definition);
  try {
    return { decided: true, value: parsed(context), observation };
  } catch (error) {
    return { decided: false, unknown: reasonOf(error, observation), observation };
  }
}

/** Computed where it is first read, and once: its reads are the reader's, and so is what it cannot know. */
function defineLazily(context: Record<string, unknown>, name: string, definition: ParseResult): void {
  let value: unknown;
  Object.defineProperty(context, name, {
    get: () => {
      value ??= definition(context);
      return value;
    },
  });
}

/** Why an evaluation has no value; a bug is thrown on. */
function reasonOf(error: unknown, observation: Observation): Unknown {
  if (error instanceof UnknownValue) return error.unknown;
  if (error instanceof EvaluationError) {
    return error.code === 'no_such_key' && observation.absent !== undefined
      ? unknown('not-declared', observation.absent)
      : unknown('not-computable', error.summary);
  }
  if (error instanceof RangeError || error instanceof TooManyReads) return unknown('not-computable', error.message);
  throw error;
}

function problemOf(error: unknown, text: string): ExpressionProblem {
  if (error instanceof ParseError || error instanceof TypeMismatch) {
    const { start, end } = error.range ?? { start: 0, end: text.length };
    const nullHint = error.summary.includes('null') ? '; whether a value is declared is asked with has(…)' : '';
    return { message: `${error.summary}${nullHint}`, start, end: Math.max(end, Math.min(start + 1, text.length)) };
  }
  throw error;
}

function articled(type: string): string {
  return /^[aeiou]/i.test(type) ? `an ${type}` : `a ${type}`;
}
