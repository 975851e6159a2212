import { inspect } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { makeCallsThrough } from '../../src/github/api/call.js';
import { Lane } from '../../src/github/api/lane.js';
import { createOctokit } from '../../src/github/api/octokit.js';
import { AT, failure, open } from './open.js';
import type { WireAnswer, WireScript } from './wire.js';

const PULL = {
  body: {
    state: 'open',
    draft: false,
    head: { sha: 'a1', ref: 'pool', repo: { id: 2 } },
    base: { ref: 'main', repo: { id: 1 } },
  },
};

/** The n-th answer to the n-th call; the last one for all that follow. */
function oneAfterTheOther(...answers: readonly WireAnswer[]): WireScript {
  return ({ url }, count) =>
    url.endsWith('/access_tokens') ? {} : (answers[Math.min(count, answers.length - 1)] ?? {});
}

describe.each([
  ['github.com', '', '/graphql'],
  ['an Enterprise Server', '/api/v3', '/api/graphql'],
])('on %s', (_, prefix, graphql) => {
  test('REST and GraphQL go where they are, with a token for one repository and one purpose', async () => {
    const { api, tokens, requests } = await open(
      ({ url }) => (url.endsWith('graphql') ? { body: { data: { repository: { blob0: null } } } } : PULL),
      { prefix },
    );
    expect(await api.pullRequest(12)).toEqual({
      open: true,
      draft: false,
      fork: true,
      head: 'a1',
      headRef: 'pool',
      baseRef: 'main',
    });
    await api.blobs(['a'.repeat(40)]);
    expect(tokens.map(({ method, url, body }) => ({ method, url, body }))).toEqual([
      {
        method: 'POST',
        url: `${prefix}/app/installations/5/access_tokens`,
        body: {
          repositories: ['shop'],
          permissions: { metadata: 'read', contents: 'read', checks: 'write', pull_requests: 'write' },
        },
      },
    ]);
    expect(tokens[0]?.authorization).toMatch(/^bearer [\w-]+\.[\w-]+\.[\w-]+$/);
    expect(requests.map(({ method, url, authorization }) => `${method} ${url} ${authorization}`)).toEqual([
      `GET ${prefix}/repos/acme/shop/pulls/12 token ghs_secret1`,
      `POST ${graphql} token ghs_secret1`,
    ]);
  });

  test('the App calls as itself', async () => {
    const { github, requests } = await open(() => ({ body: { id: 7, slug: 'plumbline', name: 'Plumbline' } }), {
      prefix,
    });
    expect(await github.app.self()).toEqual({ id: 7, slug: 'plumbline', name: 'Plumbline' });
    expect(requests.map(({ url }) => url)).toEqual([`${prefix}/app`]);
  });
});

test('each answer is counted, and each one that did not come', async () => {
  const answers: (number | undefined)[] = [];
  const { api } = await open(oneAfterTheOther({ status: 502 }, { broken: 'before' }, PULL), {
    answered: (status) => answers.push(status),
  });
  await api.pullRequest(12);
  expect(answers).toEqual([201, 502, undefined, 200]);
});

describe('a failure', () => {
  test.each([
    [401, 'forbidden'],
    [403, 'forbidden'],
    [404, 'not-found'],
    [409, 'conflict'],
    [410, 'not-found'],
    [422, 'rejected'],
    [500, 'unavailable'],
  ])('with status %i is of the kind %s and names the request without what was in it', async (status, kind) => {
    const body = { message: 'secret body of acme/shop' };
    const { api } = await open(oneAfterTheOther({ status, body }));
    const error = await failure(api.reply(12, 'a secret text', undefined));
    expect({ kind: error.kind, message: error.message, cause: error.cause }).toEqual({
      kind,
      message: `POST /repos/{owner}/{repo}/issues/{issue_number}/comments: ${status}`,
      cause: undefined,
    });
  });

  test('shows nothing of the token, the key, the request or the answer, however it is printed', async () => {
    const body = { message: 'secret body' };
    const { api } = await open(oneAfterTheOther({ status: 422, body }));
    const error = await failure(api.reply(12, 'secret text', undefined));
    expect(`${inspect(error, { depth: 9, showHidden: true })}${error.stack}${JSON.stringify(error)}`).not.toMatch(
      /secret|acme/,
    );
  });

  test('names the permission that a call needs', async () => {
    const headers = { 'x-accepted-github-permissions': 'checks=write' };
    const { api } = await open(oneAfterTheOther({ status: 403, headers }));
    expect((await failure(api.beginCheck({ name: 'x', head: 'a1', externalId: 'b' }))).message).toBe(
      'POST /repos/{owner}/{repo}/check-runs: 403 (needs checks=write)',
    );
  });
});

