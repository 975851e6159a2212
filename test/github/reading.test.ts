import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { asInstallation, asking, eachWithGithub, shop } from './asking.js';

const github = eachWithGithub();
const SHOP = '/repos/acme/shop';

async function opened(files?: Record<string, string | Uint8Array | { readonly link: string }>) {
  const repository = await shop(github(), files && { files });
  return { repository, ask: await asInstallation(github(), repository.installation()) };
}

test('ids are those that git gives', async () => {
  const { repository, ask } = await opened({ 'a.txt': 'one\n' });
  const { body } = await ask(`GET ${SHOP}/git/trees/main`);
  const hashed = execFileSync('git', ['hash-object', '--stdin'], { input: 'one\n' }).toString().trim();
  expect(body.tree).toEqual([
    { path: 'a.txt', mode: '100644', type: 'blob', sha: hashed, size: 4, url: expect.stringContaining(hashed) },
  ]);
  expect(repository.tip('main')).toMatch(/^[0-9a-f]{40}$/);
});

test('a tree is whole only when that is asked, and says when it was cut', async () => {
  const { ask } = await opened({ 'app/a.rb': '1', 'app/b.rb': '2', 'c.rb': '3' });
  const paths = async (parameters: string) => {
    const { body } = await ask(`GET ${SHOP}/git/trees/main${parameters}`);
    return [body.tree.map((entry: { path: string }) => entry.path), body.truncated];
  };
  expect(await paths('')).toEqual([['app', 'c.rb'], false]);
  expect(await paths('?recursive=1')).toEqual([['app', 'app/a.rb', 'app/b.rb', 'c.rb'], false]);
  github().limits.treeEntries = 2;
  expect(await paths('?recursive=1')).toEqual([['app', 'app/a.rb'], true]);
});

test('links and odd names come through', async () => {
  const files = { 'a b "c" é.txt': 'x', 'link.yml': { link: '../secret' } };
  const { ask } = await opened(files);
  const { body } = await ask(`GET ${SHOP}/git/trees/main?recursive=1`);
  expect(body.tree.map(({ path, mode }: { path: string; mode: string }) => [path, mode])).toEqual([
    ['a b "c" é.txt', '100644'],
    ['link.yml', '120000'],
  ]);
  const link = await ask(`GET ${SHOP}/contents/link.yml`);
  expect([link.body.type, link.body.target]).toEqual(['symlink', '../secret']);
});

test('a blob is given as base64 or raw', async () => {
  const { repository, ask } = await opened({ 'a.bin': Buffer.from([0, 255, 10]) });
  const { body: tree } = await ask(`GET ${SHOP}/git/trees/main`);
  const path = `${SHOP}/git/blobs/${tree.tree[0].sha}`;
  expect((await ask(`GET ${path}`)).body).toMatchObject({ size: 3, encoding: 'base64', content: 'AP8K' });
  expect((await ask(`GET ${SHOP}/git/blobs/${repository.tip('main')}`)).status).toBe(404);
});

test('contents name a file, a directory, or nothing', async () => {
  const { ask } = await opened();
  const file = await ask(`GET ${SHOP}/contents/README.md`);
  expect(Buffer.from(file.body.content, 'base64').toString()).toBe('# Shop\n');
  expect((await ask(`GET ${SHOP}/contents/config`)).body.map((each: { path: string }) => each.path)).toEqual([
    'config/puma.rb',
  ]);
  expect((await ask(`GET ${SHOP}/contents/config/nothing`)).status).toBe(404);
});

test('a file of more than a megabyte is named without its content', async () => {
  const { ask } = await opened({ large: 'x'.repeat(1_000_001), small: 'x'.repeat(1_000_000) });
  const encoding = async (path: string) => (await ask(`GET ${SHOP}/contents/${path}`)).body.encoding;
  expect([await encoding('large'), await encoding('small')]).toEqual(['none', 'base64']);
});

