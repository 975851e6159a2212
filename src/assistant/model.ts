import type { z } from 'zod';

/** A model that answers a question in a shape. It has no tools, and what it says decides nothing. */
export interface Model {
  /** As the provider names it: part of what a cached text depends on. */
  readonly name: string;
  ask<Shape>(question: Question<Shape>): Promise<ModelAnswer<Shape>>;
}

export interface Question<Shape> {
  readonly purpose: 'explain' | 'propose';
  /** The installation whose budget it counts against; undefined on the command line. */
  readonly installation?: number;
  /** The same for every finding, so that the provider can keep it. */
  readonly instructions: string;
  /** What is said about this one: alternating, the first and the last by the user. */
  readonly turns: readonly { readonly role: 'user' | 'assistant'; readonly text: string }[];
  readonly shape: z.ZodType<Shape>;
  readonly maxTokens: number;
  /** Gives up when it aborts: asking throws its reason. */
  readonly signal?: AbortSignal;
}

/** Why there is no answer. `unusable`: it came, and has not the shape. `over-budget`, `open-circuit`: nobody was asked. */
export type ModelFailure =
  | 'refused'
  | 'cut-off'
  | 'unusable'
  | 'timed-out'
  | 'rate-limited'
  | 'overloaded'
  | 'unreachable'
  | 'rejected'
  | 'over-budget'
  | 'open-circuit';

export type ModelAnswer<Shape> =
  | { readonly ok: true; readonly value: Shape; readonly usage: Usage }
  | { readonly ok: false; readonly failure: ModelFailure; readonly usage: Usage };

/** What a call cost. */
export interface Usage {
  /** Those that were read anew. */
  readonly inputTokens: number;
  readonly cachedInputTokens: number;
  readonly outputTokens: number;
  /** US dollars; undefined for a model whose price nobody told. */
  readonly cost: number | undefined;
  /** Milliseconds. */
  readonly latency: number;
}
