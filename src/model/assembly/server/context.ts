import type { ServerSettings } from '../../facts/server-settings.js';
import type { Setting, Traced } from '../../traced.js';
import { known, withoutSlots } from '../../traced.js';
import type { ProcessCommand } from '../command.js';
import type { EvaluationScope } from '../evaluate.js';

/** What decides the settings of one Puma process. */
export interface ServerContext {
  readonly command: ProcessCommand;
  readonly scope: EvaluationScope;
  readonly settings: ServerSettings | undefined;
  readonly puma: Traced<string>;
}

/** Puma's own default where a call leaves a setting nil. */
export function defaultTo(value: Setting<number>, fallback: number, says: string): Setting<number> {
  if (!value.known || value.value !== null) return value;
  const [first] = value.trail;
  return known<number | null>(fallback, { location: first.location, says }, ...withoutSlots(value).trail);
}
