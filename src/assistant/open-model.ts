import type { ModelSettings } from '../settings/model-settings.js';
import { AnthropicModel } from './anthropic-model.js';
import { BreakingModel } from './breaking-model.js';
import { BudgetedModel } from './budgeted-model.js';
import type { CallLog } from './call-log.js';
import { LimitedModel } from './limited-model.js';
import { messagesClient } from './messages-client.js';
import type { Model } from './model.js';
import { type ModelObserver, ObservedModel } from './observed-model.js';
import { RecordedModel } from './recorded-model.js';

/** Milliseconds for a question: a model that thinks long about a patch takes about a minute. */
const DEADLINE = 120_000;
/** Questions of this process at a time. */
const CONCURRENCY = 4;

/** The model of the settings, within its budget, and left alone while it does not work. */
export function openModel(settings: ModelSettings, log: CallLog, observer?: ModelObserver): Model {
  const { model: name, effort, dailyBudget } = settings;
  const provider = new AnthropicModel(messagesClient(settings), { name, effort, deadline: DEADLINE });
  const recorded = new RecordedModel(new LimitedModel(new BreakingModel(provider), CONCURRENCY), log);
  const budgeted = new BudgetedModel(recorded, log, dailyBudget);
  return observer === undefined ? budgeted : new ObservedModel(budgeted, observer);
}
