import type { ModelFailure } from '../assistant/model.js';

const REASONS: Readonly<Record<ModelFailure, string>> = {
  refused: 'it declined to answer about this finding',
  'cut-off': 'its answer was too long and was cut off; ask again',
  unusable: 'its answer had not the shape that was asked for; ask again',
  'timed-out': 'it did not answer in time; ask again later',
  'rate-limited': 'the provider limits how often it may be asked; ask again in a minute',
  overloaded: 'the provider has too much to do, or a fault; ask again in a few minutes',
  unreachable: 'the provider cannot be reached; look at the network and at the address in the settings',
  rejected: 'the provider rejected the request; look at the key, and whether it may use this model (PLUMBLINE_MODEL)',
  'over-budget': 'the budget of the day is spent (PLUMBLINE_MODEL_DAILY_BUDGET)',
  'open-circuit': 'it failed several times in a row and is left alone for a while',
};

/** Why a model wrote nothing, and what to do about it. One sentence. */
export function describeModelFailure(model: string, failure: ModelFailure): string {
  return `There is nothing by ${model} about this finding: ${REASONS[failure]}.`;
}
