import { randomUUID } from 'node:crypto';
import type { MessagesRequest } from './messages-request.js';
import type { ErrorStatus, StopReason } from './play.js';
import { type PromptTokens, tokensIn } from './prompt-cache.js';

export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** https://platform.claude.com/docs/en/api/errors */
const ERRORS: Readonly<Record<ErrorStatus, { readonly type: string; readonly message: string }>> = {
  400: { type: 'invalid_request_error', message: 'The request is not valid.' },
  401: { type: 'authentication_error', message: 'invalid bearer token' },
  402: { type: 'billing_error', message: 'Your payment details have a problem.' },
  403: { type: 'permission_error', message: 'Your API key does not have permission to use the specified resource.' },
  404: { type: 'not_found_error', message: 'Not found' },
  413: { type: 'request_too_large', message: 'Request exceeds the maximum size' },
  429: { type: 'rate_limit_error', message: "This request would exceed your organization's rate limit." },
  500: { type: 'api_error', message: 'Internal server error' },
  504: { type: 'timeout_error', message: 'Request timed out' },
  529: { type: 'overloaded_error', message: 'Overloaded' },
};

export function errorReply(
  status: ErrorStatus,
  message?: string,
  headers: Readonly<Record<string, string>> = {},
): Reply {
  const error = { ...ERRORS[status], ...(message !== undefined && { message }) };
  return { status, headers, body: { type: 'error', error, request_id: requestId() } };
}

/** As models that always think answer: their thoughts come first, without text. */
export function messageReply(
  { model }: MessagesRequest,
  { stopReason, text }: { readonly stopReason: StopReason; readonly text: string },
  prompt: PromptTokens,
): Reply {
  const thinking = { type: 'thinking', thinking: '', signature: 'EqQBCgIYAhIM' };
  const refused = stopReason === 'refusal';
  const body = {
    id: `msg_${randomUUID().replaceAll('-', '')}`,
    type: 'message',
    role: 'assistant',
    model,
    content: [thinking, ...(text === '' ? [] : [{ type: 'text', text, citations: null }])],
    stop_reason: stopReason,
    stop_sequence: null,
    stop_details: refused ? { type: 'refusal', category: null, explanation: null } : null,
    container: null,
    diagnostics: null,
    usage: {
      ...prompt,
      cache_creation: {
        ephemeral_5m_input_tokens: prompt.cache_creation_input_tokens,
        ephemeral_1h_input_tokens: 0,
      },
      output_tokens: tokensIn(text),
      output_tokens_details: { thinking_tokens: 0 },
      server_tool_use: null,
      service_tier: 'standard',
      inference_geo: 'global',
      speed: null,
    },
  };
  return { status: 200, body };
}

export function requestId(): string {
  return `req_${randomUUID().replaceAll('-', '')}`;
}
