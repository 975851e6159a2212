import { describe, expect, test } from '@jest/globals';
import type { CheckPublication } from '../../src/github/repository-api.js';
import type { OwnThread } from '../../src/reporters/review/review-plan.js';
import { AT, failure, open } from './open.js';
import type { WireScript } from './wire.js';

const HEAD = 'a'.repeat(40);

const THREAD: OwnThread = {
  id: 'T1',
  commentId: 'C1',
  commentNumber: 41,
  body: 'Too small.',
  path: 'config/database.yml',
  resolved: false,
  resolvedByOther: false,
  viewerCanResolve: true,
  answered: false,
};

describe('a check run', () => {
  const publication: CheckPublication = {
    name: 'plumbline',
    head: HEAD,
    externalId: 'pr:12:d1',
    report: {
      conclusion: 'failure',
      title: '1 finding',
      summary: 'The pool is too small.',
      annotations: [],
      actions: [{ label: 'Apply fix', description: 'Commits it', identifier: 'fix' }],
    },
  };

  function withAnnotations(count: number): CheckPublication {
    const annotations = Array.from({ length: count }, (_, index) => ({
      path: 'config/database.yml',
      startLine: index + 1,
      endLine: index + 1,
      level: 'failure' as const,
      title: 'Pool',
      message: `${index}`,
    }));
    return { ...publication, report: { ...publication.report, annotations } };
  }

  const shown: WireScript = () => ({ body: { id: 30_000_000_001 } });

  test('is complete with one request', async () => {
    const { api, requests } = await open(shown);
    expect(await api.publishCheck(publication)).toBe(30_000_000_001);
    expect(requests.map(({ method, url, body }) => ({ method, url, body }))).toEqual([
      {
        method: 'POST',
        url: '/repos/acme/shop/check-runs',
        body: {
          name: 'plumbline',
          head_sha: HEAD,
          external_id: 'pr:12:d1',
          output: { title: '1 finding', summary: 'The pool is too small.' },
          status: 'completed',
          conclusion: 'failure',
          actions: [{ label: 'Apply fix', description: 'Commits it', identifier: 'fix' }],
        },
      },
    ]);
  });

  test('goes on until its last annotations are there', async () => {
    const { api, requests } = await open(shown);
    await api.publishCheck(withAnnotations(101));
    expect(
      requests.map(({ method, body }) => [method, body.output.annotations.length, body.status, body.conclusion]),
    ).toEqual([
      ['POST', 50, 'in_progress', undefined],
      ['PATCH', 50, 'in_progress', undefined],
      ['PATCH', 1, 'completed', 'failure'],
    ]);
  });

  test.each<[number, number, readonly (readonly [string, number, string])[]]>([
    [0, 0, [['PATCH', 0, 'completed']]],
    [60, 50, [['PATCH', 10, 'completed']]],
    [50, 50, [['PATCH', 0, 'completed']]],
    [
      101,
      0,
      [
        ['PATCH', 50, 'in_progress'],
        ['PATCH', 50, 'in_progress'],
        ['PATCH', 1, 'completed'],
      ],
    ],
  ])('of %i annotations is continued after %i of them', async (count, there, expected) => {
    const { api, requests } = await open(shown);
    expect(await api.publishCheck({ ...withAnnotations(count), existing: { id: 9, annotations: there } })).toBe(9);
    expect(requests.map(({ method, body }) => [method, body.output.annotations?.length ?? 0, body.status])).toEqual(
      expected,
    );
    expect(new Set(requests.map(({ url }) => url))).toEqual(new Set(['/repos/acme/shop/check-runs/9']));
  });

  test('has its columns, details and text where there are some', async () => {
    const { api, requests } = await open(shown);
    const annotation = {
      path: 'a.yml',
      startLine: 3,
      endLine: 3,
      startColumn: 1,
      endColumn: 4,
      level: 'notice' as const,
      title: 'Pool',
      message: 'm',
      details: 'd',
    };
    await api.publishCheck({
      ...publication,
      report: { ...publication.report, text: 'more', annotations: [annotation] },
    });
    expect(requests[0]?.body.output).toEqual({
      title: '1 finding',
      summary: 'The pool is too small.',
      text: 'more',
      annotations: [
        {
          path: 'a.yml',
          start_line: 3,
          end_line: 3,
          start_column: 1,
          end_column: 4,
          annotation_level: 'notice',
          title: 'Pool',
          message: 'm',
          raw_details: 'd',
        },
      ],
    });
  });

  test('that is longer than GitHub takes, in bytes, is not sent at all', async () => {
    const { api, requests } = await open(shown);
    const summary = 'é'.repeat(40_000);
    await expect(api.publishCheck({ ...publication, report: { ...publication.report, summary } })).rejects.toThrow(
      RangeError,
    );
    expect(requests).toEqual([]);
  });

  test('that begins says so', async () => {
    const { api, requests } = await open(shown);
    await api.beginCheck({ name: 'plumbline', head: HEAD, externalId: 'pr:12:begun' });
    expect(requests[0]?.body).toEqual({
      name: 'plumbline',
      head_sha: HEAD,
      external_id: 'pr:12:begun',
      status: 'in_progress',
    });
  });
});

