import { z } from 'zod';
import type { Proof } from '../policy/proposal.js';
import type { Brief } from '../reporters/brief/brief.js';
import type { ExplainOutcome, FixOutcome, MissingContent, ReviewOutcome } from './analyst.js';

const line = z.int().positive();
const annotation = z.object({
  path: z.string(),
  startLine: line,
  endLine: line,
  startColumn: line.exactOptional(),
  endColumn: line.exactOptional(),
  level: z.enum(['notice', 'warning', 'failure']),
  title: z.string(),
  message: z.string(),
  details: z.string().exactOptional(),
});

const check = z.object({
  conclusion: z.enum(['success', 'failure', 'neutral', 'action_required', 'skipped', 'cancelled']),
  title: z.string(),
  summary: z.string(),
  text: z.string().exactOptional(),
  annotations: z.array(annotation),
  actions: z.array(z.object({ label: z.string(), description: z.string(), identifier: z.string() })),
});

const thread = z.object({
  id: z.string(),
  commentId: z.string(),
  commentNumber: z.number(),
  body: z.string(),
  path: z.string(),
  resolved: z.boolean(),
  resolvedByOther: z.boolean(),
  viewerCanResolve: z.boolean(),
  answered: z.boolean(),
});

const comment = z.object({
  path: z.string(),
  line,
  startLine: line.exactOptional(),
  body: z.string(),
});

const plan = z.object({
  review: z.object({ body: z.string(), comments: z.array(comment) }).exactOptional(),
  resolve: z.array(thread),
  rewrite: z.array(z.object({ thread, body: z.string() })),
});

const place = z.object({ path: z.string(), line, says: z.string() });
const file = z.object({ path: z.string(), lines: z.array(z.object({ number: line, text: z.string() })) });

const brief = z.object({
  key: z.string().regex(/^[0-9a-f]{32}$/),
  fingerprint: z.string(),
  ruleId: z.string(),
  severity: z.enum(['error', 'warning', 'notice']),
  title: z.string(),
  message: z.string(),
  why: z.string(),
  subject: z.string(),
  environments: z.array(z.string()),
  places: z.array(place),
  files: z.array(file),
  wantsPatch: z.boolean(),
});

const offset = z.int().nonnegative();
const proved = z.object({
  title: z.string(),
  writtenBy: z.string(),
  edits: z.array(z.object({ path: z.string(), start: offset, end: offset, newText: z.string() })),
  diff: z.string(),
  patch: z.object({ diff: z.string(), startLine: line, endLine: line, replacement: z.string() }).exactOptional(),
  rulesRun: offset,
});

const refusal = z.object({ ok: z.literal(false), reason: z.string() });

/** The shapes that the child's outcomes must have to leave this room. */
export const outcomes = {
  missing: z.array(z.object({ id: z.string(), path: z.string(), size: z.number() })) satisfies z.ZodType<
    readonly MissingContent[]
  >,
  review: z.object({ check, plan, findings: z.array(z.string()) }) satisfies z.ZodType<ReviewOutcome>,
  fix: z.discriminatedUnion('ok', [
    z.object({
      ok: z.literal(true),
      files: z.array(z.tuple([z.string(), z.string()])).transform((pairs) => new Map(pairs)),
      titles: z.array(z.string()),
      left: z.array(z.number()),
    }),
    refusal,
  ]) satisfies z.ZodType<FixOutcome>,
  explain: z.discriminatedUnion('ok', [
    z.object({ ok: z.literal(true), fingerprint: z.string(), title: z.string(), text: z.string() }),
    refusal,
  ]) satisfies z.ZodType<ExplainOutcome>,
  brief: z.array(brief) satisfies z.ZodType<readonly Brief[]>,
  prove: z.discriminatedUnion('ok', [
    z.object({ ok: z.literal(true), proved }),
    z.object({ ok: z.literal(false), reasons: z.array(z.string()) }),
  ]) satisfies z.ZodType<Proof>,
};
