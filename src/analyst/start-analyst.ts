import type { z } from 'zod';
import type { Proof } from '../policy/proposal.js';
import type { Brief } from '../reporters/brief/brief.js';
import {
  type AnalysedTree,
  AnalysisFailure,
  type Analyst,
  type BriefRequest,
  type Change,
  type ExplainOutcome,
  type ExplainRequest,
  type FixOutcome,
  type FixRequest,
  type MissingContent,
  type MissingQuestion,
  type ProveRequest,
  type ReviewOutcome,
  type ReviewRequest,
  type TextSource,
} from './analyst.js';
import { forkedChildren, type StartChild } from './child-process.js';
import type { Job } from './exchange.js';
import type { FactsStore } from './facts-store.js';
import { Lane } from './lane.js';
import { mayCommit } from './may-commit.js';
import type { Crossing, Request } from './messages.js';
import { outcomes } from './outcomes.js';

export interface AnalystOptions {
  readonly facts: FactsStore;
  /** What one request may take, without the time in which it waits for contents. 60 seconds. */
  readonly timeoutMs?: number;
  /** Of each child; one that needs more is replaced. 512. */
  readonly memoryMb?: number;
  /** Processes; a repository always goes to the same one, which remembers it. 1. */
  readonly children?: number;
  /** A child had to be replaced. */
  readonly restarted?: (reason: string) => void;
  readonly factsNotSaved?: (error: unknown) => void;
  /** How children are started, where not by what a build made. */
  readonly startChild?: StartChild;
}

/** Starts the child processes; they get ready while the server does. */
export function startAnalyst(options: AnalystOptions): Analyst {
  const { facts, timeoutMs = 60_000, memoryMb = 512, children = 1 } = options;
  const startChild = options.startChild ?? forkedChildren(memoryMb);
  const { restarted = () => {}, factsNotSaved = () => {} } = options;
  const open = () => new Lane({ facts, timeoutMs, startChild, restarted, factsNotSaved });
  return new ChildAnalyst(open(), Array.from({ length: Math.max(0, children - 1) }, open));
}

class ChildAnalyst implements Analyst {
  readonly #first: Lane;
  readonly #others: readonly Lane[];

  constructor(first: Lane, others: readonly Lane[]) {
    this.#first = first;
    this.#others = others;
  }

  missing({ trees, ...question }: MissingQuestion): Promise<readonly MissingContent[]> {
    const parameters = { ...question, trees: trees.map(({ commit }) => commit) };
    return this.#ask({ method: 'missing', parameters }, outcomes.missing, trees, noTexts);
  }

  async review(request: ReviewRequest, texts: TextSource): Promise<ReviewOutcome> {
    const parameters = crossing(request);
    const outcome = await this.#ask({ method: 'review', parameters }, outcomes.review, treesOf(request), texts);
    const own = new Set(request.threads.map(({ id }) => id));
    const named = [...outcome.plan.resolve, ...outcome.plan.rewrite.map(({ thread }) => thread)];
    if (!named.every(({ id }) => own.has(id)))
      throw new AnalysisFailure('The analysis named conversations that it was not told of.');
    return outcome;
  }

  async fix(request: FixRequest, texts: TextSource): Promise<FixOutcome> {
    const parameters = crossing(request);
    const outcome = await this.#ask({ method: 'fix', parameters }, outcomes.fix, treesOf(request), texts);
    if (outcome.ok) allMayChange([...outcome.files.keys()], request);
    return outcome;
  }

  explain(request: ExplainRequest, texts: TextSource): Promise<ExplainOutcome> {
    const parameters = crossing(request);
    return this.#ask({ method: 'explain', parameters }, outcomes.explain, treesOf(request), texts);
  }

  brief(request: BriefRequest, texts: TextSource): Promise<readonly Brief[]> {
    const parameters = crossing(request);
    return this.#ask({ method: 'brief', parameters }, outcomes.brief, treesOf(request), texts);
  }

  async prove(request: ProveRequest, texts: TextSource): Promise<Proof> {
    const parameters = crossing(request);
    const proof = await this.#ask({ method: 'prove', parameters }, outcomes.prove, treesOf(request), texts);
    if (proof.ok)
      allMayChange(
        proof.proved.edits.map(({ path }) => path),
        request,
      );
    return proof;
  }

  async close(): Promise<void> {
    await Promise.all([this.#first, ...this.#others].map((lane) => lane.close()));
  }

  async #ask<Outcome>(
    request: Request,
    shape: z.ZodType<Outcome>,
    trees: Job['trees'],
    texts: TextSource,
  ): Promise<Outcome> {
    const lanes = [this.#first, ...this.#others];
    const lane = lanes[request.parameters.repository % lanes.length] ?? this.#first;
    const outcome = shape.safeParse(await lane.run({ request, trees, texts }));
    if (outcome.success) return outcome.data;
    throw new AnalysisFailure('The analysis gave an outcome that makes no sense.', { cause: outcome.error });
  }
}

function crossing<Asked extends Change>({
  head,
  base,
  ...rest
}: Asked): Omit<Asked, 'head' | 'base'> & Crossing<Change> {
  return { ...rest, head: head.commit, base: base.commit };
}

function allMayChange(paths: readonly string[], { head }: Change): void {
  const committable = new Set(head.entries.filter(mayCommit).map(({ path }) => path));
  if (paths.some((path) => !committable.has(path)))
    throw new AnalysisFailure('The analysis wanted to change files that it must not change.');
}

function treesOf({ head, base }: Change): readonly AnalysedTree[] {
  return [head, base];
}

/** What is missing is found out by names alone. */
const noTexts: TextSource = async () => new Map();