describe('a read', () => {
  test.each<[string, WireAnswer]>([
    ['a 502', { status: 502 }],
    ['a broken connection', { broken: 'before' }],
    ['an answer that breaks off', { ...PULL, broken: 'within' }],
  ])('is repeated after %s', async (_, answer) => {
    const { api, requests } = await open(oneAfterTheOther(answer, answer, PULL));
    expect((await api.pullRequest(12)).head).toBe('a1');
    expect(requests).toHaveLength(3);
  });

  test('is not repeated a third time', async () => {
    const { api, requests } = await open(oneAfterTheOther({ status: 502 }));
    expect((await failure(api.pullRequest(12))).kind).toBe('unavailable');
    expect(requests).toHaveLength(3);
  });

  test('is not repeated after a refusal', async () => {
    const { api, requests } = await open(oneAfterTheOther({ status: 404 }));
    expect((await failure(api.pullRequest(12))).kind).toBe('not-found');
    expect(requests).toHaveLength(1);
  });
});

test('a call that gets no answer in time is unavailable', async () => {
  const { url } = await open(() => new Promise(() => {}));
  const octokit = createOctokit(url);
  makeCallsThrough(octokit, { lane: new Lane() });
  const error = await failure(octokit.request('PATCH /app/hook/config', { request: { timeoutMs: 20 } }));
  expect({ kind: error.kind, message: error.message }).toEqual({
    kind: 'unavailable',
    message: 'PATCH /app/hook/config: no answer',
  });
});

describe('a write', () => {
  test.each<[string, WireAnswer]>([
    ['a 502', { status: 502 }],
    ['a broken connection', { broken: 'before' }],
    ['an answer that breaks off', { body: { id: 1 }, broken: 'within' }],
  ])('is not repeated after %s: it may have been carried out', async (_, answer) => {
    const { api, requests } = await open(oneAfterTheOther(answer, { body: { id: 1 } }));
    expect((await failure(api.reply(12, 'text', undefined))).kind).toBe('unavailable');
    expect(requests).toHaveLength(1);
  });

  test('is repeated after a limit, which comes before anything is done', async () => {
    const refusal = { status: 403, headers: { 'retry-after': '1' } };
    const { api, requests } = await open(oneAfterTheOther(refusal, { body: { id: 8 } }));
    expect(await api.reply(12, 'text', undefined)).toBe(8);
    expect(requests).toHaveLength(2);
  });

  test('of GraphQL is not repeated, a question is', async () => {
    const { api, requests } = await open(oneAfterTheOther({ status: 502 }));
    const fix = { branch: 'pool', expectedHead: 'a'.repeat(40), message: 'Fix', files: new Map([['a.yml', 'a']]) };
    expect((await failure(api.commit(fix))).message).toBe('POST /graphql Commit: 502');
    expect(requests).toHaveLength(1);
    expect((await failure(api.blobs(['a'.repeat(40)]))).message).toBe('POST /graphql Blobs: 502');
    expect(requests).toHaveLength(4);
  });

  test('waits for the one before it', async () => {
    let going = 0;
    let most = 0;
    const { api } = await open(async ({ method, url }) => {
      if (method === 'GET' || url.endsWith('/access_tokens')) return {};
      most = Math.max(most, ++going);
      await new Promise((resolve) => setTimeout(resolve, 5));
      going--;
      return { body: { id: 1 } };
    });
    await Promise.all(['one', 'two', 'three'].map((text) => api.reply(12, text, undefined)));
    expect(most).toBe(1);
  });
});

test('writes are a second apart while five more wait, and then follow at once', async () => {
  const times: number[] = [];
  const { api } = await open(({ url }) => {
    if (url.endsWith('/access_tokens')) return {};
    times.push(performance.now());
    return { body: { id: 1 } };
  });
  await Promise.all(Array.from({ length: 8 }, (_, index) => api.reply(12, `${index}`, undefined)));
  const apart = times.slice(1).map((time, index) => time - (times[index] ?? 0) > 900);
  expect(apart).toEqual([true, true, false, false, false, false, false]);
});

