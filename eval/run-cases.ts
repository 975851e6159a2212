import { type Attempt, attempt } from './attempt.js';
import type { Case } from './case.js';
import type { Contestant } from './contestant.js';

/** Attempts all cases, some at a time, in their order. */
export async function runCases(
  cases: readonly Case[],
  contestant: Contestant,
  { concurrency, onDone }: { readonly concurrency: number; readonly onDone: (done: number) => void },
): Promise<readonly Attempt[]> {
  const attempts: Attempt[] = [];
  const waiting = cases.entries();
  let done = 0;
  const worker = async () => {
    for (const [index, it] of waiting) {
      attempts[index] = await contestant.writes(it, (model) => attempt(it, model));
      done += 1;
      onDone(done);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  return attempts;
}
