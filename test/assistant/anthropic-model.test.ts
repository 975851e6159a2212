import { AnthropicBedrockMantle } from '@anthropic-ai/bedrock-sdk';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { AnthropicModel, type AnthropicModelOptions } from '../../src/assistant/anthropic-model.js';
import { messagesClient } from '../../src/assistant/messages-client.js';
import type { ModelSettings } from '../../src/settings/model-settings.js';
import { type Claude, startClaude } from '../claude/claude.js';
import {
  answering,
  cutOff,
  dropping,
  failing,
  type Play,
  rateLimiting,
  refusing,
  saying,
  slowly,
  stalling,
} from '../claude/play.js';
import { ANSWER, QUESTION } from './question.js';

let claude: Claude;

beforeEach(async () => {
  claude = await startClaude();
});

afterEach(() => claude.stop());

const CHOICE = { model: 'claude-opus-5-5', effort: undefined, dailyBudget: 5 };

function anthropic(): ModelSettings {
  return { ...CHOICE, provider: 'anthropic', apiKey: claude.key, baseUrl: claude.url };
}

function modelOf(options: Partial<AnthropicModelOptions> = {}, settings = anthropic()): AnthropicModel {
  return new AnthropicModel(messagesClient(settings), {
    name: settings.model,
    effort: undefined,
    deadline: 10_000,
    ...options,
  });
}

test('a question goes out with its shape, and nothing that a model could act with', async () => {
  claude.plays(answering(ANSWER));
  expect(await modelOf({ effort: 'low' }).ask(QUESTION)).toEqual({
    ok: true,
    value: ANSWER,
    usage: {
      inputTokens: 584,
      cachedInputTokens: 0,
      outputTokens: 9,
      cost: expect.closeTo((572 * 5 + 12 * 4 + 9 * 20) / 1_000_000, 9),
      latency: expect.any(Number),
    },
  });
  expect(claude.requests.map(({ body }) => body)).toEqual([
    {
      model: 'claude-opus-5-5',
      max_tokens: 1000,
      system: [{ type: 'text', text: QUESTION.instructions, cache_control: { type: 'ephemeral' } }],
      messages: [{ role: 'user', content: 'Sixteen threads share five connections.' }],
      output_config: {
        effort: 'low',
        format: {
          type: 'json_schema',
          schema: {
            type: 'object',
            properties: { paragraph: { type: 'string', description: '{maxLength: 40}' } },
            required: ['paragraph'],
            additionalProperties: false,
          },
        },
      },
    },
  ]);
});

test('instructions are read from the cache the second time', async () => {
  claude.plays(answering(ANSWER), answering(ANSWER));
  const model = modelOf();
  await model.ask(QUESTION);
  expect((await model.ask(QUESTION)).usage).toMatchObject({
    inputTokens: 12,
    cachedInputTokens: 572,
    cost: expect.closeTo((572 * 0.2 + 12 * 4 + 9 * 20) / 1_000_000, 9),
  });
});

test('earlier turns are told, and without an effort the model has its own', async () => {
  claude.plays(answering(ANSWER));
  const turns = [
    { role: 'user', text: 'Explain.' },
    { role: 'assistant', text: '{"paragraph":"No."}' },
    { role: 'user', text: 'Line 3 is not there.' },
  ] as const;
  expect((await modelOf().ask({ ...QUESTION, turns })).ok).toBe(true);
  expect(claude.requests[0]?.body.messages).toEqual(turns.map(({ role, text }) => ({ role, content: text })));
  expect(claude.requests[0]?.body.output_config).not.toHaveProperty('effort');
});

describe('there is no answer, but a bill, when the model', () => {
  test.each([
    ['declines', refusing(), 'refused'],
    ['declines after an answer', refusing(JSON.stringify(ANSWER)), 'refused'],
    ['runs out of tokens', cutOff(), 'cut-off'],
    ['runs out of tokens after an answer', cutOff(JSON.stringify(ANSWER)), 'cut-off'],
    ['fills its window', { kind: 'message', stopReason: 'model_context_window_exceeded', text: '' }, 'cut-off'],
    ['says nothing', saying(''), 'unusable'],
    ['says no JSON', saying('Eleven threads wait.'), 'unusable'],
    ['puts it into a fence', saying(`\`\`\`json\n${JSON.stringify(ANSWER)}\n\`\`\``), 'unusable'],
    ['has another shape', answering({ text: 'Eleven threads wait.' }), 'unusable'],
    ['says more than was asked for', answering({ ...ANSWER, applied: true }), 'unusable'],
    ['exceeds a bound of the shape', answering({ paragraph: 'x'.repeat(41) }), 'unusable'],
  ] satisfies [string, Play, string][])('%s', async (_, play, failure) => {
    claude.plays(play);
    const answer = await modelOf().ask(QUESTION);
    expect(answer).toMatchObject({ ok: false, failure, usage: { inputTokens: 584 } });
    expect(answer.usage.cost).toBeGreaterThan(0);
    expect(claude.requests).toHaveLength(1);
  });
});

