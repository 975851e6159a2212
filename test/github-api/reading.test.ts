import { describe, expect, test } from '@jest/globals';
import { blobId } from '../../src/github/api/blob-id.js';
import { TreeMemory } from '../../src/github/api/tree-memory.js';
import { archiveOf, treeOf } from './archive.js';
import { failure, open } from './open.js';
import type { WireScript } from './wire.js';

const LATIN = Buffer.from([0x23, 0x20, 0xe9, 0x0a]);

/** Gives contents as GitHub does: GraphQL decodes as UTF-8 and cuts, REST gives bytes. */
function contents(...held: readonly Buffer[]): WireScript {
  const byId = new Map(held.map((content) => [blobId(content), content]));
  return ({ url, body }) => {
    const [, single = ''] = /git\/blobs\/(\w+)/.exec(url) ?? [];
    const content = byId.get(single);
    if (content !== undefined)
      return { body: { sha: single, encoding: 'base64', content: content.toString('base64') } };
    if (single !== '') return { status: 404 };
    if (!url.endsWith('/graphql')) return {};
    const asked = [...body.query.matchAll(/(blob\d+): object\(oid: "(\w+)"\)/g)];
    const repository = Object.fromEntries(
      asked.map(([, alias = '', id = '']) => {
        const text = byId.get(id)?.subarray(0, 512_000);
        return [alias, text === undefined ? null : { text: text.includes(0) ? null : text.toString() }];
      }),
    );
    return { body: { data: { repository } } };
  };
}

test('compares from where base and head parted, whatever the branch is called', async () => {
  const { api, requests } = await open(() => ({
    body: {
      base_commit: { sha: 'b1' },
      merge_base_commit: { sha: 'm1' },
      files: [
        { filename: 'config/puma.rb', status: 'modified', patch: '@@ -1 +1 @@\n-a\n+b' },
        { filename: 'new.rb', status: 'renamed', previous_filename: 'old.rb' },
      ],
    },
  }));
  expect(await api.compare('feature/#1 & more', 'a1')).toEqual({
    base: 'b1',
    mergeBase: 'm1',
    files: [
      { path: 'config/puma.rb', status: 'modified', patch: '@@ -1 +1 @@\n-a\n+b' },
      { path: 'new.rb', status: 'renamed', previousPath: 'old.rb' },
    ],
    complete: true,
  });
  expect(requests.map(({ url }) => url)).toEqual([
    '/repos/acme/shop/compare/feature%2F%231%20%26%20more...a1?per_page=1',
  ]);
});

test('says that a comparison of 300 files is not all of it', async () => {
  const files = Array.from({ length: 300 }, (_, index) => ({ filename: `${index}.rb`, status: 'added' }));
  const body = { base_commit: { sha: 'b1' }, merge_base_commit: { sha: 'm1' }, files };
  const { api } = await open(() => ({ body }));
  expect((await api.compare('main', 'a1')).complete).toBe(false);
});

describe('a tree', () => {
  test('is everything that is no directory, and is listed once', async () => {
    const tree = [
      { path: 'app', mode: '040000', type: 'tree', sha: 't1' },
      { path: 'app/a.rb', mode: '100644', type: 'blob', sha: 'f1', size: 12 },
      { path: 'bin/rails', mode: '120000', type: 'blob', sha: 'f2', size: 3 },
      { path: 'engine', mode: '160000', type: 'commit', sha: 'c1' },
    ];
    const { api, github, requests } = await open(() => ({ body: { sha: 'a1', tree, truncated: false } }));
    const expected = {
      commit: 'a1',
      entries: [
        { path: 'app/a.rb', mode: '100644', id: 'f1', size: 12 },
        { path: 'bin/rails', mode: '120000', id: 'f2', size: 3 },
        { path: 'engine', mode: '160000', id: 'c1', size: 0 },
      ],
    };
    expect(await api.tree('a1')).toEqual(expected);
    const again = github.repository({ installation: 5, owner: 'acme', name: 'shop' }, 'report');
    expect(await again.tree('a1')).toEqual(expected);
    expect(requests.map(({ url }) => url)).toEqual(['/repos/acme/shop/git/trees/a1?recursive=1']);
    await github.repository({ installation: 5, owner: 'acme', name: 'other' }, 'report').tree('a1');
    expect(requests).toHaveLength(2);
  });

  test('that GitHub cuts is listed directory by directory', async () => {
    const listed: Readonly<Record<string, unknown>> = {
      'a1?recursive=1': { tree: [], truncated: true },
      a1: {
        tree: [
          { path: 'a.rb', mode: '100644', type: 'blob', sha: 'f1', size: 1 },
          { path: 'lib', mode: '040000', type: 'tree', sha: 't1' },
        ],
        truncated: false,
      },
      't1?recursive=1': {
        tree: [{ path: 'x/b.rb', mode: '100644', type: 'blob', sha: 'f2', size: 2 }],
        truncated: false,
      },
    };
    const { api } = await open(({ url }) => ({ body: listed[url.split('/trees/')[1] ?? ''] }));
    expect((await api.tree('a1')).entries.map(({ path }) => path)).toEqual(['a.rb', 'lib/x/b.rb']);
  });

  test('that cannot be listed in a bearable number of calls is refused', async () => {
    const tree = [{ path: 'deep', mode: '040000', type: 'tree', sha: 't1' }];
    const { api, requests } = await open(({ url }) => ({ body: { tree, truncated: url.endsWith('recursive=1') } }));
    expect((await failure(api.tree('a1'))).kind).toBe('rejected');
    expect(requests).toHaveLength(200);
  });
});

