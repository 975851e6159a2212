/** An exact fraction in lowest terms; the denominator is positive. */
export interface Rational {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** Undefined for a denominator of zero. */
export function rational(numerator: bigint, denominator = 1n): Rational | undefined {
  if (denominator === 0n) return undefined;
  const divisor = gcd(numerator, denominator) * (denominator < 0n ? -1n : 1n);
  return { numerator: numerator / divisor, denominator: denominator / divisor };
}

const MILLIONTHS = 1_000_000;

/** To the millionth where it is no integer. */
export function fromNumber(value: number): Rational {
  if (Number.isInteger(value)) return { numerator: BigInt(value), denominator: 1n };
  return rational(BigInt(Math.round(value * MILLIONTHS)), BigInt(MILLIONTHS)) ?? ZERO;
}

const ZERO: Rational = { numerator: 0n, denominator: 1n };

/** Negative, zero or positive as `one - other`. */
export function compare(one: Rational, other: Rational): bigint {
  return one.numerator * other.denominator - other.numerator * one.denominator;
}

export function floor({ numerator, denominator }: Rational): Rational {
  const quotient = numerator / denominator;
  return { numerator: numerator % denominator < 0n ? quotient - 1n : quotient, denominator: 1n };
}

export function ceil({ numerator, denominator }: Rational): Rational {
  const down = floor({ numerator: -numerator, denominator });
  return { numerator: -down.numerator, denominator: 1n };
}

function gcd(one: bigint, other: bigint): bigint {
  let [a, b] = [one < 0n ? -one : one, other < 0n ? -other : other];
  while (b !== 0n) [a, b] = [b, a % b];
  return a === 0n ? 1n : a;
}
