import { z } from 'zod';
import { outputSchemaProblem } from './output-schema.js';

const CacheControl = z.strictObject({ type: z.literal('ephemeral'), ttl: z.enum(['5m', '1h']).optional() });

const TextBlock = z.strictObject({
  type: z.literal('text'),
  text: z.string().min(1, 'text content blocks must be non-empty'),
  cache_control: CacheControl.nullish(),
});

const Content = z.union([z.string().min(1, 'text content blocks must be non-empty'), z.array(TextBlock).min(1)]);

const Format = z.strictObject({
  type: z.literal('json_schema'),
  schema: z.record(z.string(), z.unknown()).superRefine((schema, context) => {
    const problem = outputSchemaProblem(schema);
    if (problem !== undefined) context.addIssue({ code: 'custom', message: problem });
  }),
});

/**
 * The part of a request to `POST /v1/messages` that a client without tools, images and streams may send: API version 2026-10-21, as
 * @anthropic-ai/sdk 1.11.0 types it. `temperature` and its like are refused by the models of that version.
 */
export const MessagesRequest = z
  .strictObject({
    model: z.string().min(1),
    max_tokens: z.int().min(1),
    system: z.union([z.string(), z.array(TextBlock)]).optional(),
    messages: z.array(z.strictObject({ role: z.enum(['user', 'assistant']), content: Content })).min(1),
    output_config: z
      .strictObject({
        effort: z.enum(['low', 'medium', 'high', 'xhigh', 'max']).nullish(),
        format: Format.nullish(),
      })
      .optional(),
    cache_control: CacheControl.nullish(),
    thinking: z.strictObject({ type: z.enum(['adaptive', 'between_tools', 'disabled']) }).optional(),
    metadata: z.strictObject({ user_id: z.string().nullish() }).optional(),
    stop_sequences: z.array(z.string()).optional(),
    service_tier: z.enum(['auto', 'standard_only']).optional(),
  })
  .superRefine(({ messages, ...request }, context) => {
    const complain = (message: string, ...path: (string | number)[]) =>
      context.addIssue({ code: 'custom', message, path });
    if (messages[0]?.role !== 'user') complain('first message must use the "user" role', 'messages', 0);
    if (messages.at(-1)?.role !== 'user') {
      complain('This model does not support assistant message prefill.', 'messages');
    }
    const marks = breakpoints({ messages, ...request }).length;
    if (marks > MAX_BREAKPOINTS) {
      complain(`A maximum of ${MAX_BREAKPOINTS} blocks with cache_control may be provided. Found ${marks}.`);
    }
  });

const MAX_BREAKPOINTS = 4;

export type MessagesRequest = z.infer<typeof MessagesRequest>;

/** Where a request ends that could be kept up to there: as the text before it, of instructions first and then of turns. */
export function breakpoints(request: MessagesRequest): readonly string[] {
  const { system = [], messages } = request;
  const blocks = [
    ...blocksOf(system).map((block) => ({ ...block, by: 'system' })),
    ...messages.flatMap(({ role, content }) => blocksOf(content).map((block) => ({ ...block, by: role }))),
  ];
  const marked = blocks.map(
    ({ cache_control }, index) =>
      cache_control != null || (request.cache_control != null && index === blocks.length - 1),
  );
  return blocks.flatMap((_, index) =>
    marked[index]
      ? [
          blocks
            .slice(0, index + 1)
            .map(({ by, text }) => `${by}\n${text}\n`)
            .join(''),
        ]
      : [],
  );
}

/** All that the model reads. */
export function promptOf({ system = [], messages }: MessagesRequest): string {
  const turns = messages.flatMap(({ role, content }) => blocksOf(content).map(({ text }) => `${role}\n${text}\n`));
  return [...blocksOf(system).map(({ text }) => `system\n${text}\n`), ...turns].join('');
}

function blocksOf(content: string | readonly z.infer<typeof TextBlock>[]): readonly z.infer<typeof TextBlock>[] {
  return typeof content === 'string' ? [{ type: 'text', text: content }] : content;
}