test('a review is of the commit that was analysed, and on the right side', async () => {
  const { api, requests } = await open(() => ({ body: { id: 1 } }));
  await api.postReview(12, HEAD, {
    body: '',
    comments: [
      { path: 'config/puma.rb', line: 4, startLine: 2, body: 'Several lines' },
      { path: 'config/puma.rb', line: 7, startLine: 7, body: 'One line' },
      { path: 'config/puma.rb', line: 9, body: 'Another' },
    ],
  });
  expect(requests.map(({ method, url, body }) => ({ method, url, body }))).toEqual([
    {
      method: 'POST',
      url: '/repos/acme/shop/pulls/12/reviews',
      body: {
        commit_id: HEAD,
        event: 'COMMENT',
        comments: [
          { path: 'config/puma.rb', line: 4, side: 'RIGHT', start_line: 2, start_side: 'RIGHT', body: 'Several lines' },
          { path: 'config/puma.rb', line: 7, side: 'RIGHT', body: 'One line' },
          { path: 'config/puma.rb', line: 9, side: 'RIGHT', body: 'Another' },
        ],
      },
    },
  ]);
});

describe('conversations', () => {
  function settling(contents: 'read' | 'write', answer: unknown): WireScript {
    return ({ url }) => {
      if (url.endsWith('/installations/5')) return { body: { id: 5, permissions: { contents } } };
      return url.endsWith('/graphql') ? { body: answer } : {};
    };
  }

  test('are settled with one request, and with the token of fixes where the installation grants it', async () => {
    const { api, requests, tokens } = await open(settling('write', { data: { resolve0: { thread: { id: 'T1' } } } }));
    const other = { ...THREAD, id: 'T2', commentId: 'C2' };
    expect(await api.settleThreads([THREAD], [{ thread: other, body: 'Still "too" small.' }])).toEqual([]);
    const [asked] = requests.filter(({ url }) => url === '/graphql');
    expect(asked?.body).toEqual({
      query: `mutation SettleThreads($thread0: ID!, $comment0: ID!, $body0: String!) {
  resolve0: resolveReviewThread(input: {threadId: $thread0}) { thread { id } }
  rewrite0: updatePullRequestReviewComment(input: {pullRequestReviewCommentId: $comment0, body: $body0}) { pullRequestReviewComment { id } }
}`,
      variables: { thread0: 'T1', comment0: 'C2', body0: 'Still "too" small.' },
    });
    expect(tokens.map(({ body }) => body.permissions.contents)).toEqual(['write']);
  });

  test('are settled with the token of reports where contents are not to be written', async () => {
    const { api, tokens } = await open(settling('read', { data: {} }));
    await api.settleThreads([THREAD], []);
    expect(tokens.map(({ body }) => body.permissions.contents)).toEqual(['read']);
  });

  test('that GitHub does not let the App resolve are told, and the others are settled', async () => {
    const errors = [
      { type: 'FORBIDDEN', path: ['resolve1'], message: 'Resource not accessible by integration' },
      { type: 'NOT_FOUND', path: ['rewrite0'], message: 'Could not resolve to a node' },
    ];
    const { api } = await open(settling('read', { data: { resolve0: {}, resolve1: null, rewrite0: null }, errors }));
    const other = { ...THREAD, id: 'T2' };
    expect(await api.settleThreads([THREAD, other], [{ thread: THREAD, body: 'x' }])).toEqual([other]);
  });

  test('are not settled by an answer that failed as a whole', async () => {
    const { api } = await open(
      settling('read', { errors: [{ message: 'Field does not exist', extensions: { code: 'undefinedField' } }] }),
    );
    const error = await failure(api.settleThreads([THREAD], []));
    expect([error.kind, error.message]).toEqual(['rejected', 'POST /graphql SettleThreads: undefinedField']);
  });

  test('that do not change cost no call', async () => {
    const { api, requests } = await open(() => ({}));
    expect(await api.settleThreads([], [])).toEqual([]);
    expect(requests).toEqual([]);
  });
});

test('an answer is a comment, and the same comment from then on', async () => {
  const { api, requests } = await open(() => ({ body: { id: 3_500_000_000 } }));
  expect(await api.reply(12, 'one', undefined)).toBe(3_500_000_000);
  await api.reply(12, 'two', 3_500_000_000);
  expect(requests.map(({ method, url, body }) => [method, url, body])).toEqual([
    ['POST', '/repos/acme/shop/issues/12/comments', { body: 'one' }],
    ['PATCH', '/repos/acme/shop/issues/comments/3500000000', { body: 'two' }],
  ]);
});

