import type { Unit } from './process-settings.js';

/** In the order of preference, with the decimals that a quantity in that unit may have. */
const MEMORY_UNITS = [
  { name: 'Gi', bytes: 1024 ** 3, decimals: 1 },
  { name: 'Mi', bytes: 1024 ** 2, decimals: 1 },
  { name: 'G', bytes: 1000 ** 3, decimals: 0 },
  { name: 'M', bytes: 1000 ** 2, decimals: 0 },
  { name: 'Ki', bytes: 1024, decimals: 0 },
] as const;

/** A value as people write it in its unit: `512Mi`, `1.5Gi`, `250m`, `2`, `30 s`. */
export function formatQuantity(value: string | number, unit: Unit): string {
  if (typeof value === 'string') return value;
  switch (unit) {
    case 'bytes':
      return formatBytes(value);
    case 'millicores':
      return value % 1000 === 0 ? String(value / 1000) : `${value}m`;
    case 'seconds':
      return `${value} s`;
    case 'none':
      return String(value);
  }
}

/** In the first unit that says it exactly; else in bytes. */
function formatBytes(bytes: number): string {
  const fits = ({ bytes: size, decimals }: (typeof MEMORY_UNITS)[number]) =>
    bytes >= size && Number.isInteger((bytes / size) * 10 ** decimals);
  const unit = MEMORY_UNITS.find(fits);
  return unit === undefined ? String(bytes) : `${bytes / unit.bytes}${unit.name}`;
}
