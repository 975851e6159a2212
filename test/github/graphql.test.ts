import { describe, expect, test } from '@jest/globals';
import { asInstallation, eachWithGithub, query, shop } from './asking.js';

const github = eachWithGithub();

async function opened(files?: Record<string, string | Uint8Array>, permissions?: Readonly<Record<string, string>>) {
  const repository = await shop(github(), files && { files });
  await repository.push('feature', { files: { a: '1\n2\n' } });
  const pullRequest = await repository.openPullRequest({ head: 'feature' });
  const ask = await asInstallation(github(), repository.installation(), permissions && { permissions });
  return { repository, pullRequest, ask };
}

const inShop = (fields: string) => `{ repository(owner: "acme", name: "shop") { ${fields} } }`;

describe('a blob', () => {
  const FIELDS = 'text isTruncated isBinary byteSize';
  const blob = async (content: string | Uint8Array) => {
    const { ask } = await opened({ file: content });
    const { data } = await query(ask, inShop(`object(expression: "main:file") { ... on Blob { ${FIELDS} } }`));
    return data.repository.object;
  };

  test('is whole at 512,000 bytes', async () => {
    const whole = 'x'.repeat(512_000);
    expect(await blob(whole)).toEqual({ text: whole, isTruncated: false, isBinary: false, byteSize: 512_000 });
  });

  test('is cut above, and says so', async () => {
    const cut = 'x'.repeat(512_000);
    expect(await blob(`${cut}y`)).toEqual({ text: cut, isTruncated: true, isBinary: false, byteSize: 512_001 });
  });

  test('has no text when it is binary', async () => {
    expect(await blob(Buffer.from([0, 1]))).toEqual({ text: null, isTruncated: false, isBinary: true, byteSize: 2 });
  });
});

test('aliases ask for many things at once; what is not there is null', async () => {
  const { repository, ask } = await opened();
  const tree = await repository.git.listing(repository.tip('main') ?? '');
  const readme = tree.find(({ path }) => path === 'README.md')?.sha;
  const { data } = await query(
    ask,
    inShop(`
      readme: object(oid: "${readme}") { ... on Blob { text } }
      config: object(expression: "main:config") { ... on Tree { entries { name type mode } } }
      nothing: object(expression: "main:nothing") { oid }
      main: ref(qualifiedName: "refs/heads/main") { target { oid } }
      none: ref(qualifiedName: "none") { name }`),
  );
  expect(data.repository).toEqual({
    readme: { text: '# Shop\n' },
    config: { entries: [{ name: 'puma.rb', type: 'blob', mode: 0o100644 }] },
    nothing: null,
    main: { target: { oid: repository.tip('main') } },
    none: null,
  });
});

test('a pull request with what is said on it; the bot has no [bot] in its login', async () => {
  const { repository, pullRequest, ask } = await opened();
  await ask('POST /repos/acme/shop/pulls/1/reviews', {
    event: 'COMMENT',
    comments: [{ path: 'a', line: 1, body: 'Look' }],
  });
  pullRequest.comment('alice', 'Hello');
  const { data } = await query(
    ask,
    inShop(`pullRequest(number: 1) {
      headRefOid headRefName baseRefName baseRefOid isDraft state isCrossRepository maintainerCanModify author { login }
      comments(last: 1) { nodes { body viewerDidAuthor } }
      reviewThreads(first: 9) {
        pageInfo { hasNextPage }
        nodes {
          isResolved isOutdated path line viewerCanResolve resolvedBy { login }
          comments(first: 9) { totalCount nodes { body viewerDidAuthor author { __typename login } } }
        }
      }
    }`),
  );
  expect(data.repository.pullRequest).toEqual({
    headRefOid: pullRequest.headSha,
    headRefName: 'feature',
    baseRefName: 'main',
    baseRefOid: repository.tip('main'),
    isDraft: false,
    state: 'OPEN',
    isCrossRepository: false,
    maintainerCanModify: false,
    author: { login: 'ada' },
    comments: { nodes: [{ body: 'Hello', viewerDidAuthor: false }] },
    reviewThreads: {
      pageInfo: { hasNextPage: false },
      nodes: [
        {
          isResolved: false,
          isOutdated: false,
          path: 'a',
          line: 1,
          viewerCanResolve: true,
          resolvedBy: null,
          comments: {
            totalCount: 1,
            nodes: [{ body: 'Look', viewerDidAuthor: true, author: { __typename: 'Bot', login: 'plumbline' } }],
          },
        },
      ],
    },
  });
});

test('lists are read in pages of at most a hundred, whose length must be said', async () => {
  const { pullRequest, ask } = await opened();
  for (const body of ['1', '2', '3']) pullRequest.comment('alice', body);
  const comments = async (page: string) => {
    const fields = inShop(
      `pullRequest(number: 1) { comments${page} { nodes { body } pageInfo { hasNextPage endCursor } } }`,
    );
    const { data, errors } = await query(ask, fields);
    const { nodes = [], pageInfo } = data.repository.pullRequest?.comments ?? {};
    return { bodies: nodes.map((each: { body: string }) => each.body), pageInfo, problem: errors?.[0].type };
  };
  const first = await comments('(first: 2)');
  expect([first.bodies, first.pageInfo.hasNextPage]).toEqual([['1', '2'], true]);
  expect((await comments(`(first: 2, after: "${first.pageInfo.endCursor}")`)).bodies).toEqual(['3']);
  expect((await comments('(last: 1)')).bodies).toEqual(['3']);
  expect((await comments('')).problem).toBe('MISSING_PAGINATION_BOUNDARIES');
  expect((await comments('(first: 101)')).problem).toBe('EXCESSIVE_PAGINATION');
  expect(github().violations).toHaveLength(2);
});

