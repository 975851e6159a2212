import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { BUILT_IN_RULES } from '../src/policy/load.js';
import type { ReceivedRequest } from '../test/claude/claude.js';
import { answering, type Play } from '../test/claude/play.js';
import type { Case } from './case.js';

const FOLDER = join(dirname(BUILT_IN_RULES), 'eval', 'recorded');
const FILES = ['fixtures', 'pools', 'web', 'cluster', 'servers', 'shop'];

const Edit = z.strictObject({ path: z.string(), oldText: z.string(), newText: z.string() });
const Reply = z.strictObject({
  /** What is said in turn when an explanation is asked for. */
  explain: z.array(z.string()).min(1),
  /** The same for patches. */
  propose: z.array(z.strictObject({ title: z.string(), edits: z.array(Edit) })),
});
const NO_PATCH = { title: 'No change of these files does this.', edits: [] };

const Replies = z.record(z.string(), Reply);

/** By case. Some are wrong on purpose, so that the loop has something to reject. */
const replies = new Map(
  FILES.flatMap((name) =>
    Object.entries(Replies.parse(JSON.parse(readFileSync(join(FOLDER, `${name}.json`), 'utf8')))),
  ),
);

/** Answers the questions about one case, one after the other: who has no other explanation says the same again, who has no other patch none. */
export function playsOf({ id }: Case): (request: ReceivedRequest) => Play {
  const reply = replies.get(id);
  if (reply === undefined) throw new Error(`nothing is recorded for ${id}`);
  const [explanations, proposals] = [[...reply.explain], [...reply.propose]];
  return ({ body }) => {
    if (asksForPatch(body)) return answering(proposals.shift() ?? NO_PATCH);
    return answering({ explanation: explanations.length > 1 ? explanations.shift() : explanations[0] });
  };
}

/** The purpose of a question is not on the wire; the shape of its answer is. */
function asksForPatch({ output_config }: ReceivedRequest['body']): boolean {
  return JSON.stringify(output_config?.format?.schema).includes('"edits"');
}

export function recordedCases(): Iterable<string> {
  return replies.keys();
}
