import { expect, test } from '@jest/globals';
import { asInstallation, eachWithGithub, shop } from './asking.js';

const github = eachWithGithub();

/** What an App is told of pull requests: action, head, base, draft. */
function told() {
  return github().deliveries.all.flatMap(({ event, body }) => {
    if (event !== 'pull_request') return [];
    const { action, before, changes, pull_request: pull } = JSON.parse(body);
    return [{ action, head: pull.head.sha, base: pull.base.ref, draft: pull.draft, before, changes }];
  });
}

test('a pull request lives its life', async () => {
  const repository = await shop(github());
  await repository.push('release', { files: { a: '0' } });
  const first = await repository.push('feature', { files: { a: '1' } });
  const pullRequest = await repository.openPullRequest({ head: 'feature', draft: true });
  const second = await pullRequest.push({ files: { a: '2' } }, { author: 'alice' });
  pullRequest.markReady();
  await pullRequest.changeBase('release');
  pullRequest.close();
  await repository.push('feature', { files: { a: '3' } });
  await pullRequest.reopen();
  const third = pullRequest.headSha;
  const base = { ref: { from: 'main' }, sha: { from: repository.tip('main') } };
  expect(told()).toEqual([
    { action: 'opened', head: first, base: 'main', draft: true },
    { action: 'synchronize', head: second, base: 'main', draft: true, before: first },
    { action: 'ready_for_review', head: second, base: 'main', draft: false },
    { action: 'edited', head: second, base: 'release', draft: false, changes: { base } },
    { action: 'closed', head: second, base: 'release', draft: false },
    { action: 'reopened', head: third, base: 'release', draft: false },
  ]);
  expect(third).toBe(repository.tip('feature'));
});

test('a force push begins elsewhere', async () => {
  const repository = await shop(github());
  const [before] = [await repository.push('feature', { files: { a: '1' } })];
  await repository.openPullRequest({ head: 'feature' });
  const after = await repository.push('feature', { files: { b: '1' } }, { onto: repository.tip('main') ?? '' });
  const { forced } = JSON.parse(github().deliveries.latest('push')?.body ?? '');
  expect([forced, told().at(-1)]).toMatchObject([true, { action: 'synchronize', before, head: after }]);
  expect((await repository.git.commitAt(after))?.parents).toEqual([repository.tip('main')]);
});

test('a pull request comes from a fork that the App cannot see', async () => {
  const repository = await shop(github());
  await repository.push('bob:feature', { files: { a: '1' } });
  const pullRequest = await repository.openPullRequest({ head: 'bob:feature' });
  const ask = await asInstallation(github(), repository.installation());
  const { body } = await ask('GET /repos/acme/shop/pulls/1');
  expect([
    body.user.login,
    body.head.label,
    body.head.repo.full_name,
    body.head.repo.fork,
    body.base.repo.full_name,
  ]).toEqual(['bob', 'bob:feature', 'bob/shop', true, 'acme/shop']);
  expect((await ask('GET /repos/bob/shop')).status).toBe(404);
  expect((await ask(`GET /repos/acme/shop/git/trees/${pullRequest.headSha}`)).status).toBe(200);
  const pushes = github().deliveries.all.filter(({ event }) => event === 'push' || event === 'check_suite');
  expect(pushes).toEqual([]);
});

test('a merge queue merges in a branch of its own', async () => {
  const repository = await shop(github());
  const base = repository.tip('main');
  const pullRequests = [];
  for (const name of ['one', 'two']) {
    await repository.push(name, { files: { [name]: '1' } });
    pullRequests.push(await repository.openPullRequest({ head: name }));
  }
  const head = await repository.mergeGroup(pullRequests);
  const { merge_group: group } = JSON.parse(github().deliveries.latest('merge_group')?.body ?? '');
  expect(group).toMatchObject({ head_sha: head, base_sha: base, base_ref: 'refs/heads/main' });
  const merged = await repository.git.listing(head);
  expect(merged.map(({ path }) => path)).toEqual(['README.md', 'config', 'config/puma.rb', 'one', 'two']);
  expect(repository.tip('main')).toBe(base);
});

test('a merge moves the base, and a conflict does not', async () => {
  const repository = await shop(github());
  await repository.push('one', { files: { 'README.md': '1' } });
  await repository.push('two', { files: { 'README.md': '2' } });
  const one = await repository.openPullRequest({ head: 'one' });
  const two = await repository.openPullRequest({ head: 'two' });
  const merge = await one.merge();
  expect([repository.tip('main'), one.state, told().at(-1)?.action]).toEqual([merge, 'closed', 'closed']);
  await expect(two.merge()).rejects.toThrow('Pull request 2 has conflicts');
  expect(repository.tip('main')).toBe(merge);
});

test('people resolve threads and take that back; comments are told when made and when edited', async () => {
  const repository = await shop(github());
  await repository.push('feature', { files: { a: '1\n' } });
  const pullRequest = await repository.openPullRequest({ head: 'feature' });
  const { nodeId: thread } = await pullRequest.discuss('alice', { path: 'a', line: 1 }, 'Why?');
  pullRequest.reply('bob', thread, 'Because');
  pullRequest.resolveThread('bob', thread);
  expect(pullRequest.threads()).toMatchObject([
    { resolvedBy: 'bob', comments: [{ author: 'alice' }, { author: 'bob' }] },
  ]);
  pullRequest.unresolveThread('alice', thread);
  expect(pullRequest.threads()).toMatchObject([{ outdated: false, line: 1 }]);
  const { id } = pullRequest.comment('bob', 'Hello');
  pullRequest.editComment(id, '/plumbline fix', 'mallory');
  const edited = JSON.parse(github().deliveries.latest('issue_comment', 'edited')?.body ?? '');
  expect([edited.sender.login, edited.comment.user.login, edited.changes]).toEqual([
    'mallory',
    'bob',
    { body: { from: 'Hello' } },
  ]);
});