test.each<[string, object, number, string]>([
  ['the role', { role_name: 'maintain', permission: 'write' }, 200, 'maintain'],
  ['what a role of the organisation is built on', { role_name: 'release manager', permission: 'write' }, 200, 'write'],
  ['nothing for a permission of another name', { role_name: 'x', permission: 'y' }, 200, 'none'],
  ['nothing for whoever GitHub does not know', {}, 404, 'none'],
])("a person's permission is %s", async (_, body, status, expected) => {
  const { api, requests } = await open(({ url }) => (url.endsWith('/access_tokens') ? {} : { status, body }));
  expect(await api.permissionOf('a/../b')).toBe(expected);
  expect(requests.map(({ url }) => url)).toEqual(['/repos/acme/shop/collaborators/a%2F..%2Fb/permission']);
});

test("a person's permission is unknown when GitHub does not say", async () => {
  const { api } = await open(({ url }) => (url.endsWith('/access_tokens') ? {} : { status: 403 }));
  expect((await failure(api.permissionOf('mona'))).kind).toBe('forbidden');
});

describe('a fix', () => {
  const fix = {
    branch: 'pool',
    expectedHead: HEAD,
    message: 'Raise the pool\n\nTo 16.',
    files: new Map([['config/database.yml', 'pool: 16 # é\n']]),
  };

  test('is one commit on the commit that was analysed', async () => {
    const data = { createCommitOnBranch: { commit: { oid: 'c'.repeat(40) } } };
    const { github, requests, tokens } = await open(({ url }) => (url.endsWith('/graphql') ? { body: { data } } : {}));
    expect(await github.repository(AT, 'fix').commit(fix)).toBe('c'.repeat(40));
    expect(requests.map(({ body }) => body.variables)).toEqual([
      {
        input: {
          branch: { repositoryNameWithOwner: 'acme/shop', branchName: 'pool' },
          expectedHeadOid: HEAD,
          message: { headline: 'Raise the pool', body: 'To 16.' },
          fileChanges: { additions: [{ path: 'config/database.yml', contents: 'cG9vbDogMTYgIyDDqQo=' }] },
        },
      },
    ]);
    expect(tokens.map(({ body }) => body.permissions)).toEqual([
      { metadata: 'read', contents: 'write', checks: 'write', pull_requests: 'write' },
    ]);
  });

  test.each([
    [
      { type: 'STALE_DATA', message: 'Expected branch to point to "a" but it did not. Pull and try again.' },
      'conflict',
    ],
    [{ message: 'Expected branch to point to "a" but it did not.' }, 'conflict'],
    [{ type: 'FORBIDDEN', message: 'Resource not accessible by integration' }, 'forbidden'],
    [{ type: 'UNPROCESSABLE', message: 'protected' }, 'rejected'],
    [{ message: 'Something went wrong while executing your query.' }, 'unavailable'],
  ])('that GitHub answers with %j is a failure of the kind %s', async (problem, kind) => {
    const body = { data: { createCommitOnBranch: null }, errors: [{ ...problem, path: ['createCommitOnBranch'] }] };
    const { api, requests } = await open(({ url }) => (url.endsWith('/graphql') ? { body } : {}));
    expect((await failure(api.commit(fix))).kind).toBe(kind);
    expect(requests).toHaveLength(1);
  });

  test.each([
    '.github/workflows/ci.yml',
    '.GitHub/Workflows/ci.yml',
    '.github/actions/setup/action.yml',
    '.git/config',
    'vendor/.git/hooks/post-checkout',
    '.gitmodules',
    '../outside.yml',
    'config/../.github/workflows/ci.yml',
    '/etc/passwd',
    'config//database.yml',
    '.git\u200chub/workflows/ci.yml',
    'config\\..\\x',
    '.git~1/config',
  ])('does not write %s', async (path) => {
    const { api, requests, tokens } = await open(() => ({}));
    expect((await failure(api.commit({ ...fix, files: new Map([[path, 'x']]) }))).kind).toBe('rejected');
    expect([...requests, ...tokens]).toEqual([]);
  });

  test.each(['.github/plumbline.yml', 'k8s/workflows/a.yaml', 'git/config.yml'])('may write %s', async (path) => {
    const data = { createCommitOnBranch: { commit: { oid: 'c1' } } };
    const { api } = await open(({ url }) => (url.endsWith('/graphql') ? { body: { data } } : {}));
    expect(await api.commit({ ...fix, files: new Map([[path, 'x']]) })).toBe('c1');
  });
});