test('trees are remembered up to a number of entries, those that were used last', () => {
  const memory = new TreeMemory(3);
  const tree = (commit: string, entries: number) => ({
    commit,
    entries: Array.from({ length: entries }, () => ({ path: 'a', mode: '100644', id: 'f', size: 1 })),
  });
  memory.set('one', tree('one', 1));
  memory.set('two', tree('two', 2));
  memory.get('one');
  memory.set('three', tree('three', 1));
  memory.set('four', tree('four', 4));
  expect(['one', 'two', 'three', 'four'].map((key) => memory.get(key)?.commit)).toEqual([
    'one',
    undefined,
    'three',
    undefined,
  ]);
});

describe('contents', () => {
  test('come as they are: texts in one query, what is no UTF-8 and what is long one by one', async () => {
    const [text, bom, binary, long] = [
      Buffer.from('threads 5, 5 # é\n'),
      Buffer.from('\ufeffa: 1\n'),
      Buffer.from([0, 1, 2]),
      Buffer.alloc(600_000, 'a'),
    ];
    const held = [text, LATIN, bom, binary, long];
    const { api, requests } = await open(contents(...held));
    const ids = held.map(blobId);
    const blobs = await api.blobs([...ids, 'c'.repeat(40)]);
    expect(ids.map((id) => blobs.get(id)?.equals(held[ids.indexOf(id)] ?? text))).toEqual([
      true,
      true,
      true,
      true,
      true,
    ]);
    expect(blobs.size).toBe(5);
    expect(requests.filter(({ method }) => method === 'POST')).toHaveLength(1);
    expect(requests.filter(({ method }) => method === 'GET').map(({ url }) => url.split('/').at(-1))).toEqual(
      [LATIN, binary, long].map(blobId),
    );
  });

  test('come in batches', async () => {
    const held = Array.from({ length: 201 }, (_, index) => Buffer.from(`${index}`));
    const { api, requests } = await open(contents(...held));
    expect((await api.blobs(held.map(blobId))).size).toBe(201);
    expect(requests).toHaveLength(2);
  });

  test('that GitHub leaves out of an answer are fetched, other gaps are failures', async () => {
    const text = Buffer.from('a\n');
    const serve = contents(text);
    const gap =
      (type: string): WireScript =>
      (request, count) =>
        request.url.endsWith('/graphql')
          ? {
              body: {
                data: { repository: { blob0: null } },
                errors: [{ type, path: ['repository', 'blob0'], message: 'of acme/shop' }],
              },
            }
          : serve(request, count);
    const left = await open(gap('RESOURCE_LIMITS_EXCEEDED'));
    expect([...(await left.api.blobs([blobId(text)])).values()]).toEqual([text]);
    await left.close();
    const forbidden = await open(gap('FORBIDDEN'));
    const error = await failure(forbidden.api.blobs([blobId(text)]));
    expect([error.kind, error.message]).toEqual(['forbidden', 'POST /graphql Blobs: FORBIDDEN']);
  });

  test('are not asked for by what is no id', async () => {
    const { api } = await open(contents());
    await expect(api.blobs(['") { id } x: object(oid: "'])).rejects.toThrow(RangeError);
  });
});

