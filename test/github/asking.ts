import { createSign, generateKeyPairSync } from 'node:crypto';
import { afterEach, beforeEach, expect } from '@jest/globals';
import { type Github, type NewRepository, startGithub } from './github.js';
import type { AppRegistration } from './state/app.js';
import type { Installation } from './state/installation.js';
import type { Repository } from './state/repository.js';

/** Half as long as GitHub's: nothing here needs more, and it is made in no time. */
const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });

/** An App with everything that Plumbline asks for. */
export const PLUMBLINE: AppRegistration = {
  id: 7,
  slug: 'plumbline',
  privateKeyPem: privateKey.export({ type: 'pkcs1', format: 'pem' }).toString(),
  webhookSecret: 'a secret that nobody guesses',
  permissions: {
    checks: 'write',
    contents: 'write',
    issues: 'read',
    merge_queues: 'read',
    metadata: 'read',
    pull_requests: 'write',
  },
  events: [
    'issue_comment',
    'merge_group',
    'pull_request',
    'pull_request_review',
    'pull_request_review_comment',
    'pull_request_review_thread',
    'push',
  ],
};

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: each test says what it expects.
  readonly body: any;
}

export type Ask = (request: string, body?: unknown) => Promise<Answer>;

/** A double for each test of a file; at its end the double itself must not have said anything wrong. */
export function eachWithGithub(apps: readonly AppRegistration[] = [PLUMBLINE]): () => Github {
  let github: Github | undefined;
  beforeEach(async () => {
    github = await startGithub({ apps });
  });
  afterEach(async () => {
    const own = github?.violations.filter(({ side }) => side !== 'request');
    await github?.close();
    expect(own).toEqual([]);
  });
  return () => {
    if (github === undefined) throw new Error('There is a double only while a test runs');
    return github;
  };
}

/** A small shop with one collaborator who may write. */
export function shop(github: Github, more: Partial<NewRepository> = {}): Promise<Repository> {
  const files = { 'config/puma.rb': 'threads 5, 5\nport 3000\n', 'README.md': '# Shop\n' };
  return github.createRepository({ owner: 'acme', name: 'shop', files, collaborators: { alice: 'write' }, ...more });
}

/** Asks as an App: `ask('GET /app')`. */
export function asApp(
  github: Github,
  claims: Readonly<Record<string, unknown>> = {},
  key = PLUMBLINE.privateKeyPem,
): Ask {
  const now = Math.floor(github.world.now() / 1000);
  const header = { alg: 'RS256', typ: 'JWT' };
  const parts = [header, { iat: now - 30, exp: now + 570, iss: PLUMBLINE.id, ...claims }].map(encoded);
  const signature = createSign('RSA-SHA256').update(parts.join('.')).sign(key, 'base64url');
  return asking(github, `Bearer ${[...parts, signature].join('.')}`);
}

/** Asks with a token of an installation, by default one that may do everything that the installation may. */
export async function asInstallation(github: Github, installation: Installation, less: unknown = {}): Promise<Ask> {
  const { body } = await asApp(github)(`POST /app/installations/${installation.id}/access_tokens`, less);
  return asking(github, `token ${body.token}`);
}

/** A GraphQL request; gives data and errors. */
export async function query(ask: Ask, text: string, variables: Readonly<Record<string, unknown>> = {}) {
  const { body } = await ask('POST /graphql', { query: text, variables });
  return body;
}

export function asking(github: Github, authorization: string, accept = 'application/vnd.github+json'): Ask {
  return async (request, body) => {
    const [method = '', path = ''] = request.split(' ');
    const response = await fetch(`${github.url}${path}`, {
      method,
      headers: { ...(authorization && { authorization }), accept },
      redirect: 'manual',
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const { status, headers } = response;
    return { status, headers, body: /^[[{]/.test(text) ? JSON.parse(text) : text };
  };
}

function encoded(part: unknown): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}
