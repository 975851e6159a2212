import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const Schema = z.record(z.string(), z.unknown());

const Operation = z.object({
  parameters: z.array(
    z.object({ name: z.string(), in: z.enum(['path', 'query']), required: z.boolean(), schema: Schema }),
  ),
  body: z.object({ required: z.boolean(), schema: Schema }).optional(),
  replies: z.record(z.string(), Schema.nullable()),
});

const Rest = z.object({ operations: z.record(z.string(), Operation), schemas: z.record(z.string(), Schema) });
const Webhooks = z.object({ events: z.record(z.string(), Schema), schemas: z.record(z.string(), Schema) });

export type Operation = z.infer<typeof Operation>;
export type JsonSchema = z.infer<typeof Schema>;

/** GitHub's description of its REST operations and webhook payloads, as far as it was extracted. */
export interface RestDescription {
  readonly operations: Readonly<Record<string, Operation>>;
  /** Payloads by name: `check_run.created`. */
  readonly events: Readonly<Record<string, JsonSchema>>;
  /** What both refer to as `#/schemas/<name>`. */
  readonly schemas: Readonly<Record<string, JsonSchema>>;
}

export function readRestDescription(): RestDescription {
  const rest = Rest.parse(JSON.parse(read('rest.json')));
  const webhooks = Webhooks.parse(JSON.parse(read('webhooks.json')));
  return { operations: rest.operations, events: webhooks.events, schemas: { ...rest.schemas, ...webhooks.schemas } };
}

export function readGraphqlSchema(): string {
  return read('graphql.graphql');
}

/** Bundled for a bench, this file is no longer beside its schemas: then they are looked for below the working directory. */
function read(name: string): string {
  const beside = fileURLToPath(new URL(`../schema/${name}`, import.meta.url));
  return readFileSync(existsSync(beside) ? beside : join('test', 'github', 'schema', name), 'utf8');
}
