import { expect, test } from '@jest/globals';
import { formatQuantity } from '../../src/reporters/quantity.js';

test.each([
  [536_870_912, 'bytes', '512Mi'],
  [1_610_612_736, 'bytes', '1.5Gi'],
  [1_000_000_000, 'bytes', '1G'],
  [512_000_000, 'bytes', '512M'],
  [65_536, 'bytes', '64Ki'],
  [1537, 'bytes', '1537'],
  [0, 'bytes', '0'],
  [250, 'millicores', '250m'],
  [2000, 'millicores', '2'],
  [1500, 'millicores', '1500m'],
  [30, 'seconds', '30 s'],
  [5, 'none', '5'],
  ['bundle exec puma', 'none', 'bundle exec puma'],
] as const)('%s %s are written %s', (value, unit, written) => {
  expect(formatQuantity(value, unit)).toBe(written);
});
