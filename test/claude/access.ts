import type { IncomingMessage } from 'node:http';

/** What the API understands; the SDK that is installed sends the second. */
const VERSIONS: readonly (string | string[] | undefined)[] = ['2023-06-01', '2026-10-21'];

const ANTHROPIC = '/v1/messages';
/** Amazon Bedrock's: https://platform.claude.com/docs/en/build-with-claude/claude-in-amazon-bedrock */
const BEDROCK = '/anthropic/v1/messages';

/** Signature version 4, which the double does not compute: for which service, and over which headers. */
const SIGNATURE =
  /^AWS4-HMAC-SHA256 Credential=\w+\/\d{8}\/[\w-]+\/bedrock-mantle\/aws4_request, SignedHeaders=[\w;-]*\bhost\b[\w;-]*, Signature=[0-9a-f]{64}$/;

/** Why a request is turned away before anybody reads it; undefined when it is not. */
export function accessProblem(
  { method, headers }: IncomingMessage,
  path: string,
  key: string,
): { readonly status: 400 | 401 | 404; readonly message: string } | undefined {
  if (method !== 'POST' || (path !== ANTHROPIC && path !== BEDROCK)) return { status: 404, message: 'Not found' };
  const { authorization, 'content-type': type } = headers;
  const known = authorization === `Bearer ${key}` || headers['x-api-key'] === key;
  if (!known && !(path === BEDROCK && SIGNATURE.test(authorization ?? ''))) {
    return {
      status: 401,
      message: authorization === undefined ? 'x-api-key header is required' : 'invalid bearer token',
    };
  }
  if (!VERSIONS.includes(headers['anthropic-version'])) {
    return { status: 400, message: 'anthropic-version: a valid version is required' };
  }
  if (!type?.startsWith('application/json')) return { status: 400, message: 'content-type: must be application/json' };
  return undefined;
}
