import type { Rational } from './rational.js';
import { ceil, compare, floor, rational } from './rational.js';

/** A contract formula: numbers, names, `+ - * / ( )` and min, max, ceil, floor. */
export type Formula =
  | { readonly kind: 'number'; readonly value: Rational; readonly text: string }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'call'; readonly name: FunctionName; readonly arguments: readonly Formula[] }
  | { readonly kind: 'negative'; readonly operand: Formula }
  | { readonly kind: 'binary'; readonly operator: Operator; readonly left: Formula; readonly right: Formula };

type Operator = '+' | '-' | '*' | '/';
type FunctionName = 'min' | 'max' | 'ceil' | 'floor';

const MAXIMUM_LENGTH = 1000;
const MAXIMUM_DEPTH = 50;
const PRECEDENCE: Readonly<Record<Operator, number>> = { '+': 1, '-': 1, '*': 2, '/': 2 };

/** Undefined for what is outside the grammar. */
export function parseFormula(text: string): Formula | undefined {
  if (text.length > MAXIMUM_LENGTH) return undefined;
  const tokens = text.match(/[A-Za-z_][\w.]*|\d+(?:\.\d+)?|\S/g) ?? [];
  const parser = new FormulaParser(tokens);
  const formula = parser.expression(0, 0);
  return parser.atEnd() ? formula : undefined;
}

/** Every name once, in the order of first use. */
export function namesIn(formula: Formula): readonly string[] {
  return [...new Set(collectNames(formula))];
}

/** Exact; undefined for a division by zero or a name without a value. */
export function evaluateFormula(formula: Formula, values: ReadonlyMap<string, Rational>): Rational | undefined {
  switch (formula.kind) {
    case 'number':
      return formula.value;
    case 'name':
      return values.get(formula.name);
    case 'negative': {
      const operand = evaluateFormula(formula.operand, values);
      return operand && { numerator: -operand.numerator, denominator: operand.denominator };
    }
    case 'binary': {
      const left = evaluateFormula(formula.left, values);
      const right = evaluateFormula(formula.right, values);
      return left && right && calculate(formula.operator, left, right);
    }
    case 'call': {
      const operands = formula.arguments.map((operand) => evaluateFormula(operand, values));
      const known = operands.filter((operand) => operand !== undefined);
      return known.length === operands.length ? call(formula.name, known) : undefined;
    }
  }
}

/** The formula with another text for each name, as `RAILS_MAX_THREADS 5 × WEB_CONCURRENCY 3 + 2`. */
export function renderFormula(formula: Formula, names: ReadonlyMap<string, string>, above = 0): string {
  switch (formula.kind) {
    case 'number':
      return formula.text;
    case 'name':
      return names.get(formula.name) ?? formula.name;
    case 'negative':
      return `-${renderFormula(formula.operand, names, 3)}`;
    case 'call':
      return `${formula.name}(${formula.arguments.map((operand) => renderFormula(operand, names)).join(', ')})`;
    case 'binary': {
      const level = PRECEDENCE[formula.operator];
      const sign = formula.operator === '*' ? '×' : formula.operator === '/' ? '÷' : formula.operator;
      const text = `${renderFormula(formula.left, names, level)} ${sign} ${renderFormula(formula.right, names, level + 1)}`;
      return level < above ? `(${text})` : text;
    }
  }
}

function collectNames(formula: Formula): readonly string[] {
  switch (formula.kind) {
    case 'number':
      return [];
    case 'name':
      return [formula.name];
    case 'negative':
      return collectNames(formula.operand);
    case 'binary':
      return [...collectNames(formula.left), ...collectNames(formula.right)];
    case 'call':
      return formula.arguments.flatMap(collectNames);
  }
}

function calculate(operator: Operator, left: Rational, right: Rational): Rational | undefined {
  const { numerator: a, denominator: b } = left;
  const { numerator: c, denominator: d } = right;
  switch (operator) {
    case '+':
      return rational(a * d + c * b, b * d);
    case '-':
      return rational(a * d - c * b, b * d);
    case '*':
      return rational(a * c, b * d);
    case '/':
      return rational(a * d, b * c);
  }
}

function call(name: FunctionName, values: readonly Rational[]): Rational | undefined {
  const [first, ...rest] = values;
  if (first === undefined) return undefined;
  switch (name) {
    case 'ceil':
      return ceil(first);
    case 'floor':
      return floor(first);
    case 'min':
      return rest.reduce((least, value) => (compare(value, least) < 0n ? value : least), first);
    case 'max':
      return rest.reduce((most, value) => (compare(value, most) > 0n ? value : most), first);
  }
}

/** Precedence climbing; every undefined ends the parse. */
class FormulaParser {
  #position = 0;
  readonly #tokens: readonly string[];

  constructor(tokens: readonly string[]) {
    this.#tokens = tokens;
  }

  atEnd(): boolean {
    return this.#position === this.#tokens.length;
  }

  expression(minimum: number, depth: number): Formula | undefined {
    let left = this.#operand(depth);
    for (;;) {
      const operator = this.#tokens[this.#position];
      if (left === undefined || !isOperator(operator) || PRECEDENCE[operator] <= minimum) return left;
      this.#position += 1;
      const right = this.expression(PRECEDENCE[operator], depth + 1);
      left = right && { kind: 'binary', operator, left, right };
    }
  }

  #operand(depth: number): Formula | undefined {
    const token = this.#next();
    if (token === undefined || depth > MAXIMUM_DEPTH) return undefined;
    if (/^\d/.test(token)) return number(token);
    if (token === '-') {
      const operand = this.#operand(depth + 1);
      return operand && { kind: 'negative', operand };
    }
    if (token === '(') {
      const inner = this.expression(0, depth + 1);
      return this.#next() === ')' ? inner : undefined;
    }
    if (!/^[A-Za-z_]/.test(token)) return undefined;
    return this.#tokens[this.#position] === '(' ? this.#call(token, depth) : { kind: 'name', name: token };
  }

  #call(name: string, depth: number): Formula | undefined {
    if (!isFunctionName(name)) return undefined;
    this.#position += 1;
    const operands: Formula[] = [];
    for (;;) {
      const operand = this.expression(0, depth + 1);
      if (operand === undefined) return undefined;
      operands.push(operand);
      const separator = this.#next();
      const complete = operands.length === 1 || name === 'min' || name === 'max';
      if (separator === ')') return complete ? { kind: 'call', name, arguments: operands } : undefined;
      if (separator !== ',') return undefined;
    }
  }

  #next(): string | undefined {
    const token = this.#tokens[this.#position];
    this.#position += 1;
    return token;
  }
}

function number(text: string): Formula | undefined {
  const [whole = '0', decimals = ''] = text.split('.');
  const value = rational(BigInt(whole + decimals), 10n ** BigInt(decimals.length));
  return value && { kind: 'number', value, text };
}

function isOperator(token: string | undefined): token is Operator {
  return token === '+' || token === '-' || token === '*' || token === '/';
}

function isFunctionName(name: string): name is FunctionName {
  return name === 'min' || name === 'max' || name === 'ceil' || name === 'floor';
}