test('a misspelt field is an error and a violation, with a hint', async () => {
  const { ask } = await opened();
  const { errors } = await query(ask, inShop('nam'));
  expect(errors[0].message).toBe('Cannot query field "nam" on type "Repository". Did you mean "name"?');
  expect(github().violations).toEqual([{ side: 'request', where: 'graphql', problem: errors[0].message }]);
});

test('what is not there or hidden is not found', async () => {
  const { ask } = await opened();
  await shop(github(), { name: 'vault', installed: false });
  const repository = await query(ask, '{ repository(owner: "acme", name: "vault") { id } }');
  const pullRequest = await query(ask, inShop('name pullRequest(number: 9) { id }'));
  expect([repository.data, repository.errors[0].type]).toEqual([{ repository: null }, 'NOT_FOUND']);
  expect([pullRequest.data, pullRequest.errors[0].type]).toEqual([
    { repository: { name: 'shop', pullRequest: null } },
    'NOT_FOUND',
  ]);
});

describe('a thread is resolved', () => {
  const resolve = async (permissions: Readonly<Record<string, string>>) => {
    const { pullRequest, ask } = await opened(undefined, permissions);
    const { nodeId } = await pullRequest.discuss('alice', { path: 'a', line: 1 }, 'Why?');
    const { errors } = await query(
      ask,
      'mutation($id: ID!) { resolveReviewThread(input: {threadId: $id}) { thread { isResolved } } }',
      {
        id: nodeId,
      },
    );
    return [pullRequest.threads()[0]?.resolvedBy, errors?.[0].type];
  };

  test('by who may write contents', async () => {
    expect(await resolve({ contents: 'write', pull_requests: 'write' })).toEqual(['plumbline[bot]', undefined]);
  });

  test('not by who may only write to pull requests', async () => {
    expect(await resolve({ contents: 'read', pull_requests: 'write' })).toEqual([undefined, 'FORBIDDEN']);
  });
});

test('own comments can be rewritten, other people’s words are theirs', async () => {
  const { pullRequest, ask } = await opened();
  await ask('POST /repos/acme/shop/pulls/1/reviews', {
    event: 'COMMENT',
    comments: [{ path: 'a', line: 1, body: 'Look' }],
  });
  await pullRequest.discuss('alice', { path: 'a', line: 2 }, 'Why?');
  const ids = pullRequest.conversation.threads.map(({ comments }) => comments[0]?.nodeId);
  const update = (name: string) =>
    `${name}: updatePullRequestReviewComment(input: {pullRequestReviewCommentId: $${name}, body: "New"}) { clientMutationId }`;
  const text = `mutation($own: ID!, $theirs: ID!) { ${update('own')} ${update('theirs')} }`;
  const { errors } = await query(ask, text, { own: ids[0], theirs: ids[1] });
  expect(errors).toMatchObject([{ type: 'FORBIDDEN', path: ['theirs'] }]);
  expect(pullRequest.threads().map(({ comments }) => comments[0]?.body)).toEqual(['New', 'Why?']);
});

describe('a commit', () => {
  const commit = async (input: Readonly<Record<string, unknown>>, permissions?: Readonly<Record<string, string>>) => {
    const { repository, pullRequest, ask } = await opened(undefined, permissions);
    const text =
      'mutation($input: CreateCommitOnBranchInput!) { createCommitOnBranch(input: $input) { commit { oid signature { isValid } } } }';
    const branch = { repositoryNameWithOwner: 'acme/shop', branchName: 'feature' };
    const changes = { additions: [{ path: 'a', contents: Buffer.from('fixed\n').toString('base64') }] };
    const fix = {
      branch,
      expectedHeadOid: pullRequest.headSha,
      message: { headline: 'Fix', body: 'Why' },
      fileChanges: changes,
      ...input,
    };
    const before = pullRequest.headSha;
    const { data, errors } = await query(ask, text, { input: fix });
    return { repository, pullRequest, before, created: data?.createCommitOnBranch?.commit, problem: errors?.[0].type };
  };

  test('is made on the head that is expected, signed, and pushed', async () => {
    const { repository, pullRequest, created, before } = await commit({});
    expect(created).toEqual({ oid: pullRequest.headSha, signature: { isValid: true } });
    const { parents, message, author } = (await repository.git.commitAt(pullRequest.headSha)) ?? {};
    expect([parents, message, author?.name]).toEqual([[before], 'Fix\n\nWhy', 'plumbline[bot]']);
    expect((await repository.git.object('feature:a'))?.content.toString()).toBe('fixed\n');
    const synchronized = JSON.parse(github().deliveries.latest('pull_request', 'synchronize')?.body ?? '');
    expect([synchronized.after, synchronized.sender.login]).toEqual([pullRequest.headSha, 'plumbline[bot]']);
  });

  test('is not made when the branch moved', async () => {
    const { pullRequest, before, problem } = await commit({ expectedHeadOid: 'a'.repeat(40) });
    expect([problem, pullRequest.headSha]).toEqual(['STALE_DATA', before]);
  });

  test('changes something', async () => {
    expect((await commit({ fileChanges: {} })).problem).toBe('UNPROCESSABLE');
  });

  test('needs a permission of its own for workflows', async () => {
    const fileChanges = { additions: [{ path: '.github/workflows/ci.yml', contents: '' }] };
    expect((await commit({ fileChanges })).problem).toBe('FORBIDDEN');
  });

  test('is not made in a fork, nor with the permission to read', async () => {
    const branch = { repositoryNameWithOwner: 'bob/shop', branchName: 'feature' };
    expect((await commit({ branch })).problem).toBe('NOT_FOUND');
    expect((await commit({}, { contents: 'read' })).problem).toBe('FORBIDDEN');
  });
});
