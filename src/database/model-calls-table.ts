import { randomUUID } from 'node:crypto';
import type { Call, CallLog } from '../assistant/call-log.js';
import type { Database } from './database.js';

/** Twice is the same as once: a statement may be carried out again when the connection broke. */
const RECORD = `
  INSERT INTO plumbline.model_calls
    (id, installation_id, purpose, model, outcome, input_tokens, cached_input_tokens, output_tokens, cost, charge, latency_ms)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
  ON CONFLICT (id) DO NOTHING`;

const SPENT_TODAY = `
  SELECT coalesce(sum(charge), 0) AS spent FROM plumbline.model_calls
  WHERE installation_id = $1 AND called_at >= date_trunc('day', now(), 'UTC')`;

/** No installation of GitHub's has this number. */
const NOBODY = 0;

/** Keeps the calls of models in the database, for all replicas. */
export class ModelCallsTable implements CallLog {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async spentToday(installation: number | undefined): Promise<number> {
    const rows = await this.#database.query<{ spent: number }>(SPENT_TODAY, [installation ?? NOBODY]);
    return rows[0]?.spent ?? 0;
  }

  async record({ installation, purpose, model, outcome, usage, charge }: Call): Promise<void> {
    await this.#database.query(RECORD, [
      randomUUID(),
      installation ?? NOBODY,
      purpose,
      model,
      outcome,
      usage.inputTokens,
      usage.cachedInputTokens,
      usage.outputTokens,
      usage.cost,
      charge,
      usage.latency,
    ]);
  }
}
