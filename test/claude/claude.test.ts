import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type Claude, startClaude } from './claude.js';
import { answering, cutOff, dropping, failing, rateLimiting, refusing, saying, slowly, stalling } from './play.js';

const SCHEMA = {
  type: 'object',
  properties: { answer: { type: 'string' } },
  required: ['answer'],
  additionalProperties: false,
};
const REQUEST = {
  model: 'claude-opus-5-5',
  max_tokens: 200,
  system: [{ type: 'text', text: 'Say why. '.repeat(400), cache_control: { type: 'ephemeral' } }],
  messages: [{ role: 'user', content: 'Sixteen threads, five connections.' }],
  output_config: { effort: 'low', format: { type: 'json_schema', schema: SCHEMA } },
};

let claude: Claude;

beforeEach(async () => {
  claude = await startClaude();
});

afterEach(() => claude.stop());

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: what it is, the expectations say.
  readonly body: any;
}

async function ask(
  body: unknown = REQUEST,
  headers: Readonly<Record<string, string>> = {},
  patience = 10_000,
): Promise<Answer> {
  const response = await fetch(`${claude.url}/v1/messages`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${claude.key}`,
      'anthropic-version': '2026-10-21',
      'content-type': 'application/json',
      ...headers,
    },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(patience),
  });
  return { status: response.status, headers: response.headers, body: await response.json() };
}

test('what is asked rightly is answered as a message and kept', async () => {
  claude.plays(answering({ answer: 'Eleven wait.' }));
  const { status, headers, body } = await ask();
  expect(status).toBe(200);
  expect(headers.get('request-id')).toMatch(/^req_/);
  expect(body).toMatchObject({
    type: 'message',
    role: 'assistant',
    model: 'claude-opus-5-5',
    content: [{ type: 'thinking' }, { type: 'text', text: '{"answer":"Eleven wait."}' }],
    stop_reason: 'end_turn',
    usage: { output_tokens: 7 },
  });
  expect(claude.requests).toMatchObject([
    { path: '/v1/messages', body: REQUEST, text: 'Sixteen threads, five connections.' },
  ]);
  expect(claude.refusals).toEqual([]);
});

test('a script is played in order, then what a function makes of the request, then an error', async () => {
  claude.plays(answering(1), saying('two'));
  expect((await ask()).body.content[1].text).toBe('1');
  expect((await ask()).body.content[1].text).toBe('two');
  expect((await ask()).status).toBe(500);
  claude.otherwise = ({ text }) => answering({ answer: text });
  expect((await ask()).body.content[1].text).toBe('{"answer":"Sixteen threads, five connections."}');
});

test('the same marked beginning is read from what was kept, for the same model and format', async () => {
  claude.otherwise = () => answering({ answer: 'yes' });
  const usage = async (body: unknown) => {
    const { input_tokens, cache_creation_input_tokens, cache_read_input_tokens } = (await ask(body)).body.usage;
    return [input_tokens, cache_creation_input_tokens, cache_read_input_tokens];
  };
  expect(await usage(REQUEST)).toEqual([10, 902, 0]);
  expect(await usage(REQUEST)).toEqual([10, 0, 902]);
  expect(await usage({ ...REQUEST, messages: [{ role: 'user', content: 'Other.' }] })).toEqual([3, 0, 902]);
  expect(await usage({ ...REQUEST, model: 'claude-sonnet-5-5' })).toEqual([10, 902, 0]);
  expect(await usage({ ...REQUEST, output_config: {} })).toEqual([10, 902, 0]);
});

test('nothing is kept of a short beginning, or of one without a mark', async () => {
  claude.otherwise = () => answering({ answer: 'yes' });
  for (const system of [[{ ...REQUEST.system[0], text: 'Short.' }], REQUEST.system[0]?.text]) {
    await ask({ ...REQUEST, system });
    expect((await ask({ ...REQUEST, system })).body.usage).toMatchObject({
      cache_creation_input_tokens: 0,
      cache_read_input_tokens: 0,
    });
  }
});

test.each([
  ['a refusal', refusing(), { status: 200, body: { stop_reason: 'refusal', stop_details: { type: 'refusal' } } }],
  ['a cut', cutOff('{"a'), { status: 200, body: { stop_reason: 'max_tokens', content: [{}, { text: '{"a' }] } }],
  ['a rate limit', rateLimiting(7), { status: 429, body: { type: 'error', error: { type: 'rate_limit_error' } } }],
  ['a failure', failing(500), { status: 500, body: { type: 'error', error: { type: 'api_error' } } }],
  ['an overload', failing(529), { status: 529, body: { type: 'error', error: { type: 'overloaded_error' } } }],
])('%s looks as it does in reality', async (_, play, expected) => {
  claude.plays(play);
  expect(await ask()).toMatchObject(expected);
});

test('a rate limit says when to come back, unless nobody knows', async () => {
  claude.plays(rateLimiting(7), rateLimiting());
  expect((await ask()).headers.get('retry-after')).toBe('7');
  expect((await ask()).headers.get('retry-after')).toBeNull();
});

test('a connection can break before an answer, and in the middle of one', async () => {
  claude.plays(dropping(), stalling());
  await expect(ask()).rejects.toThrow('fetch failed');
  await expect(ask(REQUEST, {}, 100)).rejects.toThrow('timeout');
});

test('slow answers come, and the most that waited at the same time are known', async () => {
  claude.plays(slowly(20, answering(1)), slowly(20, answering(2)));
  await Promise.all([ask(), ask()]);
  expect(claude.highestConcurrency).toBe(2);
});

describe('turns away', () => {
  const block = { type: 'text', text: 'x', cache_control: { type: 'ephemeral' } };
  const withSchema = (schema: unknown) => ({ ...REQUEST, output_config: { format: { type: 'json_schema', schema } } });

  test.each([
    ['no model', { ...REQUEST, model: undefined }, /^model: /],
    ['no tokens', { ...REQUEST, max_tokens: 0 }, /^max_tokens: /],
    ['no messages', { ...REQUEST, messages: [] }, /^messages: /],
    ['an empty message', { ...REQUEST, messages: [{ role: 'user', content: '' }] }, /^messages\.0\.content: /],
    ['an assistant at first', { ...REQUEST, messages: [{ role: 'assistant', content: 'a' }] }, /^messages\.0: first/],
    [
      'an assistant at last',
      { ...REQUEST, messages: [...REQUEST.messages, { role: 'assistant', content: '{' }] },
      /prefill/,
    ],
    ['what it does not know', { ...REQUEST, temperature: 0 }, /temperature/],
    ['an effort that is none', { ...REQUEST, output_config: { effort: 'little' } }, /^output_config\.effort: /],
    ['five marks', { ...REQUEST, system: [block, block, block, block, block] }, /maximum of 4/],
    ['an open object as format', withSchema({ type: 'object' }), /additionalProperties/],
    [
      'a bound within a format',
      withSchema({ ...SCHEMA, properties: { answer: { type: 'string', maxLength: 3 } } }),
      /maxLength/,
    ],
    ['no JSON object', 'text', /object/],
  ])('%s', async (_, body, message) => {
    const { status, body: reply } = await ask(body);
    expect(status).toBe(400);
    expect(reply).toMatchObject({
      type: 'error',
      error: { type: 'invalid_request_error' },
      request_id: expect.stringMatching(/^req_/),
    });
    expect(reply.error.message).toMatch(message);
    expect(claude.refusals).toEqual([`400 ${reply.error.message}`]);
    expect(claude.requests).toEqual([]);
  });

  test.each([
    ['another key', { authorization: 'Bearer other' }, 401, 'authentication_error'],
    ['another version', { 'anthropic-version': '2019-01-01' }, 400, 'invalid_request_error'],
    ['another type', { 'content-type': 'text/plain' }, 400, 'invalid_request_error'],
  ])('%s', async (_, headers, status, type) => {
    expect(await ask(REQUEST, headers)).toMatchObject({ status, body: { type: 'error', error: { type } } });
    expect(claude.requests).toEqual([]);
  });

  test('another address', async () => {
    const response = await fetch(`${claude.url}/v1/complete`, { method: 'POST' });
    expect(response.status).toBe(404);
  });
});