describe('an archive', () => {
  const files = { 'Gemfile.lock': 'puma\n', 'config/puma.rb': 'threads 5\n', 'app/a.rb': 'A = 1\n' };

  async function read(
    archive: Buffer,
    wanted: readonly string[],
    tree: Readonly<Record<string, string | Buffer>> = files,
  ) {
    const { api, requests } = await open(({ url }) => {
      if (url.includes('/git/trees/')) return treeOf(tree);
      if (url.includes('/tarball/')) return { status: 302, headers: { location: '/codeload/archive' } };
      return url === '/codeload/archive' ? { bytes: archive } : {};
    });
    const found: Record<string, string> = {};
    for await (const { path, content } of api.archive('a1', new Set(wanted))) found[path] = content.toString();
    return { found, requests };
  }

  test('gives the wanted files in one call', async () => {
    const archive = await archiveOf(Object.entries(files).map(([path, content]) => ({ path, content })));
    const { found, requests } = await read(archive, ['config/puma.rb', 'app/a.rb', 'absent.rb']);
    expect(found).toEqual({ 'config/puma.rb': 'threads 5\n', 'app/a.rb': 'A = 1\n' });
    expect(requests.map(({ url }) => url)).toEqual([
      '/repos/acme/shop/git/trees/a1?recursive=1',
      '/repos/acme/shop/tarball/a1',
      '/codeload/archive',
    ]);
  });

  test('is fetched from where GitHub keeps it without showing the token there', async () => {
    const archive = await archiveOf([{ path: 'app/a.rb', content: 'A = 1\n' }]);
    let elsewhere = '';
    const { api, requests, url } = await open((request) => {
      if (request.url.includes('/git/trees/')) return treeOf(files);
      if (request.url.includes('/tarball/')) return { status: 302, headers: { location: elsewhere } };
      return request.url === '/codeload/archive' ? { bytes: archive } : {};
    });
    elsewhere = `${url.replace('127.0.0.1', 'localhost')}/codeload/archive`;
    const paths: string[] = [];
    for await (const { path } of api.archive('a1', new Set(['app/a.rb']))) paths.push(path);
    expect(paths).toEqual(['app/a.rb']);
    expect(requests.map((request) => request.authorization)).toEqual(['token ghs_secret1', 'token ghs_secret1', '']);
  });

  test('is not believed where it differs from the tree', async () => {
    const archive = await archiveOf([
      { path: 'config/puma.rb', content: 'threads 9\n' },
      { path: 'Gemfile.lock', type: 'symlink', content: '/etc/passwd' },
      { path: 'app/a.rb', type: 'link', content: 'acme-shop-a1b2c3/config/puma.rb' },
    ]);
    expect((await read(archive, Object.keys(files))).found).toEqual({});
  });

  test('cannot leave the repository', async () => {
    const archive = await archiveOf([
      { path: '../../outside', content: 'x' },
      { path: 'app/../config/puma.rb', content: 'threads 5\n' },
      { path: 'app/a.rb', content: 'A = 1\n' },
    ]);
    const wanted = ['../../outside', 'outside', 'config/puma.rb', 'app/a.rb'];
    expect((await read(archive, wanted)).found).toEqual({ 'app/a.rb': 'A = 1\n' });
  });

  test('that unfolds without end is read no further, and what came before counts', async () => {
    const archive = await archiveOf([
      { path: 'app/a.rb', content: 'A = 1\n' },
      { path: 'bomb', content: Buffer.alloc(40 * 1024 * 1024) },
      { path: 'config/puma.rb', content: 'threads 5\n' },
    ]);
    expect((await read(archive, Object.keys(files))).found).toEqual({ 'app/a.rb': 'A = 1\n' });
  });

  test('that breaks off is unavailable', async () => {
    const archive = await archiveOf(Object.entries(files).map(([path, content]) => ({ path, content })));
    const { name, message } = await failure(
      read(archive.subarray(0, -40), ['app/a.rb', 'config/puma.rb', 'x', 'Gemfile.lock']),
    );
    expect([name, message]).toEqual(['GithubError', 'GET /repos/{owner}/{repo}/tarball/{ref}: the archive broke off']);
  });
});
