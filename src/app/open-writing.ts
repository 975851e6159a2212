import { openModel } from '../assistant/open-model.js';
import { Writer } from '../assistant/writer.js';
import type { Database } from '../database/database.js';
import { ModelCallsTable } from '../database/model-calls-table.js';
import { WrittenTable } from '../database/written-table.js';
import type { Writing } from '../workflows/writing.js';

import type { ServiceContext } from './service.js';

/** What a model is asked with, and where its texts are kept; nothing where none is configured, which is said once. */
export function openWriting(database: Database, { settings, metrics, log }: ServiceContext): Writing | undefined {
  if (settings.model === undefined) {
    log.info('No model is configured: explanations are off');
    return undefined;
  }
  const model = openModel(settings.model, new ModelCallsTable(database), metrics);
  log.info(`Findings are explained by ${model.name}`);
  return {
    assistant: new Writer(model),
    store: new WrittenTable(database),
    failed: (reason) => log.warn('A model wrote nothing about a finding', { reason }),
  };
}
