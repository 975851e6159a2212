import { describe, expect, test } from '@jest/globals';
import { asInstallation, eachWithGithub, shop } from './asking.js';
import type { Repository } from './state/repository.js';

const github = eachWithGithub();
const PULL = '/repos/acme/shop/pulls/1';

/** Lines 3 and 33 are changed, 20 is deleted: hunks around 1–6, 17–22 and 29–35 of the new file. */
async function opened() {
  const lines = Array.from({ length: 40 }, (_, index) => `line ${index + 1}`);
  const repository = await shop(github(), {
    files: { 'a.rb': text(lines), 'untouched.rb': '1\n', 'image.png': Buffer.from([0]) },
  });
  const changed = lines.map((line) => (line === 'line 3' || line === 'line 33' ? `${line}!` : line));
  await change(
    repository,
    changed.filter((line) => line !== 'line 20'),
  );
  const pullRequest = await repository.openPullRequest({ head: 'feature' });
  return { repository, pullRequest, ask: await asInstallation(github(), repository.installation()) };
}

function change(repository: Repository, lines: readonly string[]): Promise<string> {
  return repository.push('feature', { files: { 'a.rb': text(lines), 'image.png': Buffer.from([0, 1]) } });
}

function text(lines: readonly string[]): string {
  return `${lines.join('\n')}\n`;
}

type Comment = Readonly<Record<string, unknown>>;

function review(...comments: readonly Comment[]) {
  return { event: 'COMMENT', comments: comments.map((comment) => ({ path: 'a.rb', body: 'Look', ...comment })) };
}

describe('a comment of a review is taken or refused', () => {
  const cases: readonly [string, Comment, string | 200][] = [
    ['on an added line', { line: 3 }, 200],
    ['on context', { line: 6 }, 200],
    ['just outside the hunk', { line: 7 }, 'Line could not be resolved'],
    ['on a deleted line, at the left side', { line: 20, side: 'LEFT' }, 200],
    ['on a line of the old file that is not shown', { line: 12, side: 'LEFT' }, 'Line could not be resolved'],
    ['on several lines of a hunk', { start_line: 2, line: 4 }, 200],
    ['from the left side to the right', { start_line: 3, start_side: 'LEFT', line: 3, side: 'RIGHT' }, 200],
    [
      'on a line from itself',
      { start_line: 3, line: 3 },
      'Pull request review thread start line must precede the end line.',
    ],
    ['backwards', { start_line: 4, line: 3 }, 'Pull request review thread start line must precede the end line.'],
    [
      'from one hunk to the next',
      { start_line: 3, line: 18 },
      'Pull request review thread start line must be part of the same hunk as the line.',
    ],
    ['on a file that is not changed', { path: 'untouched.rb', line: 1 }, 'Path could not be resolved'],
    ['on a binary file', { path: 'image.png', line: 1 }, 'Line could not be resolved'],
    ['on no line', {}, 'Line could not be resolved'],
    ['that says nothing', { line: 3, body: ' ' }, "Body can't be blank"],
  ];

  test('by where it is', async () => {
    const { ask } = await opened();
    const told: [string, unknown][] = [];
    for (const [where, comment] of cases) {
      const { status, body } = await ask(`POST ${PULL}/reviews`, review(comment));
      told.push([where, status === 200 ? 200 : body.errors[0]]);
    }
    expect(told).toEqual(cases.map(([where, , expected]) => [where, expected]));
  });

  test('by its properties: those that GitHub does not know are no use', async () => {
    const { ask } = await opened();
    for (const unknown of [{ subject_type: 'line' }, { lines: 3 }]) {
      expect((await ask(`POST ${PULL}/reviews`, review({ line: 3, ...unknown }))).status).toBe(422);
    }
    expect(github().violations.map(({ problem }) => problem)).toEqual([
      '/comments/0 must NOT have unevaluated properties: subject_type',
      '/comments/0 must NOT have unevaluated properties: lines',
    ]);
  });
});

test('a review is taken whole or not at all, and mails once', async () => {
  const { pullRequest, ask } = await opened();
  expect((await ask(`POST ${PULL}/reviews`, review({ line: 3 }, { line: 10 }))).status).toBe(422);
  expect([pullRequest.threads(), pullRequest.reviews()]).toEqual([[], []]);
  expect((await ask(`POST ${PULL}/reviews`, review({ line: 3 }, { line: 4 }))).status).toBe(200);
  const author = 'plumbline[bot]';
  expect(pullRequest.reviews()).toEqual([{ author, body: '', state: 'COMMENTED', commit: pullRequest.headSha }]);
  expect(pullRequest.threads().map(({ line, comments }) => [line, comments])).toEqual([
    [3, [{ id: expect.any(Number), author, body: 'Look', edits: 0 }]],
    [4, [{ id: expect.any(Number), author, body: 'Look', edits: 0 }]],
  ]);
  expect(github().notifications(pullRequest)).toEqual([{ kind: 'review', author, text: 'Look\nLook' }]);
});

test('a review says something', async () => {
  const { ask } = await opened();
  const status = async (body: unknown) => (await ask(`POST ${PULL}/reviews`, body)).status;
  expect(await status({ event: 'COMMENT' })).toBe(422);
  expect(await status({ event: 'COMMENT', body: 'Fine' })).toBe(200);
  expect(await status({ event: 'REQUEST_CHANGES', comments: [{ path: 'a.rb', line: 3, body: 'No' }] })).toBe(422);
});

