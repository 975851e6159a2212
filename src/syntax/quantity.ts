/**
 * Kubernetes quantities (`512Mi`, `0.5`, `250m`, `1e3`), read exactly: floating point would turn `0.1` into something else.
 * Grammar and rounding are those of k8s.io/apimachinery's resource.ParseQuantity.
 */

const NUMBER = /^([+-]?)([0-9]*)(?:\.([0-9]*))?(.*)$/;
const EXPONENT = /^[eE]([+-]?[0-9]{1,3})$/;
const MAX_DIGITS = 40;
/** A sign, a point and an exponent besides. */
const MAX_LENGTH = MAX_DIGITS + 7;

/** Billionths in one unit of each suffix: nothing finer exists. */
const NANO = 1_000_000_000n;
const SCALES: ReadonlyMap<string, bigint> = new Map([
  ['n', 1n],
  ['u', 1_000n],
  ['m', 1_000_000n],
  ['', NANO],
  ['k', NANO * 10n ** 3n],
  ['M', NANO * 10n ** 6n],
  ['G', NANO * 10n ** 9n],
  ['T', NANO * 10n ** 12n],
  ['P', NANO * 10n ** 15n],
  ['E', NANO * 10n ** 18n],
  ['Ki', NANO * 2n ** 10n],
  ['Mi', NANO * 2n ** 20n],
  ['Gi', NANO * 2n ** 30n],
  ['Ti', NANO * 2n ** 40n],
  ['Pi', NANO * 2n ** 50n],
  ['Ei', NANO * 2n ** 60n],
]);
/** Larger quantities are capped by Kubernetes, not refused. */
const MAX = (2n ** 63n - 1n) * NANO;

/** The amount in billionths, rounded away from zero as Kubernetes does; undefined for text that Kubernetes refuses. */
export function parseQuantity(text: string): bigint | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  const [, sign, whole = '', fraction = '', suffix = ''] = NUMBER.exec(text) ?? [];
  const digits = whole + fraction;
  if (sign === undefined || digits === '' || digits.length > MAX_DIGITS) return undefined;
  const exponent = EXPONENT.exec(suffix)?.[1];
  const scale = exponent === undefined ? SCALES.get(suffix) : NANO;
  if (scale === undefined) return undefined;
  const power = Number(exponent ?? 0) - fraction.length;
  const scaled = BigInt(digits) * scale;
  const amount = power >= 0 ? scaled * 10n ** BigInt(power) : ceilingDivide(scaled, 10n ** BigInt(-power));
  const capped = amount > MAX ? MAX : amount;
  return sign === '-' ? -capped : capped;
}

/** A memory quantity in bytes; `512m` is 0.512, which Kubernetes accepts. Undefined for text that Kubernetes refuses. */
export function parseBytes(text: string): number | undefined {
  const nano = parseQuantity(text);
  if (nano === undefined) return undefined;
  return Number(nano / NANO) + Number(nano % NANO) / Number(NANO);
}

/** A CPU quantity in whole millicores, rounded up as Kubernetes does. Undefined for text that Kubernetes refuses. */
export function parseMillicores(text: string): number | undefined {
  const nano = parseQuantity(text);
  if (nano === undefined) return undefined;
  const perMillicore = 1_000_000n;
  return nano < 0n ? -Number(ceilingDivide(-nano, perMillicore)) : Number(ceilingDivide(nano, perMillicore));
}

const FAMILIAR_UNITS: ReadonlyMap<string, string> = new Map([
  ['k', 'k'],
  ['kb', 'k'],
  ['kib', 'Ki'],
  ['ki', 'Ki'],
  ['mb', 'M'],
  ['mib', 'Mi'],
  ['mi', 'Mi'],
  ['gb', 'G'],
  ['gib', 'Gi'],
  ['gi', 'Gi'],
  ['g', 'G'],
  ['tb', 'T'],
  ['tib', 'Ti'],
  ['ti', 'Ti'],
  ['t', 'T'],
]);

/** What was probably meant by text that is no quantity: `1Gi` for `1GiB`. */
export function suggestQuantity(text: string): string | undefined {
  const [, amount, unit] = /^\s*([0-9]+(?:\.[0-9]+)?)\s*([A-Za-z]+)\s*$/.exec(text) ?? [];
  const suffix = FAMILIAR_UNITS.get(unit?.toLowerCase() ?? '');
  return amount === undefined || suffix === undefined ? undefined : amount + suffix;
}

function ceilingDivide(dividend: bigint, divisor: bigint): bigint {
  return (dividend + divisor - 1n) / divisor;
}
