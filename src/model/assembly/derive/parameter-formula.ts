/** What a parameter formula may refer to; every other variable makes it unknown. */
interface FormulaVariables {
  /** Bytes. */
  readonly DBInstanceClassMemory: number;
}

const MAXIMUM_LENGTH = 500;
const MAXIMUM_DEPTH = 10;

/** True for a formula, as opposed to a plain number. */
export function readsInstanceMemory(text: string): boolean {
  return text.includes('{');
}

/**
 * Computes an RDS parameter value: a number, `{DBInstanceClassMemory/9531392}`, `{Var*2/3}`, LEAST(), GREATEST(), SUM().
 * Division truncates. Undefined for what is outside this grammar.
 */
export function evaluateParameter(text: string, variables: FormulaVariables): number | undefined {
  if (text.length > MAXIMUM_LENGTH) return undefined;
  const tokens = text.match(/[A-Za-z]\w*|\d+|\S/g) ?? [];
  const reader = new ParameterReader(tokens, variables);
  const value = reader.value(0);
  return value !== undefined && reader.atEnd() && Number.isSafeInteger(value) ? value : undefined;
}

class ParameterReader {
  #position = 0;
  readonly #tokens: readonly string[];
  readonly #variables: FormulaVariables;

  constructor(tokens: readonly string[], variables: FormulaVariables) {
    this.#tokens = tokens;
    this.#variables = variables;
  }

  atEnd(): boolean {
    return this.#position === this.#tokens.length;
  }

  value(depth: number): number | undefined {
    const token = this.#next();
    if (token === undefined || depth > MAXIMUM_DEPTH) return undefined;
    if (/^\d/.test(token)) return Number(token);
    if (token === '{') return this.#braces();
    const compute = FUNCTIONS.get(token.toUpperCase());
    return compute === undefined ? undefined : this.#call(compute, depth);
  }

  #braces(): number | undefined {
    if (this.#next() !== 'DBInstanceClassMemory') return undefined;
    let value = this.#variables.DBInstanceClassMemory;
    for (let token = this.#next(); token !== '}'; token = this.#next()) {
      const operand = Number(this.#next());
      if (!Number.isSafeInteger(operand) || operand === 0) return undefined;
      if (token === '*') value *= operand;
      else if (token === '/') value = Math.trunc(value / operand);
      else return undefined;
    }
    return value;
  }

  #call(compute: (values: readonly number[]) => number, depth: number): number | undefined {
    if (this.#next() !== '(') return undefined;
    const values: number[] = [];
    for (;;) {
      const value = this.value(depth + 1);
      if (value === undefined) return undefined;
      values.push(value);
      const separator = this.#next();
      if (separator === ')') return compute(values);
      if (separator !== ',') return undefined;
    }
  }

  #next(): string | undefined {
    const token = this.#tokens[this.#position];
    this.#position += 1;
    return token;
  }
}

const FUNCTIONS = new Map<string, (values: readonly number[]) => number>([
  ['LEAST', (values) => Math.min(...values)],
  ['GREATEST', (values) => Math.max(...values)],
  ['SUM', (values) => values.reduce((sum, value) => sum + value, 0)],
]);
