import { describe, expect, test } from '@jest/globals';
import { blobId } from '../../src/github/api/blob-id.js';
import type { ViewQuery } from '../../src/github/repository-api.js';
import { failure, open } from './open.js';
import type { WireScript } from './wire.js';

const HEAD = 'a'.repeat(40);
const BASE = 'b'.repeat(40);
const QUERY: ViewQuery = { pullRequest: 12, head: HEAD, checkName: 'plumbline', policyAt: BASE, blobs: [] };
const NOTHING: ViewQuery = { pullRequest: undefined, head: undefined, checkName: '', policyAt: 'HEAD', blobs: [] };

interface ThreadOptions {
  readonly id?: string;
  readonly own?: boolean;
  readonly resolvedBy?: string | null;
  readonly viewerCanResolve?: boolean;
  readonly answeredBy?: 'app' | 'person';
}

function thread({ id = 'T1', own = true, resolvedBy, viewerCanResolve = true, answeredBy }: ThreadOptions) {
  const opening = { id: `C${id}`, fullDatabaseId: '3500000000', body: 'Too small.', viewerDidAuthor: own };
  const all = [opening, ...(answeredBy ? [{ viewerDidAuthor: answeredBy === 'app' }] : [])];
  return {
    id,
    isResolved: resolvedBy !== undefined,
    resolvedBy: typeof resolvedBy === 'string' ? { login: resolvedBy } : null,
    viewerCanResolve,
    path: 'config/database.yml',
    opening: { nodes: [opening] },
    all: { totalCount: all.length, nodes: all.map(({ viewerDidAuthor }) => ({ viewerDidAuthor })) },
  };
}

function page(nodes: readonly object[], endCursor?: string) {
  return { pageInfo: { hasNextPage: endCursor !== undefined, endCursor: endCursor ?? null }, nodes };
}

const PULL = {
  state: 'OPEN',
  isDraft: false,
  isCrossRepository: false,
  headRefOid: HEAD,
  headRefName: 'pool',
  baseRefName: 'main',
  reviewThreads: page([]),
  comments: { nodes: [] },
};

const EMPTY = { pullRequest: PULL, head: null, configuration: null, rules: null };

/** Answers the first question with this about the repository, and further ones with what follows. */
function showing(repository: object, ...further: readonly object[]): WireScript {
  const answers = [repository, ...further];
  return ({ url }, count) => {
    if (url.endsWith('/installations/5')) return { body: { id: 5, permissions: { contents: 'read' } } };
    if (!url.endsWith('/graphql')) return {};
    return { body: { data: { viewer: { login: 'plumbline[bot]' }, repository: answers[count] } } };
  };
}

function file(text: string) {
  return { oid: blobId(Buffer.from(text)), text };
}

