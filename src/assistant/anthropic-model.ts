import type { Anthropic } from '@anthropic-ai/sdk';
import { zodOutputFormat } from '@anthropic-ai/sdk/helpers/zod';
import { z } from 'zod';
import { failureOf } from './api-failure.js';
import { Deadline } from './deadline.js';
import type { Model, ModelAnswer, Question, Usage } from './model.js';
import { costOf } from './prices.js';
import { unanswered } from './unanswered.js';

/** What the clients of Anthropic and of Amazon Bedrock have in common. */
export interface MessagesClient {
  readonly messages: Pick<Anthropic.Messages, 'parse'>;
}

export interface AnthropicModelOptions {
  readonly name: string;
  /** The model's own when it is undefined. */
  readonly effort: 'low' | 'medium' | 'high' | 'xhigh' | 'max' | undefined;
  /** Milliseconds for a question, all attempts together. */
  readonly deadline: number;
}

/** What is believed of a message. A gateway in between may say something else. */
const Message = z.object({
  stop_reason: z.string().nullable(),
  parsed_output: z.unknown(),
  usage: z.object({
    input_tokens: z.int(),
    cache_creation_input_tokens: z.int().nullish(),
    cache_read_input_tokens: z.int().nullish(),
    output_tokens: z.int(),
  }),
});

/** A model of Anthropic's behind the Messages API, wherever that is served. */
export class AnthropicModel implements Model {
  readonly name: string;
  readonly #client: MessagesClient;
  readonly #options: AnthropicModelOptions;

  constructor(client: MessagesClient, options: AnthropicModelOptions) {
    this.name = options.name;
    this.#client = client;
    this.#options = options;
  }

  async ask<Shape>(question: Question<Shape>): Promise<ModelAnswer<Shape>> {
    const format = outputFormat(question.shape);
    const deadline = new Deadline(this.#options.deadline, question.signal);
    const began = performance.now();
    const since = () => Math.round(performance.now() - began);
    try {
      const message = await this.#client.messages.parse(this.#request(question, format), {
        // The SDK's own time ends with the headers of a response, and begins again with each attempt.
        signal: deadline.signal,
        timeout: this.#options.deadline,
      });
      return this.#read<Shape>(message, since());
    } catch (error) {
      question.signal?.throwIfAborted();
      return unanswered(deadline.isOver ? 'timed-out' : failureOf(error), since());
    } finally {
      deadline.clear();
    }
  }

  #request<Shape>({ instructions, turns, maxTokens }: Question<Shape>, format: OutputFormat<Shape>) {
    const { effort } = this.#options;
    return {
      model: this.name,
      max_tokens: maxTokens,
      system: [{ type: 'text' as const, text: instructions, cache_control: { type: 'ephemeral' as const } }],
      messages: turns.map(({ role, text }) => ({ role, content: text })),
      output_config: { format, ...(effort !== undefined && { effort }) },
    };
  }

  #read<Shape>(message: { readonly parsed_output: Reading<Shape> | null }, latency: number): ModelAnswer<Shape> {
    const read = Message.safeParse(message);
    if (!read.success) return unanswered('unusable', latency);
    const usage = this.#usageOf(read.data.usage, latency);
    switch (read.data.stop_reason) {
      case 'end_turn':
        return message.parsed_output?.ok
          ? { ok: true, value: message.parsed_output.value, usage }
          : { ok: false, failure: 'unusable', usage };
      case 'refusal':
        return { ok: false, failure: 'refused', usage };
      case 'max_tokens':
      case 'model_context_window_exceeded':
        return { ok: false, failure: 'cut-off', usage };
      default:
        return { ok: false, failure: 'unusable', usage };
    }
  }

  #usageOf(billed: z.infer<typeof Message>['usage'], latency: number): Usage {
    const tokens = {
      input: billed.input_tokens,
      cacheWrite: billed.cache_creation_input_tokens ?? 0,
      cacheRead: billed.cache_read_input_tokens ?? 0,
      output: billed.output_tokens,
    };
    return {
      inputTokens: tokens.input + tokens.cacheWrite,
      cachedInputTokens: tokens.cacheRead,
      outputTokens: tokens.output,
      cost: costOf(this.name, tokens),
      latency,
    };
  }
}

type Reading<Shape> = { readonly ok: true; readonly value: Shape } | { readonly ok: false };
type OutputFormat<Shape> = ReturnType<typeof outputFormat<Shape>>;

/** The SDK's format throws when the text has not the shape, which would lose why the model stopped and what it cost. */
function outputFormat<Shape>(shape: z.ZodType<Shape>) {
  return { ...zodOutputFormat(shape), parse: (text: string) => readAs(shape, text) };
}

function readAs<Shape>(shape: z.ZodType<Shape>, text: string): Reading<Shape> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { ok: false };
  }
  const read = shape.safeParse(value);
  return read.success ? { ok: true, value: read.data } : { ok: false };
}