test('a comparison begins where the branches parted, and follows renames', async () => {
  const { repository, ask } = await opened({
    'old.rb': 'one\ntwo\nthree\nfour\n',
    'gone.rb': 'x\n',
    'image.png': Buffer.from([0]),
  });
  const begun = repository.tip('main');
  await repository.push('feature', {
    files: { 'new.rb': 'one\n2\nthree\nfour\n', 'image.png': Buffer.from([0, 1]) },
    deletions: ['old.rb', 'gone.rb'],
  });
  await repository.push('main', { files: { 'main.rb': 'later\n' } });
  const { body } = await ask(`GET ${SHOP}/compare/main...feature`);
  expect(body).toMatchObject({ status: 'diverged', ahead_by: 1, behind_by: 1, total_commits: 1 });
  expect(body.base_commit.sha).toBe(repository.tip('main'));
  expect(body.merge_base_commit.sha).toBe(begun);
  const files = body.files.map((file: Record<string, unknown>) => [
    file.filename,
    file.status,
    file.previous_filename,
    file.patch,
  ]);
  expect(files).toEqual([
    ['gone.rb', 'removed', undefined, '@@ -1 +0,0 @@\n-x'],
    ['image.png', 'modified', undefined, undefined],
    ['new.rb', 'renamed', 'old.rb', '@@ -1,4 +1,4 @@\n one\n-two\n+2\n three\n four'],
  ]);
});

test('a comparison takes commits and branches with slashes, and knows nothing of others', async () => {
  const { repository, ask } = await opened();
  const head = await repository.push('fix/threads', { files: { a: '1' } });
  const statusOf = async (range: string) => (await ask(`GET ${SHOP}/compare/${range}`)).body.status;
  expect(await statusOf(`${repository.tip('main')}...${head}`)).toBe('ahead');
  expect(await statusOf('main...fix%2Fthreads')).toBe('ahead');
  expect(await statusOf('fix/threads...main')).toBe('behind');
  expect(await statusOf('main...nothing')).toBe('404');
});

test('a comparison names 300 files, a pull request all of them in pages', async () => {
  const { repository, ask } = await opened();
  const files = Object.fromEntries(Array.from({ length: 301 }, (_, index) => [`app/${1000 + index}.rb`, 'x\n']));
  await repository.push('feature', { files });
  await repository.openPullRequest({ head: 'feature' });
  const compared = await ask(`GET ${SHOP}/compare/main...feature`);
  const last = await ask(`GET ${SHOP}/pulls/1/files?per_page=100&page=4`);
  expect([compared.body.files.length, last.body.length, last.body[0].filename]).toEqual([300, 1, 'app/1300.rb']);
  expect(last.headers.get('link')).toBe(`<${github().url}${SHOP}/pulls/1/files?per_page=100&page=3>; rel="prev"`);
});

test('an archive is a redirect to a download that needs no token, and holds what git archives', async () => {
  const { ask } = await opened({ 'a.rb': 'kept\n', 'b.rb': 'left out\n', '.gitattributes': 'b.rb export-ignore\n' });
  const { status, headers } = await ask(`GET ${SHOP}/tarball/main`);
  const downloaded = await fetch(headers.get('location') ?? '');
  const names = execFileSync('tar', ['-tz'], { input: Buffer.from(await downloaded.arrayBuffer()) }).toString();
  expect([status, names.replace(/^acme-shop-[0-9a-f]{7}/gm, 'shop')]).toEqual([
    302,
    'shop/\nshop/.gitattributes\nshop/a.rb\n',
  ]);
  const guessed = (headers.get('location') ?? '').replace(/token=.*/, 'token=guessed');
  expect((await fetch(guessed)).status).toBe(404);
});

test('a client may go away in the middle of an archive', async () => {
  const { ask } = await opened({ noise: randomBytes(8_000_000) });
  const { headers } = await ask(`GET ${SHOP}/tarball/main`);
  const reader = (await fetch(headers.get('location') ?? '')).body?.getReader();
  expect((await reader?.read())?.value?.length).toBeGreaterThan(0);
  await reader?.cancel();
  expect((await ask(`GET ${SHOP}`)).status).toBe(200);
});

test('GitHub Enterprise Server has the same under /api/v3 and /api/graphql', async () => {
  const { ask } = await opened();
  const paged = await ask(`GET /api/v3/installation/repositories?per_page=1`);
  const graphql = await ask('POST /api/graphql', { query: '{ viewer { login } }' });
  expect([paged.body.total_count, graphql.body]).toEqual([1, { data: { viewer: { login: 'plumbline' } } }]);
});

test('an operation that the double does not know is a 404 and a violation, one that it knows is not', async () => {
  const { ask } = await opened();
  expect((await ask(`GET ${SHOP}/nothing`)).status).toBe(404);
  expect((await asking(github(), '')(`GET ${SHOP}`)).status).toBe(401);
  expect(github().violations).toEqual([
    { side: 'request', where: `GET ${SHOP}/nothing`, problem: 'it is not among the operations of the double' },
  ]);
});