test('a review is about a commit of the pull request, also an earlier one', async () => {
  const { repository, pullRequest, ask } = await opened();
  const [before, elsewhere] = [pullRequest.headSha, await repository.push('other', { files: { b: '1' } })];
  await pullRequest.push({ files: { 'b.rb': '1\n' } });
  const status = async (commit: string, path: string) =>
    (await ask(`POST ${PULL}/reviews`, { ...review({ path, line: 1 }), commit_id: commit })).status;
  expect(await status(pullRequest.headSha, 'b.rb')).toBe(200);
  expect(await status(before, 'a.rb')).toBe(200);
  expect(await status(before, 'b.rb')).toBe(422);
  expect(await status(elsewhere, 'a.rb')).toBe(422);
  expect(await status('a'.repeat(40), 'a.rb')).toBe(422);
});

describe('a thread', () => {
  const threadAfter = async (edit: (lines: readonly string[]) => readonly string[]) => {
    const { repository, pullRequest, ask } = await opened();
    await ask(`POST ${PULL}/reviews`, review({ start_line: 2, line: 3 }));
    const now = await repository.git.object('feature:a.rb');
    await change(repository, edit((now?.content.toString() ?? '').trimEnd().split('\n')));
    const [thread] = pullRequest.threads();
    return [thread?.startLine, thread?.line, thread?.outdated];
  };

  test('moves with its lines', async () => {
    expect(await threadAfter((lines) => ['new', 'new', ...lines])).toEqual([4, 5, false]);
  });

  test('stays when something else changes', async () => {
    expect(await threadAfter((lines) => [...lines, 'new'])).toEqual([2, 3, false]);
  });

  test('is outdated when one of its lines changes', async () => {
    expect(await threadAfter((lines) => lines.map((line) => (line === 'line 2' ? 'line two' : line)))).toEqual([
      undefined,
      undefined,
      true,
    ]);
  });

  test('is outdated when something comes between its lines', async () => {
    expect(await threadAfter(([first = '', second = '', ...rest]) => [first, second, 'new', ...rest])).toEqual([
      undefined,
      undefined,
      true,
    ]);
  });
});

describe('a comment of its own', () => {
  const comment = (more: Comment) => ({ path: 'a.rb', body: 'Look', ...more });

  test('is on a line of the diff, or on a file of it', async () => {
    const { pullRequest, ask } = await opened();
    const commit_id = pullRequest.headSha;
    const file = await ask(`POST ${PULL}/comments`, comment({ commit_id, subject_type: 'file' }));
    const line = await ask(`POST ${PULL}/comments`, comment({ commit_id, line: 3 }));
    const outside = await ask(`POST ${PULL}/comments`, comment({ commit_id, line: 10 }));
    expect([file.status, file.body.line, line.status, line.body.line]).toEqual([201, null, 201, 3]);
    expect([outside.status, outside.body.errors]).toEqual([
      422,
      [
        {
          resource: 'PullRequestReviewComment',
          code: 'custom',
          field: 'pull_request_review_thread.line',
          message: 'pull_request_review_thread.line must be part of the diff',
        },
      ],
    ]);
  });

  test('can be answered by all and edited by its author', async () => {
    const { pullRequest, ask } = await opened();
    const { body: own } = await ask(`POST ${PULL}/comments`, comment({ commit_id: pullRequest.headSha, line: 3 }));
    const theirs = await pullRequest.discuss('alice', { path: 'a.rb', line: 4 }, 'Why?');
    const [first] = theirs.comments;
    const answer = await ask(`POST ${PULL}/comments/${first?.id}/replies`, { body: 'Because' });
    const edits = [own.id, first?.id].map(
      async (id) => (await ask(`PATCH /repos/acme/shop/pulls/comments/${id}`, { body: 'New' })).status,
    );
    expect([answer.status, answer.body.in_reply_to_id, await Promise.all(edits)]).toEqual([201, first?.id, [200, 403]]);
    expect(
      pullRequest
        .threads()
        .map(({ comments }) => comments.map(({ author, body, edits: count }) => [author, body, count])),
    ).toEqual([
      [['plumbline[bot]', 'New', 1]],
      [
        ['alice', 'Why?', 0],
        ['plumbline[bot]', 'Because', 0],
      ],
    ]);
    expect((await ask(`GET ${PULL}/comments`)).body).toHaveLength(3);
  });
});

test('what is said below is edited by its author only, and an edit mails nobody', async () => {
  const { pullRequest, ask } = await opened();
  const { id: theirs } = pullRequest.comment('alice', '/plumbline help');
  const { body: own } = await ask('POST /repos/acme/shop/issues/1/comments', { body: 'Help' });
  const edit = async (id: number) =>
    (await ask(`PATCH /repos/acme/shop/issues/comments/${id}`, { body: 'More help' })).status;
  expect([await edit(own.id), await edit(theirs)]).toEqual([200, 403]);
  expect((await ask('POST /repos/acme/shop/issues/1/comments', { body: ' ' })).status).toBe(422);
  expect(pullRequest.comments().map(({ author, body, edits }) => [author, body, edits])).toEqual([
    ['alice', '/plumbline help', 0],
    ['plumbline[bot]', 'More help', 1],
  ]);
  expect(
    github()
      .notifications(pullRequest)
      .map(({ kind, author }) => [kind, author]),
  ).toEqual([
    ['comment', 'alice'],
    ['comment', 'plumbline[bot]'],
  ]);
});

test('too much said in a minute is refused for a while when that is wanted', async () => {
  const { ask } = await opened();
  github().limits.contentPerMinute = 1;
  const say = () => ask('POST /repos/acme/shop/issues/1/comments', { body: 'Hello' });
  expect((await say()).status).toBe(201);
  const refused = await say();
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([403, '1']);
});