describe('nobody answers', () => {
  const again = 0.01;

  test.each([
    ['a rate limit', rateLimiting(again), 'rate-limited', 3],
    ['a rate limit that lasts for long', rateLimiting(3600), 'rate-limited', 1],
    ['an overload', failing(529, again), 'overloaded', 3],
    ['a failure of the server', failing(500, again), 'overloaded', 3],
    ['a gateway that waited', failing(504, again), 'timed-out', 3],
    ['what is not paid', failing(402), 'rejected', 1],
    ['a model that one may not use', failing(403), 'rejected', 1],
    ['a model that is not there', failing(404), 'rejected', 1],
    ['a question that is too long', failing(413), 'rejected', 1],
    ['connections that break', dropping(), 'unreachable', 3],
  ] satisfies [string, Play, string, number][])('with %s', async (_, play, failure, attempts) => {
    claude.otherwise = () => play;
    expect(await modelOf().ask(QUESTION)).toEqual({
      ok: false,
      failure,
      usage: { inputTokens: 0, cachedInputTokens: 0, outputTokens: 0, cost: 0, latency: expect.any(Number) },
    });
    expect(claude.requests).toHaveLength(attempts);
  });

  test('when nobody listens', async () => {
    const settings = anthropic();
    await claude.stop();
    expect(await modelOf({}, settings).ask(QUESTION)).toMatchObject({ ok: false, failure: 'unreachable' });
    claude = await startClaude();
  });

  test('with a key that is not known', async () => {
    const model = modelOf({}, { ...CHOICE, provider: 'anthropic', apiKey: 'other', baseUrl: claude.url });
    expect(await model.ask(QUESTION)).toMatchObject({ ok: false, failure: 'rejected' });
  });

  test.each([
    ['an answer that begins and does not end', stalling()],
    ['a slow answer', slowly(60_000, answering(ANSWER))],
    ['a pause between attempts', rateLimiting(10)],
  ])('in time with %s', async (_, play) => {
    claude.plays(play);
    expect(await modelOf({ deadline: 100 }).ask(QUESTION)).toMatchObject({ ok: false, failure: 'timed-out' });
  });
});

test('a failure that passes is not seen', async () => {
  claude.plays(rateLimiting(0.01), failing(529, 0.01), answering(ANSWER));
  expect(await modelOf().ask(QUESTION)).toMatchObject({ ok: true, value: ANSWER });
});

test('a question that is given up throws why', async () => {
  claude.otherwise = () => slowly(60_000, answering(ANSWER));
  const giveUp = new AbortController();
  const asked = modelOf().ask({ ...QUESTION, signal: giveUp.signal });
  giveUp.abort(new Error('Another push came.'));
  await expect(asked).rejects.toThrow('Another push came.');
});

describe('Amazon Bedrock', () => {
  const bedrock = () => ({
    ...CHOICE,
    model: 'anthropic.claude-opus-5-5',
    provider: 'bedrock' as const,
    region: 'eu-west-1',
    baseUrl: `${claude.url}/anthropic`,
  });

  /** As AWS' own tools would find them; a test has none. */
  function signingModel(): AnthropicModel {
    const { region: awsRegion, baseUrl: baseURL, model: name } = bedrock();
    const keys = { awsAccessKey: 'AKIDEXAMPLE', awsSecretAccessKey: 'wJalrXUtnFEMI' };
    const client = new AnthropicBedrockMantle({ awsRegion, baseURL, ...keys, maxRetries: 0 });
    return new AnthropicModel(client, { name, effort: undefined, deadline: 10_000 });
  }

  test('is asked the same, signed for its region, and is a tenth dearer', async () => {
    claude.plays(answering(ANSWER));
    expect(await signingModel().ask(QUESTION)).toMatchObject({
      ok: true,
      value: ANSWER,
      usage: { cost: expect.closeTo((1.1 * (572 * 5 + 12 * 4 + 9 * 20)) / 1_000_000, 9) },
    });
    const [request] = claude.requests;
    expect(request?.path).toBe('/anthropic/v1/messages');
    expect(request?.headers.authorization).toMatch(
      /Credential=AKIDEXAMPLE\/\d{8}\/eu-west-1\/bedrock-mantle\/aws4_request/,
    );
    expect(request?.headers['anthropic-version']).toBe('2026-10-21');
    expect(request?.body).toMatchObject({
      model: 'anthropic.claude-opus-5-5',
      system: [{ cache_control: { type: 'ephemeral' } }],
      output_config: { format: { type: 'json_schema' } },
    });
  });

  test.each([
    ['a refusal', refusing(), 'refused'],
    ['no JSON', saying('no'), 'unusable'],
    ['an overload', failing(529), 'overloaded'],
    ['a rate limit', failing(429), 'rate-limited'],
    ['a broken connection', dropping(), 'unreachable'],
  ] satisfies [string, Play, string][])('fails alike with %s', async (_, play, failure) => {
    claude.plays(play);
    expect(await signingModel().ask(QUESTION)).toMatchObject({ ok: false, failure });
  });
});
