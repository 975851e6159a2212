import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { type CacheKey, DiskCache, type FactsCache, MemoryCache } from '../../src/workspace/cache.js';
import { makeTree, removeTrees } from '../support/tree.js';

const key: CacheKey = { reader: 'puma', version: 1, path: 'config/puma.rb', blobId: 'a'.repeat(40) };
const other: CacheKey = { ...key, path: 'name\twith\nbreaks.rb' };

afterEach(removeTrees);

const caches: readonly [string, () => FactsCache<unknown>][] = [
  ['on disk', () => new DiskCache(join(makeTree(), 'a.facts'), '1.0.0')],
  ['in memory', () => new MemoryCache()],
];

describe.each(caches)('a cache %s', (_, make) => {
  test('gives a result back for the same reader, version, path and content, and for no other', () => {
    const cache = make();
    cache.put(key, { part: [1] });
    cache.put(other, {});
    expect(cache.get(key)).toEqual({ part: [1] });
    expect(cache.get(other)).toEqual({});
    expect(cache.get({ ...key, reader: 'rails' })).toBeUndefined();
    expect(cache.get({ ...key, version: 2 })).toBeUndefined();
    expect(cache.get({ ...key, path: 'config/puma/production.rb' })).toBeUndefined();
    expect(cache.get({ ...key, blobId: 'b'.repeat(40) })).toBeUndefined();
  });
});

describe('a cache on disk', () => {
  const file = () => join(makeTree(), 'deep/directory/a.facts');

  function saved(path: string, entries: readonly [CacheKey, unknown][]): void {
    const cache = new DiskCache<unknown>(path, '1.0.0');
    for (const [name, value] of entries) cache.put(name, value);
    expect(cache.save()).toEqual({ ok: true });
  }

  test('remembers over runs, whatever names the input brought', () => {
    const path = file();
    const value = { part: JSON.parse('{"__proto__": {"a": 1}, "constructor": "é\u2028😀"}') };
    saved(path, [
      [key, value],
      [other, {}],
    ]);
    const cache = new DiskCache<unknown>(path, '1.0.0');
    expect(JSON.stringify(cache.get(key))).toBe(JSON.stringify(value));
    expect(cache.get(other)).toEqual({});
  });

  test('drops what the last run did not use once that is more than half of it', () => {
    const path = file();
    const large = 'x'.repeat(1_200_000);
    saved(path, [
      [key, 1],
      [other, large],
    ]);
    const second = new DiskCache<unknown>(path, '1.0.0');
    second.get(key);
    second.save();
    const third = new DiskCache<unknown>(path, '1.0.0');
    expect([third.get(key), third.get(other)]).toEqual([1, undefined]);
  });

  test('parses what is long in a result where somebody looks at it, and gives the same', () => {
    const path = file();
    const containers = Array.from({ length: 50 }, (_, index) => ({ name: `é-${index}` }));
    const value = { part: { kind: 'objects', facts: [{ kind: 'workload', containers, name: 'web' }] } };
    saved(path, [[key, value]]);
    const found = new DiskCache<typeof value>(path, '1.0.0').get(key);
    expect(JSON.stringify(found)).toBe(JSON.stringify(value));
    const [fact] = found?.part.facts ?? [];
    expect(Object.keys(fact ?? {})).toEqual(['kind', 'containers', 'name']);
    expect({ ...fact }).toEqual(value.part.facts[0]);
  });

  test("drops a reader's older results for a content when a newer one comes, and keeps other readers'", () => {
    const path = file();
    saved(path, [
      [key, 'old'],
      [{ ...key, reader: 'rails' }, 'rails'],
    ]);
    saved(path, [[{ ...key, version: 2 }, 'new']]);
    const cache = new DiskCache<unknown>(path, '1.0.0');
    expect(cache.get(key)).toBeUndefined();
    expect(cache.get({ ...key, version: 2 })).toBe('new');
    expect(cache.get({ ...key, reader: 'rails' })).toBe('rails');
  });

  test.each<[string, (bytes: Buffer) => Buffer | string]>([
    ['empty', () => ''],
    ['foreign', () => 'hello\nworld\n'],
    ['cut off', (bytes) => bytes.subarray(0, bytes.length - 3)],
    ['damaged', (bytes) => Buffer.from(bytes.toString('utf8').replace('12345', '12346'))],
    ['not text', () => Buffer.alloc(1000, 0xff)],
  ])('that is %s is ignored, and replaced by the next', (_, damage) => {
    const path = file();
    saved(path, [[key, 12345]]);
    for (const name of readdirSync(path)) {
      const segment = join(path, name);
      writeFileSync(segment, damage(readFileSync(segment)));
    }
    expect(new DiskCache(path, '1.0.0').get(key)).toBeUndefined();
    saved(path, [[key, 2]]);
    expect(new DiskCache(path, '1.0.0').get(key)).toBe(2);
  });

  test("of another release is ignored, even with the readers' versions unchanged", () => {
    const path = file();
    saved(path, [[key, 1]]);
    expect(new DiskCache(path, '1.0.1').get(key)).toBeUndefined();
  });

  test('that cannot be written says so', () => {
    const path = join(makeTree({ file: '' }), 'file/a.facts');
    const cache = new DiskCache(path, '1.0.0');
    cache.put(key, 1);
    expect(cache.save()).toEqual({ ok: false, message: expect.stringContaining('ENOTDIR') });
  });
});

test('a cache in memory forgets what was used longest ago', () => {
  const cache = new MemoryCache<number>(2);
  const keys = ['a', 'b', 'c'].map((path): CacheKey => ({ ...key, path }));
  const [a, b, c] = keys;
  if (!a || !b || !c) throw new Error('three keys');
  cache.put(a, 1);
  cache.put(b, 2);
  cache.get(a);
  cache.put(c, 3);
  expect(keys.map((each) => cache.get(each))).toEqual([1, undefined, 3]);
});
