import { createHash } from 'node:crypto';
import type { Brief } from '../reporters/brief/brief.js';
import type { Assistant, WritingContext, WritingOutcome } from './assistant.js';
import { explain } from './explain.js';
import { EXPLAIN, PROPOSE } from './instructions.js';
import type { Model } from './model.js';
import { propose } from './propose.js';

const INSTRUCTIONS = createHash('sha256').update(EXPLAIN).update(PROPOSE).digest('hex').slice(0, 8);

/** Asks a model for an explanation and, where one is wanted, for a patch, and lets through what code accepts. */
export class Writer implements Assistant {
  readonly model: string;
  readonly #model: Model;

  constructor(model: Model) {
    this.#model = model;
    this.model = `${model.name} (instructions ${INSTRUCTIONS})`;
  }

  async write(brief: Brief, context: WritingContext): Promise<WritingOutcome> {
    const explained = await explain(this.#model, brief, context);
    if (!explained.ok) return explained;
    const { prove } = context;
    const asksForPatch = brief.wantsPatch && prove !== undefined && brief.files.length > 0;
    const proposed = asksForPatch ? await propose(this.#model, brief, prove, context) : undefined;
    const usage = [...explained.usage, ...(proposed?.usage ?? [])];
    if (proposed?.ok === false) return { ...proposed, usage };
    const written = {
      key: brief.key,
      model: this.model,
      ...(explained.accepted === undefined ? {} : { explanation: explained.accepted }),
      ...(proposed?.accepted === undefined ? {} : { proposal: proposed.accepted }),
      dropped: proposed !== undefined && proposed.accepted === undefined,
    };
    return { ok: true, written, usage };
  }
}
