import { describe, expect, test } from '@jest/globals';
import type { Fact } from '../../src/model/facts/fact.js';
import type { Reader, Reading } from '../../src/readers/reader.js';
import { readWorkspace } from '../../src/reading/read-workspace.js';
import { MemoryCache } from '../../src/workspace/cache.js';
import type { Listing, UnreadableReason, Workspace, WorkspaceFile } from '../../src/workspace/workspace.js';

/** A workspace of texts, and of reasons for files that cannot be had; it remembers which texts were asked for. */
class Texts implements Workspace {
  readonly revision = {};
  readonly asked: string[] = [];
  readonly #texts: Readonly<Record<string, string>>;
  readonly #unreadable: Listing['unreadable'];
  readonly #identified: boolean;

  constructor(
    texts: Readonly<Record<string, string>>,
    {
      unreadable = {},
      identified = true,
    }: { unreadable?: Record<string, UnreadableReason>; identified?: boolean } = {},
  ) {
    this.#texts = texts;
    this.#unreadable = Object.entries(unreadable).map(([path, reason]) => ({ path, reason }));
    this.#identified = identified;
  }

  async list(): Promise<Listing> {
    const files = Object.entries(this.#texts).map(([path, text]) =>
      this.#identified ? { path, size: text.length, blobId: `blob of ${text}` } : { path, size: text.length },
    );
    return { files, unreadable: this.#unreadable };
  }

  async *read(files: readonly WorkspaceFile[]) {
    for (const file of files) {
      this.asked.push(file.path);
      const text = this.#texts[file.path] ?? '';
      if (text === 'not text') yield { file, result: { ok: false, reason: 'not UTF-8' } as const };
      else yield { file, result: { ok: true, text, blobId: `blob of ${text}` } as const };
    }
  }

  async close() {}
}

/** Makes one fact of each file with an extension. */
function reader(extension: string, more: Partial<Reader<Fact>> = {}): Reader<Fact> {
  return {
    name: `${extension} reader`,
    version: 1,
    matches: (path) => path.endsWith(`.${extension}`),
    read: (source) => ({ part: { kind: 'route', path: source.text, dynamic: false, at: source.location(0, 0) } }),
    combine: (parts) => parts.map(({ part }) => part),
    ...more,
  };
}

const textsOf = (facts: readonly Fact[]) => facts.map((fact) => (fact.kind === 'route' ? fact.path : fact.kind));

describe('readWorkspace', () => {
  test('gives facts in the order of the readers and then of the paths, whatever order the files come in', async () => {
    const workspace = new Texts({ 'b.rb': 'b', 'x.yml': 'x', 'a.rb': 'a', 'readme.md': 'r' });
    const { facts, coverage, problems } = await readWorkspace(workspace, [reader('yml'), reader('rb')]);
    expect(textsOf(facts)).toEqual(['x', 'a', 'b']);
    expect(coverage).toEqual({ filesRead: 3, filesNotRead: [] });
    expect(problems).toEqual([]);
  });

  test('lets a reader that throws cost that file and no other', async () => {
    const failing = reader('rb', {
      read: (source) => {
        if (source.text === 'bad') throw new Error('no such node');
        return reader('rb').read(source);
      },
    });
    const workspace = new Texts({ 'a.rb': 'bad', 'b.rb': 'b', 'c.yml': 'c' });
    const { facts, coverage } = await readWorkspace(workspace, [failing, reader('yml')]);
    expect(textsOf(facts)).toEqual(['b', 'c']);
    expect(coverage).toEqual({ filesRead: 2, filesNotRead: [{ path: 'a.rb', reason: 'reader failed: no such node' }] });
  });

  test('lets a reader that cannot join its parts cost its files and no other', async () => {
    const failing = reader('rb', {
      combine: () => {
        throw new Error('no root module');
      },
    });
    const { facts, coverage } = await readWorkspace(new Texts({ 'a.rb': 'a', 'c.yml': 'c' }), [failing, reader('yml')]);
    expect(textsOf(facts)).toEqual(['c']);
    expect(coverage).toEqual({
      filesRead: 1,
      filesNotRead: [{ path: 'a.rb', reason: 'reader failed: no root module' }],
    });
  });

  test('lets a reader that never ends joining cost its files and no other', async () => {
    const endless = reader('rb', {
      combine: () => {
        for (;;) {}
      },
    });
    const { facts, coverage } = await readWorkspace(
      new Texts({ 'a.rb': 'a', 'c.yml': 'c' }),
      [endless, reader('yml')],
      {
        limits: { millisecondsPerFile: 100 },
      },
    );
    expect(textsOf(facts)).toEqual(['c']);
    expect(coverage).toEqual({
      filesRead: 1,
      filesNotRead: [{ path: 'a.rb', reason: 'took longer than 0.1 seconds' }],
    });
  });

  test('tells problems by place, and what was not read of a file that was understood', async () => {
    const strict = reader('rb', {
      read: (source) => ({
        notRead: 'a template that is not rendered',
        problems: [
          { message: 'second', at: source.location(2, 3) },
          { message: 'first', at: source.location(0, 1) },
        ],
      }),
    });
    const { coverage, problems } = await readWorkspace(new Texts({ 'a.rb': 'abc' }), [strict]);
    expect(problems.map(({ message, reader: name, at }) => `${name}: ${message} at ${at.startColumn}`)).toEqual([
      'rb reader: first at 1',
      'rb reader: second at 3',
    ]);
    expect(coverage).toEqual({
      filesRead: 0,
      filesNotRead: [{ path: 'a.rb', reason: 'a template that is not rendered' }],
    });
  });

  test('names wanted files without text, and everything behind which wanted files may lie', async () => {
    const workspace = new Texts(
      { 'a.rb': 'not text', 'b.rb': '('.repeat(201), 'c.rb': '('.repeat(200) },
      {
        unreadable: {
          'big.rb': 'larger than 2 MiB',
          'big.png': 'larger than 2 MiB',
          modules: 'submodule',
          shared: 'symbolic link out of the tree',
          private: 'permission denied',
          'dangling.png': 'symbolic link to nothing',
        },
      },
    );
    const { coverage } = await readWorkspace(workspace, [reader('rb')]);
    expect(coverage).toEqual({
      filesRead: 1,
      filesNotRead: [
        { path: 'a.rb', reason: 'not UTF-8' },
        { path: 'b.rb', reason: 'nested too deeply' },
        { path: 'big.rb', reason: 'larger than 2 MiB' },
        { path: 'modules', reason: 'submodule' },
        { path: 'private', reason: 'permission denied' },
        { path: 'shared', reason: 'symbolic link out of the tree' },
      ],
    });
  });
});

describe('readWorkspace with a cache', () => {
  test('asks only for the text of what changed, and gives what it would give without', async () => {
    const cache = new MemoryCache<Reading<unknown>>();
    const readers = [reader('rb'), reader('yml')];
    await readWorkspace(new Texts({ 'a.rb': 'a', 'b.rb': 'b', 'c.yml': 'c' }), readers, { cache });
    const changed = { 'a.rb': 'a', 'b.rb': 'changed', 'c.yml': 'c' };
    const warm = new Texts(changed);
    const result = await readWorkspace(warm, readers, { cache });
    expect(warm.asked).toEqual(['b.rb']);
    expect(result).toEqual(await readWorkspace(new Texts(changed), readers));
  });

  test('parses nothing of a file that was touched but not changed', async () => {
    const cache = new MemoryCache<Reading<unknown>>();
    let parsed = 0;
    const counting = reader('rb', {
      read: (source) => {
        parsed++;
        return reader('rb').read(source);
      },
    });
    for (let run = 0; run < 2; run++) {
      const workspace = new Texts({ 'a.rb': 'a' }, { identified: false });
      expect(textsOf((await readWorkspace(workspace, [counting], { cache })).facts)).toEqual(['a']);
      expect(workspace.asked).toEqual(['a.rb']);
    }
    expect(parsed).toBe(1);
  });

  test('reads again with a reader of another version', async () => {
    const cache = new MemoryCache<Reading<unknown>>();
    await readWorkspace(new Texts({ 'a.rb': 'a' }), [reader('rb')], { cache });
    const workspace = new Texts({ 'a.rb': 'a' });
    await readWorkspace(workspace, [reader('rb', { version: 2 })], { cache });
    expect(workspace.asked).toEqual(['a.rb']);
  });

  test('tries again where a reader failed', async () => {
    const cache = new MemoryCache<Reading<unknown>>();
    const failing = reader('rb', {
      read: () => {
        throw new Error('out of memory');
      },
    });
    await readWorkspace(new Texts({ 'a.rb': 'a' }), [failing], { cache });
    expect(textsOf((await readWorkspace(new Texts({ 'a.rb': 'a' }), [reader('rb')], { cache })).facts)).toEqual(['a']);
  });

  test('prepares a reader once, and only when one of its files must be read', async () => {
    const cache = new MemoryCache<Reading<unknown>>();
    let prepared = 0;
    const prepare = async () => {
      prepared++;
    };
    const readers = [reader('rb', { prepare }), reader('yml')];
    await readWorkspace(new Texts({ 'c.yml': 'c' }), readers, { cache });
    expect(prepared).toBe(0);
    await readWorkspace(new Texts({ 'a.rb': 'a', 'b.rb': 'b' }), readers, { cache });
    expect(prepared).toBe(1);
    await readWorkspace(new Texts({ 'a.rb': 'a', 'b.rb': 'b' }), readers, { cache });
    expect(prepared).toBe(1);
  });
});

test('readWorkspace tells its progress and which files were slow', async () => {
  const seen: string[] = [];
  const observer = { progress: (done: number, total: number) => seen.push(`${done} of ${total}`) };
  await readWorkspace(new Texts({ 'a.rb': 'a', 'b.rb': 'b', 'c.md': 'c' }), [reader('rb')], { observer });
  expect(seen).toEqual(['1 of 2', '2 of 2']);
});
