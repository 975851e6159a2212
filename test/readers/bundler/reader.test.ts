import { expect, test } from '@jest/globals';
import { bundlerReader } from '../../../src/readers/bundler/reader.js';
import { Source } from '../../../src/syntax/source.js';

function versions(text: string): Record<string, string> {
  const fact = bundlerReader.read(new Source('Gemfile.lock', text)).part?.[0];
  if (fact?.kind !== 'gem-versions') throw new Error('no versions were read');
  return Object.fromEntries(Object.entries(fact.gems).map(([name, { version }]) => [name, version]));
}

const LOCK = `GIT
  remote: https://github.com/shop/orders
  revision: 0123456789abcdef0123456789abcdef01234567
  specs:
    orders (0.4.0)
      rails (>= 7)

GEM
  remote: https://gems.example.com/
  specs:
    nokogiri (1.18.9-aarch64-linux-gnu)
      racc (~> 1.4)
    nokogiri (1.18.9-x86_64-darwin)
    puma (7.0.0.pre1)
      nio4r (~> 2.0)
    __proto__ (1.0.0)

PLATFORMS
  x86_64-linux

DEPENDENCIES
  puma (~> 7)

BUNDLED WITH
   2.6.2
`;

test('resolved gems have their version without its platform; what they depend on is left out', () => {
  expect(Object.entries(versions(LOCK))).toEqual([
    ['orders', '0.4.0'],
    ['nokogiri', '1.18.9'],
    ['puma', '7.0.0.pre1'],
    ['__proto__', '1.0.0'],
  ]);
});

test('Windows line ends do not matter', () => {
  expect(versions(LOCK.replaceAll('\n', '\r\n'))).toEqual(versions(LOCK));
});

test('each gem has its place', () => {
  const fact = bundlerReader.read(new Source('Gemfile.lock', LOCK)).part?.[0];
  expect(fact).toMatchObject({ gems: { puma: { at: { startLine: 14, startColumn: 5, endColumn: 22 } } } });
});

test.each([
  ['Gemfile.lock', true],
  ['apps/shop/Gemfile.lock', true],
  ['gems.locked', true],
  ['Gemfile', false],
  ['yarn.lock', false],
])('%s is a lock file: %s', (path, expected) => {
  expect(bundlerReader.matches(path)).toBe(expected);
});
