import { breakpoints, type MessagesRequest, promptOf } from './messages-request.js';

/** Shorter prefixes are not kept, and nothing says so. It is the minimum of Opus 5; that of other models is up to 4,096 tokens. */
const LEAST_TOKENS = 512;

/** Tokens of a prompt by how they are billed: together, all of it. */
export interface PromptTokens {
  readonly input_tokens: number;
  readonly cache_creation_input_tokens: number;
  readonly cache_read_input_tokens: number;
}

/** Keeps beginnings of prompts that were marked with `cache_control`, for each model, for as long as it lives. */
export class PromptCache {
  readonly #kept = new Set<string>();

  count(request: MessagesRequest): PromptTokens {
    const all = tokensIn(promptOf(request));
    const marked = breakpoints(request).filter((prefix) => tokensIn(prefix) >= LEAST_TOKENS);
    const read = tokensIn(marked.findLast((prefix) => this.#kept.has(this.#key(request, prefix))) ?? '');
    const written = Math.max(0, tokensIn(marked.at(-1) ?? '') - read);
    for (const prefix of marked) this.#kept.add(this.#key(request, prefix));
    return {
      input_tokens: all - read - written,
      cache_creation_input_tokens: written,
      cache_read_input_tokens: read,
    };
  }

  /** Another output format is another prompt. */
  #key({ model, output_config }: MessagesRequest, prefix: string): string {
    return JSON.stringify([model, output_config?.format, prefix]);
  }
}

/** About as many as a real tokeniser would find. */
export function tokensIn(text: string): number {
  return Math.ceil(Buffer.byteLength(text) / 4);
}
