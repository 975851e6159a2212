import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { AnthropicModel } from '../../src/assistant/anthropic-model.js';
import { BreakingModel } from '../../src/assistant/breaking-model.js';
import { MemoryCallLog } from '../../src/assistant/memory-call-log.js';
import { messagesClient } from '../../src/assistant/messages-client.js';
import type { ModelAnswer } from '../../src/assistant/model.js';
import { openModel } from '../../src/assistant/open-model.js';
import { Metrics } from '../../src/metrics.js';
import type { ModelSettings } from '../../src/settings/model-settings.js';
import { type Claude, startClaude } from '../claude/claude.js';
import { answering, failing, refusing, slowly } from '../claude/play.js';
import { ANSWER, QUESTION } from './question.js';

let claude: Claude;
let log: MemoryCallLog;

beforeEach(async () => {
  claude = await startClaude({ otherwise: () => answering(ANSWER) });
  log = new MemoryCallLog();
});

afterEach(() => claude.stop());

function settings(choice: { readonly model?: string; readonly dailyBudget?: number } = {}): ModelSettings {
  return {
    model: 'claude-opus-5-5',
    effort: 'low',
    dailyBudget: 5,
    provider: 'anthropic',
    apiKey: claude.key,
    baseUrl: claude.url,
    ...choice,
  };
}

function outcomes(answers: readonly ModelAnswer<unknown>[]): readonly string[] {
  return answers.map((answer) => (answer.ok ? 'answered' : answer.failure));
}

describe('each call is recorded', () => {
  test('with what it cost and what became of it, and not with what was said', async () => {
    claude.plays(answering(ANSWER), refusing(), failing(403));
    const model = openModel(settings(), log);
    await model.ask(QUESTION);
    await model.ask({ ...QUESTION, purpose: 'propose', installation: 8 });
    await model.ask(QUESTION);
    const usage = { inputTokens: 584, cachedInputTokens: 0, outputTokens: 9, latency: expect.any(Number) };
    const cost = expect.closeTo(0.003088, 9);
    const call = { model: 'claude-opus-5-5', purpose: 'explain', installation: 7 };
    expect(log.calls).toEqual([
      { ...call, outcome: 'answered', usage: { ...usage, cost }, charge: cost },
      {
        ...call,
        purpose: 'propose',
        installation: 8,
        outcome: 'refused',
        usage: { ...usage, inputTokens: 12, cachedInputTokens: 572, outputTokens: 0, cost: expect.any(Number) },
        charge: expect.any(Number),
      },
      {
        ...call,
        outcome: 'rejected',
        usage: { ...usage, inputTokens: 0, outputTokens: 0, cost: 0 },
        charge: 0,
      },
    ]);
  });

  test('at the highest price when nobody knows the price', async () => {
    await openModel(settings({ model: 'claude-of-tomorrow' }), log).ask(QUESTION);
    expect(log.calls[0]).toMatchObject({
      usage: { cost: undefined },
      charge: expect.closeTo((1.1 * (584 * 12.5 + 9 * 50)) / 1_000_000, 9),
    });
  });
});

describe('a budget', () => {
  test('is for an installation: nobody is asked when the next call might exceed it', async () => {
    // At most 1,000 tokens of answer and half as many of prompt as it has bytes: 2.6 cents.
    const model = openModel(settings({ dailyBudget: 0.029 }), log);
    const asked = [];
    for (const installation of [7, 7, 7, 8]) asked.push(await model.ask({ ...QUESTION, installation }));
    expect(outcomes(asked)).toEqual(['answered', 'answered', 'over-budget', 'answered']);
    expect(claude.requests).toHaveLength(3);
    expect(log.calls.map(({ installation }) => installation)).toEqual([7, 7, 8]);
    expect(asked[2]?.usage).toEqual({ inputTokens: 0, cachedInputTokens: 0, outputTokens: 0, cost: 0, latency: 0 });
  });

  test('holds for questions that are asked at the same time', async () => {
    claude.otherwise = () => slowly(20, answering(ANSWER));
    const model = openModel(settings({ dailyBudget: 0.06 }), log);
    const asked = await Promise.all([1, 2, 3, 4].map(() => model.ask(QUESTION)));
    expect(outcomes(asked)).toEqual(['answered', 'answered', 'over-budget', 'over-budget']);
    expect(outcomes([await model.ask(QUESTION)])).toEqual(['answered']);
  });

  test('is free again when a question was given up', async () => {
    claude.plays(slowly(60_000, answering(ANSWER)));
    const model = openModel(settings({ dailyBudget: 0.029 }), log);
    await expect(model.ask({ ...QUESTION, signal: AbortSignal.timeout(20) })).rejects.toThrow('timeout');
    expect(outcomes([await model.ask(QUESTION)])).toEqual(['answered']);
  });
});

