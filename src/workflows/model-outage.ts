import type { ModelFailure } from '../assistant/model.js';

/** A model gave no answer, and may give one later. */
export class ModelOutage extends Error {
  constructor(failure: ModelFailure) {
    super(`the model gave no answer: ${failure}`);
    this.name = 'ModelOutage';
  }
}
