import { expect, test } from '@jest/globals';
import type { ArchivedFile } from '../../src/github/repository-api.js';
import { MissingTexts } from '../../src/workflows/missing-texts.js';

const PATHS = new Map([
  ['Gemfile.lock', 'a1'],
  ['config/puma.rb', 'b2'],
  ['db/schema.rb', 'c3'],
]);

/** An archive that brings a file when it is told to, and a repository that has every content. */
function repository() {
  const asked: (readonly string[])[] = [];
  const told: ((step: ArchivedFile | Error | undefined) => void)[] = [];
  async function* archive(): AsyncGenerator<ArchivedFile> {
    for (;;) {
      const step = await new Promise<ArchivedFile | Error | undefined>((resolve) => told.push(resolve));
      if (step === undefined) return;
      if (step instanceof Error) throw step;
      yield step;
    }
  }
  const texts = new MissingTexts({
    archive,
    blobs: async (ids) => {
      asked.push(ids);
      return new Map(ids.map((id) => [id, Buffer.from(`blob ${id}`)]));
    },
  });
  const next = async (step: ArchivedFile | Error | undefined) => {
    while (told.length === 0) await new Promise((resolve) => setImmediate(resolve));
    told.shift()?.(step);
  };
  const bring = (path: string) => {
    const id = PATHS.get(path) ?? '';
    return next({ path, id, content: Buffer.from(`archived ${id}`) });
  };
  return { texts, asked, bring, end: () => next(undefined), fail: () => next(new Error('the archive broke off')) };
}

function words(contents: ReadonlyMap<string, Buffer>) {
  return [...contents].map(([id, content]) => `${id}: ${content}`);
}

test('who asks for a content of an archive waits for it, and for no other', async () => {
  const { texts, asked, bring } = repository();
  texts.beginArchive('f00d', PATHS);
  const wanted = texts.get(['b2', 'a1']);
  await bring('Gemfile.lock');
  await bring('config/puma.rb');
  expect(words(await wanted)).toEqual(['b2: archived b2', 'a1: archived a1']);
  expect(asked).toEqual([]);
});

test('what an archive does not bring is asked for when it has ended, and what is not in it at once', async () => {
  const { texts, asked, bring, end } = repository();
  texts.add(new Map([['d4', Buffer.from('came along')]]));
  texts.beginArchive('f00d', PATHS);
  expect(words(await texts.get(['d4', 'e5']))).toEqual(['d4: came along', 'e5: blob e5']);
  const wanted = texts.get(['a1', 'c3']);
  await bring('Gemfile.lock');
  await end();
  expect(words(await wanted)).toEqual(['a1: archived a1', 'c3: blob c3']);
  expect(asked).toEqual([['e5'], ['c3']]);
});

test('an archive that breaks off fails who waits for it, and nobody who has what they need', async () => {
  const { texts, asked, bring, fail } = repository();
  texts.beginArchive('f00d', PATHS);
  const wanted = texts.get(['a1', 'c3']);
  await bring('Gemfile.lock');
  await fail();
  await expect(wanted).rejects.toThrow('the archive broke off');
  expect(words(await texts.get(['a1']))).toEqual(['a1: archived a1']);
  expect(asked).toEqual([]);
});