test('shows all of it with one call', async () => {
  const content = Buffer.from('threads 5\n');
  const run = { externalId: 'pr:12:d1', conclusion: 'FAILURE', status: 'COMPLETED', annotations: { totalCount: 3 } };
  const comment = { fullDatabaseId: '3600000000', body: '<!-- plumbline:reply -->\nDone.', viewerDidAuthor: true };
  const { api, requests } = await open(
    showing({
      pullRequest: {
        ...PULL,
        reviewThreads: page([thread({}), thread({ id: 'T2', own: false })]),
        comments: { nodes: [{ ...comment, fullDatabaseId: '1', viewerDidAuthor: false }, comment] },
      },
      head: {
        checkSuites: {
          nodes: [
            { checkRuns: { nodes: [{ ...run, databaseId: 30_000_000_001 }] } },
            {
              checkRuns: {
                nodes: [
                  { ...run, databaseId: 30_000_000_002, status: 'IN_PROGRESS', conclusion: null, externalId: null },
                ],
              },
            },
          ],
        },
      },
      configuration: file('mode: blocking\n'),
      rules: {
        entries: [
          { name: 'README.md', object: {} },
          {
            name: 'databases',
            object: {
              entries: [
                {
                  name: 'pool',
                  object: {
                    entries: [
                      { name: 'rule.yaml', object: file('title: Pool\n') },
                      { name: 'test.yaml', object: file('x') },
                    ],
                  },
                },
                { name: 'empty', object: { entries: [] } },
              ],
            },
          },
        ],
      },
      blob0: { text: content.toString() },
    }),
  );
  expect(await api.view({ ...QUERY, blobs: [blobId(content)] })).toEqual({
    pullRequest: {
      open: true,
      draft: false,
      fork: false,
      head: HEAD,
      headRef: 'pool',
      baseRef: 'main',
      threads: [
        {
          id: 'T1',
          commentId: 'CT1',
          commentNumber: 3_500_000_000,
          body: 'Too small.',
          path: 'config/database.yml',
          resolved: false,
          resolvedByOther: false,
          viewerCanResolve: true,
          answered: false,
        },
      ],
      reply: { number: 3_600_000_000, body: '<!-- plumbline:reply -->\nDone.' },
    },
    checks: [
      { id: 30_000_000_002, externalId: '', completed: false, conclusion: undefined, annotations: 3 },
      { id: 30_000_000_001, externalId: 'pr:12:d1', completed: true, conclusion: 'failure', annotations: 3 },
    ],
    policyFiles: new Map([
      ['.github/plumbline.yml', 'mode: blocking\n'],
      ['.plumbline/rules/databases/pool/rule.yaml', 'title: Pool\n'],
    ]),
    blobs: new Map([[blobId(content), content]]),
  });
  expect(requests.map(({ method, url, body }) => [method, url, body.variables])).toEqual([
    [
      'POST',
      '/graphql',
      {
        owner: 'acme',
        name: 'shop',
        number: 12,
        head: HEAD,
        app: 7,
        checkName: 'plumbline',
        configuration: `${BASE}:.github/plumbline.yml`,
        rules: `${BASE}:.plumbline/rules`,
      },
    ],
  ]);
});

describe('a conversation', () => {
  test.each<[string, ThreadOptions, object]>([
    ['that a person resolved', { resolvedBy: 'mona' }, { resolved: true, resolvedByOther: true }],
    ['that the App resolved', { resolvedBy: 'plumbline[bot]' }, { resolved: true, resolvedByOther: false }],
    [
      'that the App resolved, by its other name',
      { resolvedBy: 'plumbline' },
      { resolved: true, resolvedByOther: false },
    ],
    ['that someone resolved who is gone', { resolvedBy: null }, { resolved: true, resolvedByOther: true }],
    ['that a person answered in', { answeredBy: 'person' }, { answered: true }],
    ['that only the App wrote in', { answeredBy: 'app' }, { answered: false }],
  ])('%s is one', async (_, options, expected) => {
    const { api } = await open(showing({ ...EMPTY, pullRequest: { ...PULL, reviewThreads: page([thread(options)]) } }));
    const { pullRequest } = await api.view(QUERY);
    expect(pullRequest?.threads).toEqual([expect.objectContaining(expected)]);
  });

  test('on a second page is found with a second call', async () => {
    const { api, requests } = await open(
      showing(
        { ...EMPTY, pullRequest: { ...PULL, reviewThreads: page([thread({})], 'cursor1') } },
        { pullRequest: { reviewThreads: page([thread({ id: 'T2' })]) } },
      ),
    );
    expect((await api.view(QUERY)).pullRequest?.threads.map(({ id }) => id)).toEqual(['T1', 'T2']);
    expect(requests.map(({ body }) => body.variables.after)).toEqual([undefined, 'cursor1']);
  });

  test.each<['read' | 'write', boolean]>([
    ['write', true],
    ['read', false],
  ])('can be resolved by an App that may %s contents: %s', async (contents, expected) => {
    const serve = showing({
      ...EMPTY,
      pullRequest: { ...PULL, reviewThreads: page([thread({ viewerCanResolve: false })]) },
    });
    const { api } = await open((request, count) =>
      request.url.endsWith('/installations/5') ? { body: { id: 5, permissions: { contents } } } : serve(request, count),
    );
    expect((await api.view(QUERY)).pullRequest?.threads[0]?.viewerCanResolve).toBe(expected);
  });
});

