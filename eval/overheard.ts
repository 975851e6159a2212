import { z } from 'zod';
import type { Model, ModelAnswer, Question } from '../src/assistant/model.js';
import type { Proposal } from '../src/policy/proposal.js';

const Proposed = z.object({
  title: z.string(),
  edits: z.array(z.object({ path: z.string(), oldText: z.string(), newText: z.string() })),
});

/** Keeps what a model proposed, whatever code thought of it. */
export class Overheard implements Model {
  readonly proposals: Proposal[] = [];
  readonly #model: Model;

  constructor(model: Model) {
    this.#model = model;
  }

  get name(): string {
    return this.#model.name;
  }

  async ask<Shape>(question: Question<Shape>): Promise<ModelAnswer<Shape>> {
    const answer = await this.#model.ask(question);
    if (question.purpose === 'propose' && answer.ok) {
      const proposal = Proposed.parse(answer.value);
      if (proposal.edits.length > 0) this.proposals.push(proposal);
    }
    return answer;
  }
}
