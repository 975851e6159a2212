/** Tokens of one call, by how they are billed. Each is in one of them. */
export interface BilledTokens {
  readonly input: number;
  readonly cacheWrite: number;
  readonly cacheRead: number;
  readonly output: number;
}

/** US dollars for a million tokens. */
interface Price {
  readonly input: number;
  /** For five minutes. */
  readonly cacheWrite: number;
  readonly cacheRead: number;
  readonly output: number;
  /** Tokens; what a longer prompt costs is not told here. */
  readonly longestPrompt?: number;
}

const FABLE_5_1: Price = { input: 10, cacheWrite: 12.5, cacheRead: 0.25, output: 50 };
const FABLE_5: Price = { input: 10, cacheWrite: 12.5, cacheRead: 1, output: 50 };
const OPUS_4_5_TO_5: Price = { input: 5, cacheWrite: 6.25, cacheRead: 0.5, output: 25 };
const SONNET_4: Price = { input: 3, cacheWrite: 3.75, cacheRead: 0.3, output: 15 };

/** https://platform.claude.com/docs/en/about-claude/pricing, as of 10 October 2026. */
const PRICES: ReadonlyMap<string, Price> = new Map([
  ['claude-fable-5-1', FABLE_5_1],
  ['claude-mythos-5-1', FABLE_5_1],
  ['claude-fable-5', FABLE_5],
  ['claude-mythos-5', FABLE_5],
  ['claude-opus-5-5', { input: 4, cacheWrite: 5, cacheRead: 0.2, output: 20 }],
  ['claude-opus-5', OPUS_4_5_TO_5],
  ['claude-opus-4-8', OPUS_4_5_TO_5],
  ['claude-opus-4-7', OPUS_4_5_TO_5],
  ['claude-opus-4-6', OPUS_4_5_TO_5],
  ['claude-opus-4-5', OPUS_4_5_TO_5],
  ['claude-sonnet-5-5', { input: 2, cacheWrite: 2.5, cacheRead: 0.1, output: 10 }],
  ['claude-sonnet-5', { input: 2, cacheWrite: 2.5, cacheRead: 0.2, output: 10 }],
  ['claude-sonnet-4-6', SONNET_4],
  ['claude-sonnet-4-5', SONNET_4],
  ['claude-haiku-5-5', { input: 0.1, cacheWrite: 0.125, cacheRead: 0.01, output: 0.5, longestPrompt: 100_000 }],
  ['claude-haiku-4-5', { input: 1, cacheWrite: 1.25, cacheRead: 0.1, output: 5 }],
]);

/** No published price of a model is above these. */
const DEAREST = FABLE_5;

/** Amazon's name of a model, as requests that stay in one region have it. */
const BEDROCK = /^anthropic\./;
/** What Amazon takes for them above the price of requests that may go anywhere: a tenth. */
const REGIONAL = 1.1;

/** US dollars; undefined for a model whose price nobody told. */
export function costOf(model: string, tokens: BilledTokens): number | undefined {
  const price = PRICES.get(model.replace(BEDROCK, '').replace(/-20\d{6}$/, ''));
  const prompt = tokens.input + tokens.cacheWrite + tokens.cacheRead;
  if (price === undefined || prompt > (price.longestPrompt ?? Number.POSITIVE_INFINITY)) return undefined;
  return total(price, tokens) * (BEDROCK.test(model) ? REGIONAL : 1);
}

/** US dollars that the tokens may cost with any model: what counts where the price is not known. */
export function mostCostOf(tokens: BilledTokens): number {
  return total(DEAREST, tokens) * REGIONAL;
}

function total(price: Price, { input, cacheWrite, cacheRead, output }: BilledTokens): number {
  const millionths =
    input * price.input + cacheWrite * price.cacheWrite + cacheRead * price.cacheRead + output * price.output;
  return millionths / 1_000_000;
}
