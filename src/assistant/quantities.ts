/** What a number counts. `count`: says no unit. */
export type Dimension = 'count' | 'bytes' | 'seconds' | 'cpus' | 'percent';

export interface Quantity {
  /** In bytes, seconds, CPUs, hundredths, or as it is. */
  readonly value: number;
  readonly dimension: Dimension;
}

const UNITS: readonly (readonly [RegExp, Dimension, number])[] = [
  [/^(?:B|bytes?)$/, 'bytes', 1],
  [/^(?:Ki|KiB|kibibytes?)$/, 'bytes', 1024],
  [/^(?:Mi|MiB|mebibytes?)$/, 'bytes', 1024 ** 2],
  [/^(?:Gi|GiB|gibibytes?)$/, 'bytes', 1024 ** 3],
  [/^(?:[kK]|[kK]B|kilobytes?)$/, 'bytes', 1000],
  [/^(?:M|MB|megabytes?)$/, 'bytes', 1000 ** 2],
  [/^(?:G|GB|gigabytes?)$/, 'bytes', 1000 ** 3],
  [/^(?:ms|milliseconds?)$/, 'seconds', 0.001],
  [/^(?:s|secs?|seconds?)$/, 'seconds', 1],
  [/^(?:mins?|minutes?)$/, 'seconds', 60],
  [/^(?:h|hours?)$/, 'seconds', 3600],
  [/^(?:m|millicores?|millicpus?)$/, 'cpus', 0.001],
  [/^(?:v?CPUs?|cores?)$/, 'cpus', 1],
  [/^(?:%|percent)$/, 'percent', 1],
];

const NUMBER_WORDS = new Map(
  `two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty`
    .split(' ')
    .map((word, index) => [word, index + 2] as const),
);
const TENS = ['thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];

const DIGITS = /^[-−+]?(\d{1,3}(?:[,_]\d{3})+|\d+)(\.\d+)?(.*)$/su;

/** The quantity that a token says, `1.5Gi`, `250m`, `16`, `sixteen`, `75%`, with its unit in it or in the token after. */
export function quantityOf(token: string, following = ''): Quantity | undefined {
  const word = numberWord(token.toLowerCase());
  if (word !== undefined) return inUnit(word, following) ?? { value: word, dimension: 'count' };
  const [, whole, decimals = '', rest = ''] = DIGITS.exec(token) ?? [];
  if (whole === undefined) return undefined;
  const number = Number(whole.replace(/[,_]/g, '') + decimals);
  if (rest !== '') return inUnit(number, rest);
  return inUnit(number, following) ?? { value: number, dimension: 'count' };
}

/** The same amount. A number without a unit may stand for one in the unit that configuration usually leaves out. */
export function isSame(said: Quantity, known: Quantity): boolean {
  if (said.dimension !== known.dimension && said.dimension !== 'count' && known.dimension !== 'count') return false;
  if (said.dimension === 'percent' && known.dimension === 'count' && isClose(said.value, known.value * 100))
    return true;
  return isClose(said.value, known.value);
}

function isClose(left: number, right: number): boolean {
  return Math.abs(left - right) <= 1e-9 * Math.max(Math.abs(left), Math.abs(right));
}

function inUnit(number: number, unit: string): Quantity | undefined {
  const found = UNITS.find(([name]) => name.test(unit));
  return found && { value: number * found[2], dimension: found[1] };
}

function numberWord(word: string): number | undefined {
  if (word === 'dozen') return 12;
  const [tens = '', ones] = word.split('-');
  const decade = tens === 'twenty' ? 20 : TENS.indexOf(tens) === -1 ? undefined : TENS.indexOf(tens) * 10 + 30;
  if (decade === undefined) return NUMBER_WORDS.get(word);
  if (ones === undefined) return decade;
  const unit = ones === 'one' ? 1 : NUMBER_WORDS.get(ones);
  return unit === undefined ? undefined : decade + unit;
}