describe('a comment is not taken for the answer to commands', () => {
  test.each([
    ['written by someone else', '<!-- plumbline:reply -->\nx', false],
    ['with the marker further below', 'x\n<!-- plumbline:reply -->', true],
  ])('when it is %s', async (_, body, viewerDidAuthor) => {
    const comments = { nodes: [{ fullDatabaseId: '1', body, viewerDidAuthor }] };
    const { api } = await open(showing({ ...EMPTY, pullRequest: { ...PULL, comments } }));
    expect((await api.view(QUERY)).pullRequest?.reply).toBeUndefined();
  });
});

describe('policy files', () => {
  test.each([
    ['HEAD', 'HEAD:.github/plumbline.yml'],
    ['main', 'refs/heads/main:.github/plumbline.yml'],
    ['refs/heads/main', 'refs/heads/main:.github/plumbline.yml'],
    [BASE, `${BASE}:.github/plumbline.yml`],
  ])('of %s are those at %s', async (policyAt, expected) => {
    const { api, requests } = await open(showing({ configuration: null, rules: null }));
    expect(await api.view({ ...NOTHING, policyAt })).toEqual({ checks: [], policyFiles: new Map(), blobs: new Map() });
    expect(requests[0]?.body.variables.configuration).toBe(expected);
  });

  test('that GraphQL cuts are fetched whole', async () => {
    const text = `mode: blocking\n${'# é\n'.repeat(200_000)}`;
    const cut = { oid: blobId(Buffer.from(text)), text: text.slice(0, 512_000) };
    const serve = showing({ configuration: cut, rules: null });
    const { api } = await open((request, count) =>
      request.url.endsWith(`/git/blobs/${cut.oid}`)
        ? { body: { sha: cut.oid, encoding: 'base64', content: Buffer.from(text).toString('base64') } }
        : serve(request, count),
    );
    expect((await api.view(NOTHING)).policyFiles.get('.github/plumbline.yml')).toBe(text);
  });

  test('in an answer of another shape are not taken for absent', async () => {
    const { api } = await open(showing({ configuration: { content: 'mode: blocking' }, rules: null }));
    const error = await failure(api.view(NOTHING));
    expect([error.kind, error.message]).toEqual([
      'unavailable',
      'POST /graphql View: an answer of another shape at repository.configuration',
    ]);
  });
});

describe('an answer with errors', () => {
  const answering =
    (type: string, path: readonly (string | number)[], data: object): WireScript =>
    ({ url }) =>
      url.endsWith('/graphql') ? { body: { data, errors: [{ type, path, message: 'about acme/shop' }] } } : {};
  const data = { viewer: { login: 'plumbline[bot]' }, repository: { ...EMPTY, pullRequest: null } };

  test('is an answer when only the pull request does not exist', async () => {
    const { api } = await open(answering('NOT_FOUND', ['repository', 'pullRequest'], data));
    expect(await api.view(QUERY)).toEqual({ checks: [], policyFiles: new Map(), blobs: new Map() });
  });

  test.each<[string, readonly string[], string]>([
    ['NOT_FOUND', ['repository'], 'not-found'],
    ['FORBIDDEN', ['repository', 'pullRequest'], 'forbidden'],
    ['FORBIDDEN', ['repository', 'head'], 'forbidden'],
    ['RESOURCE_LIMITS_EXCEEDED', ['repository', 'pullRequest'], 'unavailable'],
    ['RESOURCE_LIMITS_EXCEEDED', ['repository', 'configuration'], 'unavailable'],
  ])('%s at %j is a failure', async (type, path, kind) => {
    const { api } = await open(answering(type, path, data));
    const error = await failure(api.view(QUERY));
    expect([error.kind, error.message]).toEqual([kind, `POST /graphql View: ${type}`]);
  });
});
