import { z } from 'zod';
import type {
  BriefRequest,
  Change,
  ExplainRequest,
  FixRequest,
  MissingQuestion,
  ProveRequest,
  ReviewRequest,
} from './analyst.js';
import type { StoredFacts } from './facts-store.js';

/** A change as it crosses: trees are named by their commits, and sent when the child does not know them. */
export type Crossing<Asked extends Change> = Omit<Asked, 'head' | 'base'> & {
  readonly head: string;
  readonly base: string;
};

export type Request =
  | {
      readonly method: 'missing';
      readonly parameters: Omit<MissingQuestion, 'trees'> & { readonly trees: readonly string[] };
    }
  | { readonly method: 'review'; readonly parameters: Crossing<ReviewRequest> }
  | { readonly method: 'fix'; readonly parameters: Crossing<FixRequest> }
  | { readonly method: 'explain'; readonly parameters: Crossing<ExplainRequest> }
  | { readonly method: 'brief'; readonly parameters: Crossing<BriefRequest> }
  | { readonly method: 'prove'; readonly parameters: Crossing<ProveRequest> };

/** What the child is answered when it asks while it works on a request. */
export type Answer =
  /** Packed. */
  | { readonly about: 'tree'; readonly tree: string }
  | { readonly about: 'texts'; readonly texts: ReadonlyMap<string, Uint8Array> }
  | { readonly about: 'facts'; readonly facts: readonly StoredFacts[] };

/** One request at a time; the next may come when the child says `done`. */
export type ToChild =
  | { readonly kind: 'request'; readonly id: number; readonly request: Request }
  | { readonly kind: 'answer'; readonly question: number; readonly answer: Answer }
  /** There is no answer, and the request has failed already. */
  | { readonly kind: 'refusal'; readonly question: number };

const id = z.number();
const content = z.object({ path: z.string(), blobId: z.string() });
const questions = z.discriminatedUnion('about', [
  z.object({ about: z.literal('tree'), commit: z.string() }),
  z.object({ about: z.literal('texts'), ids: z.array(z.string()) }),
  z.object({ about: z.literal('facts'), contents: z.array(content) }),
]);
const storedFacts = content.extend({ readings: z.string() });

/** Whoever reads a stranger's files may have been taken over by them: what it says is looked at before it is believed. */
export const fromChild = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('question'), id, question: z.number(), asked: questions }),
  z.object({ kind: z.literal('outcome'), id, outcome: z.unknown() }),
  /** `frames`: where it happened, for a failure that nobody expected. */
  z.object({ kind: z.literal('failure'), id, reason: z.string(), frames: z.array(z.string()) }),
  /** Readings to remember; after the outcome. */
  z.object({ kind: z.literal('facts'), id, facts: z.array(storedFacts) }),
  z.object({ kind: z.literal('done'), id }),
]);

export type FromChild = z.infer<typeof fromChild>;
export type Question = z.infer<typeof questions>;
