import type { Contract, ContractFormula } from '../../facts/contract.js';
import type { FormulaCase } from '../../model.js';
import type { Hop, Setting, Traced } from '../../traced.js';
import { derive, known, unknown } from '../../traced.js';
import type { ProcessDraft } from '../draft.js';
import { isJobKind } from '../kind.js';
import type { Formula } from './formula-arithmetic.js';
import { evaluateFormula, namesIn, parseFormula, renderFormula } from './formula-arithmetic.js';
import type { FormulaBinding } from './formula-binding.js';
import { formulaBinding } from './formula-binding.js';
import { multipliesProcesses } from './formula-dimension.js';
import type { Rational } from './rational.js';
import { ceil, compare, floor, fromNumber } from './rational.js';

const POOL = 'database.pool';

/** Each formula of the contract for each process of the application that it applies to. */
export function deriveFormulas(
  processes: readonly ProcessDraft[],
  contract: Contract | undefined,
): readonly FormulaCase[] {
  const formulas = contract?.formulas ?? [];
  return processes.flatMap((draft) =>
    formulas.filter((formula) => applies(formula, draft)).map((formula) => formulaCase(formula, draft, contract)),
  );
}

function applies({ appliesTo }: ContractFormula, { process }: ProcessDraft): boolean {
  if (process.kind !== 'web' && !isJobKind(process.kind)) return false;
  return appliesTo === undefined || appliesTo.includes(process.kind) || appliesTo.includes(process.name);
}

function formulaCase(formula: ContractFormula, draft: ProcessDraft, contract: Contract | undefined): FormulaCase {
  const names = formulaBinding(formula, draft, contract);
  const right = compute(formula.expression, names);
  const actual = leftSide(formula, draft, names);
  return {
    formula,
    process: draft.process,
    required: derive([right], ({ value }) => Number(rounded(formula, value).numerator)),
    actual,
    multipliesProcesses: dimension(formula.expression),
    met: isMet(formula, draft, actual, right),
    binding: derive([right], ({ binding }) => binding),
    at: formula.at,
  };
}

function dimension(expression: Traced<string>): Traced<boolean> {
  return derive([expression], (text) => {
    const formula = parseFormula(text);
    return formula !== undefined && multipliesProcesses(formula);
  });
}

interface Computed {
  readonly value: Rational;
  readonly binding: string;
}

function compute(expression: Traced<string>, binding: FormulaBinding): Traced<Computed> {
  if (!expression.known) return expression;
  const formula = parseFormula(expression.value);
  if (formula === undefined) {
    return unknown('not-computable', `the formula \`${expression.value.slice(0, 200)}\``, expression.trail);
  }
  const names = namesIn(formula);
  const result = derive([expression, ...names.map(binding.bind)], (_, ...values) =>
    calculate(formula, names, values, binding),
  );
  if (!result.known) return result;
  if (result.value === undefined)
    return unknown('not-computable', `\`${expression.value}\` divides by zero`, result.trail);
  if (result.value.value.numerator < 0n) {
    return unknown('not-computable', `\`${expression.value}\`, which comes to less than 0`, result.trail);
  }
  return { ...result, value: result.value };
}

function calculate(
  formula: Formula,
  names: readonly string[],
  values: readonly unknown[],
  { labelOf }: FormulaBinding,
): Computed | undefined {
  const numbers = values.filter((value) => typeof value === 'number');
  const pairs = names.map((name, index): [string, number] => [name, numbers[index] ?? 0]);
  const value = evaluateFormula(formula, new Map(pairs.map(([name, number]) => [name, fromNumber(number)])));
  if (value === undefined) return undefined;
  const shown = new Map(pairs.map(([name, number]) => [name, `${labelOf(name)} ${number}`]));
  return { value, binding: renderFormula(formula, shown) };
}

/** Pools and threads are whole: at least 4.5 means 5, at most 4.5 means 4. */
function rounded({ operator }: ContractFormula, value: Rational): Rational {
  return operator === '<=' ? floor(value) : ceil(value);
}

/** The pool itself, so that an edit can be made to it; `scope: container` counts the pools of all its processes. */
function leftSide(formula: ContractFormula, draft: ProcessDraft, names: FormulaBinding): Setting<number> {
  const { process } = draft;
  if (formula.compare === POOL) {
    if (formula.scope !== 'container') return process.pool;
    return derive([process.pool, process.processes], (pool, count) => (pool === null ? null : pool * count));
  }
  const hop: Hop = { location: formula.at, says: `compares ${formula.compare}` };
  const left = compute(known(formula.compare, hop), names);
  return derive([left], ({ value }) => Number(floor(value).numerator));
}

function isMet(
  formula: ContractFormula,
  { process }: ProcessDraft,
  actual: Setting<number>,
  right: Traced<Computed>,
): Traced<boolean> {
  if (!actual.known) return actual;
  if (actual.value !== null) {
    return derive([actual, right], (left, { value }) =>
      left === null ? false : holds(formula.operator, compare(fromNumber(left), rounded(formula, value))),
    );
  }
  const { databaseAdapter } = process;
  if (!databaseAdapter.known) return databaseAdapter;
  if (databaseAdapter.value === null) {
    return unknown('not-declared', `a database of ${process.name}`, [...actual.trail, ...databaseAdapter.trail]);
  }
  return derive([actual, right], () => formula.operator === '>=');
}

function holds(operator: ContractFormula['operator'], difference: bigint): boolean {
  switch (operator) {
    case '>=':
      return difference >= 0n;
    case '<=':
      return difference <= 0n;
    case '==':
      return difference === 0n;
  }
}