describe('a limit', () => {
  test('of an hour is told at once, and nothing more is asked until it ends', async () => {
    const reset = String(Math.floor(Date.now() / 1000) + 1800);
    const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset };
    const { api, requests } = await open(oneAfterTheOther({ status: 403, headers }, PULL));
    const error = await failure(api.pullRequest(12));
    expect(error.kind).toBe('rate-limited');
    expect(error.retryAfterSeconds).toBeGreaterThan(1700);
    expect((await failure(api.compare('main', 'a1'))).kind).toBe('rate-limited');
    expect(requests).toHaveLength(1);
  });

  test('that GraphQL tells with status 200 is one', async () => {
    const body = { data: null, errors: [{ type: 'RATE_LIMITED', message: 'API rate limit exceeded for acme' }] };
    const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(Math.floor(Date.now() / 1000) + 600) };
    const { api } = await open(oneAfterTheOther({ body, headers }));
    expect((await failure(api.blobs(['a'.repeat(40)]))).kind).toBe('rate-limited');
  });

  test('of one installation does not hold up another', async () => {
    const headers = { 'retry-after': '900' };
    const { api, github } = await open(oneAfterTheOther({ status: 429, headers }, PULL));
    expect((await failure(api.pullRequest(12))).kind).toBe('rate-limited');
    const other = github.repository({ ...AT, installation: 6 }, 'report');
    expect((await other.pullRequest(12)).head).toBe('a1');
  });
});

describe('a token', () => {
  test('is asked for once by all who need it at the same time', async () => {
    const { api, tokens } = await open(oneAfterTheOther(PULL));
    await Promise.all([api.pullRequest(1), api.pullRequest(2), api.pullRequest(3)]);
    expect(tokens).toHaveLength(1);
  });

  test('is another one for another repository and for fixes', async () => {
    const { api, github, tokens } = await open(oneAfterTheOther(PULL));
    await api.pullRequest(1);
    await github.repository({ ...AT, name: 'other' }, 'report').pullRequest(1);
    await github.repository(AT, 'fix').pullRequest(1);
    expect(tokens.map(({ body }) => [body.repositories, body.permissions.contents])).toEqual([
      [['shop'], 'read'],
      [['other'], 'read'],
      [['shop'], 'write'],
    ]);
  });

  test('that GitHub does not accept any longer is replaced once, for a write as well', async () => {
    const { api, tokens, requests } = await open(oneAfterTheOther({ status: 401 }, { body: { id: 9 } }));
    expect(await api.reply(12, 'text', undefined)).toBe(9);
    expect(requests.map(({ authorization }) => authorization)).toEqual(['token ghs_secret1', 'token ghs_secret2']);
    expect(tokens).toHaveLength(2);
  });

  test('that is about to end is not used', async () => {
    const { api, tokens } = await open(({ url }) =>
      url.endsWith('/access_tokens')
        ? { status: 201, body: { token: 'ghs_x', expires_at: new Date(Date.now() + 240_000).toISOString() } }
        : PULL,
    );
    await api.pullRequest(1);
    await api.pullRequest(1);
    expect(tokens).toHaveLength(2);
  });

  test('that asks for more than is granted names the permission', async () => {
    const { api } = await open(({ url }) => {
      if (url.endsWith('/access_tokens')) return { status: 422, body: { message: 'not granted' } };
      return { body: { id: 5, permissions: { metadata: 'read', contents: 'read', pull_requests: 'read' } } };
    });
    const error = await failure(api.pullRequest(1));
    expect({ kind: error.kind, message: error.message }).toEqual({
      kind: 'forbidden',
      message:
        'POST /app/installations/{installation_id}/access_tokens: 422: the installation does not grant checks: write, pull_requests: write',
    });
  });

  test('for a repository that the installation does not include is not found', async () => {
    const permissions = { metadata: 'read', contents: 'write', pull_requests: 'write', checks: 'write' };
    const { api } = await open(({ url }) =>
      url.endsWith('/access_tokens') ? { status: 422 } : { body: { id: 5, permissions } },
    );
    expect((await failure(api.pullRequest(1))).kind).toBe('not-found');
  });
});
