import { AnthropicBedrockMantle } from '@anthropic-ai/bedrock-sdk';
import { Anthropic, type ClientOptions } from '@anthropic-ai/sdk';
import type { ModelSettings } from '../settings/model-settings.js';
import type { MessagesClient } from './anthropic-model.js';

/** Attempts after the first, with growing pauses, at what may work a little later. */
const RETRIES = 2;
/** Seconds. The SDK waits for as long as a server says, which may be hours. */
const LONGEST_PAUSE = 15;

type Middleware = NonNullable<ClientOptions['middleware']>[number];

/** Whoever asks for a longer pause is not asked again. */
const impatient: Middleware = async (request, next) => {
  const response = await next(request);
  const pause = response.headers.get('retry-after');
  if (pause === null || Number(pause) <= LONGEST_PAUSE) return response;
  const { status, statusText } = response;
  const headers = new Headers(response.headers);
  headers.set('x-should-retry', 'false');
  return new Response(response.body, { status, statusText, headers });
};

/** Nothing of a prompt goes to a log or a trace, whatever the SDK's own variables say. */
const COMMON = { maxRetries: RETRIES, logLevel: 'off', openTelemetry: false, middleware: [impatient] } as const;

/**
 * A client of the provider that the settings name. On Amazon Bedrock it is the endpoint that serves the Messages API ("Mantle"): the
 * older one, InvokeModel, does not know the version of the API that this SDK speaks. AWS credentials are looked for as AWS' own tools do.
 */
export function messagesClient(settings: ModelSettings): MessagesClient {
  switch (settings.provider) {
    case 'anthropic':
      return new Anthropic({ ...COMMON, apiKey: settings.apiKey, authToken: null, baseURL: settings.baseUrl });
    case 'bedrock':
      return new AnthropicBedrockMantle({ ...COMMON, awsRegion: settings.region, baseURL: settings.baseUrl });
  }
}
