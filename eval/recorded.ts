import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { BUILT_IN_RULES } from '../src/policy/load.js';
import type { ReceivedRequest } from '../test/claude/claude.js';
import { answering, type Play, refusing } from '../test/claude/play.js';
import type { Case } from './case.js';

const FOLDER = join(dirname(BUILT_IN_RULES), 'eval', 'recorded');
const FILES = ['fixtures', 'pools', 'web', 'cluster', 'servers', 'shop'];

const Edit = z.strictObject({ path: z.string(), oldText: z.string(), newText: z.string() });
const Reply = z.strictObject({
  /** What is said in turn when an explanation is asked for; the last one from then on. */
  explain: z.array(z.string()).min(1),
  /** The same for patches; nothing: the model refuses. */
  propose: z.array(z.strictObject({ title: z.string(), edits: z.array(Edit) })),
});
const Replies = z.record(z.string(), Reply);

/** By case. They were written by hand, some of them wrong on purpose. */
const replies = new Map(
  FILES.flatMap((name) =>
    Object.entries(Replies.parse(JSON.parse(readFileSync(join(FOLDER, `${name}.json`), 'utf8')))),
  ),
);

/** Answers the questions about one case, one after the other. */
export function playsOf({ id }: Case): (request: ReceivedRequest) => Play {
  const reply = replies.get(id);
  if (reply === undefined) throw new Error(`nothing is recorded for ${id}`);
  const explanations = inTurn(reply.explain.map((paragraph) => ({ paragraph })));
  const proposals = inTurn(reply.propose);
  return ({ body }) => {
    const answer = asksForPatch(body) ? proposals() : explanations();
    return answer === undefined ? refusing() : answering(answer);
  };
}

/** The purpose of a question is not on the wire; the shape of its answer is. */
function asksForPatch({ output_config }: ReceivedRequest['body']): boolean {
  return JSON.stringify(output_config?.format?.schema).includes('"edits"');
}

function inTurn<Each>(all: readonly Each[]): () => Each | undefined {
  const left = [...all];
  return () => (left.length > 1 ? left.shift() : left[0]);
}

export function recordedCases(): Iterable<string> {
  return replies.keys();
}
