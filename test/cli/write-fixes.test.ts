import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { writeFixes } from '../../src/cli/write-fixes.js';
import { project } from '../e2e/command.js';

let shop: ReturnType<typeof project>;
beforeEach(() => {
  shop = project({ 'a.yml': 'pool: 5\n', 'b.yml': 'pool: 5\n' });
});
afterEach(() => {
  shop.dispose();
});

const read = (path: string) => readFileSync(join(shop.path, path), 'utf8');
const fix = (path: string, before: string) => ({ path, before, after: 'pool: 16\n', diff: '' });

describe('fixes', () => {
  test('are written', () => {
    expect(writeFixes(shop.path, [fix('a.yml', 'pool: 5\n'), fix('b.yml', 'pool: 5\n')])).toBeUndefined();
    expect([read('a.yml'), read('b.yml')]).toEqual(['pool: 16\n', 'pool: 16\n']);
  });

  test('are not written at all when one file has changed since it was read', () => {
    expect(writeFixes(shop.path, [fix('a.yml', 'pool: 5\n'), fix('b.yml', 'pool: 4\n')])).toBe(
      'b.yml has changed in the meantime',
    );
    expect(read('a.yml')).toBe('pool: 5\n');
  });

  test('of a file that is gone are a problem in words', () => {
    expect(writeFixes(shop.path, [fix('c.yml', '')])).toBe('the files could not be written (ENOENT)');
  });
});
