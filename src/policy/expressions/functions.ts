import type { Environment } from '@marcbachmann/cel-js';

const MIB = 1024n * 1024n;
const GIB = 1024n * MIB;

/** What expressions may call besides CEL's own functions. */
export function registerFunctions(language: Environment): void {
  const sync = { async: false };
  language
    .registerFunction('max(int, int): int', (a: bigint, b: bigint) => (a > b ? a : b), sync)
    .registerFunction('min(int, int): int', (a: bigint, b: bigint) => (a < b ? a : b), sync)
    .registerFunction('ceilDiv(int, int): int', ceilDiv, sync)
    .registerFunction('memory(string): int', memory, sync)
    .registerFunction('asMemory(int): string', asMemory, sync)
    .registerFunction('asCpus(int): string', asCpus, sync)
    .registerFunction('plural(int, string, string): string', plural, sync)
    .registerFunction('versionAtLeast(string, string): bool', versionAtLeast, sync);
}

/** The quotient, rounded up. */
function ceilDiv(dividend: bigint, divisor: bigint): bigint {
  if (divisor === 0n) throw new RangeError('division by zero');
  const quotient = dividend / divisor;
  const exact = quotient * divisor === dividend;
  return exact || dividend < 0n !== divisor < 0n ? quotient : quotient + 1n;
}

/** `memory("256Mi")` in bytes. */
function memory(quantity: string): bigint {
  const [, digits, unit] = /^(\d{1,9})(Ki|Mi|Gi|Ti)$/.exec(quantity) ?? [];
  if (digits === undefined) throw new RangeError(`"${quantity}" is no amount of memory; write it as "256Mi"`);
  const factors: Readonly<Record<string, bigint>> = { Ki: 1024n, Mi: MIB, Gi: GIB, Ti: 1024n * GIB };
  return BigInt(digits) * (factors[unit ?? ''] ?? 1n);
}

/** Bytes as people write them: `1.5Gi`, `1900Mi`; rounded to whole Mi. */
function asMemory(bytes: bigint): string {
  if (bytes < MIB && bytes > -MIB) return `${bytes} bytes`;
  if (bytes >= GIB && (bytes * 4n) % GIB === 0n) return `${Number(bytes) / Number(GIB)}Gi`;
  return `${(bytes + MIB / 2n) / MIB}Mi`;
}

/** Millicores as people write them: `2 CPUs` or `500m CPU`. */
function asCpus(millicores: bigint): string {
  if (millicores % 1000n !== 0n) return `${millicores}m CPU`;
  return plural(millicores / 1000n, 'CPU', 'CPUs');
}

/** `plural(3, "thread", "threads")` is "3 threads". */
function plural(count: bigint, one: string, many: string): string {
  return `${count} ${count === 1n ? one : many}`;
}

/** Compares release numbers part by part: `versionAtLeast("6.10", "6.9.1")`. What follows the numbers (`.rc1`) is left out. */
function versionAtLeast(version: string, wanted: string): boolean {
  const left = numbers(version);
  const right = numbers(wanted);
  for (let index = 0; index < Math.max(left.length, right.length); index += 1) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return true;
}

function numbers(version: string): readonly number[] {
  const [release] = /^\d+(\.\d+)*/.exec(version) ?? [];
  if (release === undefined) throw new RangeError(`"${version}" is no version`);
  return release.split('.').map(Number);
}