test('four questions are asked at a time', async () => {
  claude.otherwise = () => slowly(20, answering(ANSWER));
  const model = openModel(settings(), log);
  const asked = await Promise.all(Array.from({ length: 10 }, () => model.ask(QUESTION)));
  expect(outcomes(asked)).toEqual(Array(10).fill('answered'));
  expect(claude.highestConcurrency).toBe(4);
});

describe('a provider that does not work', () => {
  let now = 0;
  const breaking = () =>
    new BreakingModel(
      new AnthropicModel(messagesClient(settings()), { name: 'claude-opus-5-5', effort: 'low', deadline: 10_000 }),
      () => now,
    );

  async function ask(model: BreakingModel, times: number): Promise<readonly string[]> {
    const answers = [];
    for (let each = 0; each < times; each++) answers.push(await model.ask(QUESTION));
    return outcomes(answers);
  }

  test('is left alone after five failures in a row, and asked by one after a minute', async () => {
    now = 0;
    claude.otherwise = () => failing(403);
    const model = breaking();
    expect(await ask(model, 7)).toEqual([...Array(5).fill('rejected'), 'open-circuit', 'open-circuit']);
    now = 59_999;
    expect(await ask(model, 1)).toEqual(['open-circuit']);
    now = 60_000;
    expect(await ask(model, 2)).toEqual(['rejected', 'open-circuit']);
    expect(claude.requests).toHaveLength(6);
  });

  test('is asked by all again when it answered that one', async () => {
    now = 0;
    claude.plays(...Array(5).fill(failing(403)), slowly(20, answering(ANSWER)));
    const model = breaking();
    await ask(model, 5);
    now = 60_000;
    const together = await Promise.all([model.ask(QUESTION), model.ask(QUESTION)]);
    expect(outcomes(together)).toEqual(['answered', 'open-circuit']);
    expect(await ask(model, 2)).toEqual(['answered', 'answered']);
  });

  test('is not one that answers now and then, or says what is no use', async () => {
    const model = breaking();
    claude.plays(...Array(4).fill(failing(403)), answering(ANSWER), ...Array(4).fill(failing(403)), answering(0));
    expect(await ask(model, 10)).toEqual([
      ...Array(4).fill('rejected'),
      'answered',
      ...Array(4).fill('rejected'),
      'unusable',
    ]);
    claude.plays(...Array(6).fill(refusing()));
    expect(await ask(model, 6)).toEqual(Array(6).fill('refused'));
  });
});

test('metrics tell outcomes, tokens, cost and time, also of what nobody was asked', async () => {
  const metrics = new Metrics();
  const model = openModel(settings({ dailyBudget: 0.029 }), log, metrics);
  for (let each = 0; each < 3; each++) await model.ask(QUESTION);
  const lines = (await metrics.text())
    .split('\n')
    .filter((line) => /^plumbline_model_(?!seconds_(?:bucket|sum))/.test(line));
  expect(lines).toEqual([
    'plumbline_model_questions_total{purpose="explain",outcome="answered"} 2',
    'plumbline_model_questions_total{purpose="explain",outcome="over-budget"} 1',
    'plumbline_model_tokens_total{purpose="explain",kind="input"} 596',
    'plumbline_model_tokens_total{purpose="explain",kind="cached"} 572',
    'plumbline_model_tokens_total{purpose="explain",kind="output"} 18',
    expect.stringMatching(/^plumbline_model_cost_dollars_total\{purpose="explain"\} 0\.0034/),
    'plumbline_model_seconds_count{purpose="explain"} 2',
  ]);
});
