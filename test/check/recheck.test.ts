import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { plumbline } from '../e2e/command.js';

/** The modules of the fuzzer, `npm run fuzz`'s companion `node test/fuzz/recheck.mjs`, which goes on for as long as one likes. */
const load = (name: string) => import(`../fuzz/${name}.mjs`);

const work = mkdtempSync(join(tmpdir(), 'plumbline-recheck-'));
const before = process.env.PLUMBLINE_CACHE_DIR;

beforeAll(() => {
  process.env.PLUMBLINE_CACHE_DIR = join(work, 'cache');
});

afterAll(() => {
  if (before === undefined) delete process.env.PLUMBLINE_CACHE_DIR;
  else process.env.PLUMBLINE_CACHE_DIR = before;
  rmSync(work, { recursive: true, force: true });
});

describe('a re-check', () => {
  test.each([1, 2, 3])(
    'after edits gives what a check without memory gives, byte for byte (seed %i)',
    async (seed) => {
      const [{ writeShopTree }, { editTree }, { randomFrom }] = await Promise.all([
        load('shop-tree'),
        load('edits'),
        load('random'),
      ]);
      const root = join(work, String(seed));
      const random = randomFrom(seed);
      const removed = new Map<string, string>();
      const story: string[] = [];
      writeShopTree(root);
      for (let edit = 0; edit < 4; edit++) {
        const again = await plumbline(work, 'check', root, '--format', 'json');
        const anew = await plumbline(work, 'check', root, '--format', 'json', '--no-cache');
        expect({ story, code: again.code, stdout: again.stdout === anew.stdout }).toEqual({
          story,
          code: anew.code,
          stdout: true,
        });
        story.push(editTree(root, random, removed));
      }
    },
    60_000,
  );
});
