import type { Setting, Traced } from '../../traced.js';
import { unknown } from '../../traced.js';

/** The servers whose connections are scarce. */
export type EngineFamily = 'postgres' | 'mysql';

const ADAPTERS = new Map<string, EngineFamily>([
  ['postgresql', 'postgres'],
  ['postgis', 'postgres'],
  ['mysql2', 'mysql'],
  ['mysql', 'mysql'],
  ['trilogy', 'mysql'],
]);

/** The server that an Active Record adapter speaks to; undefined for SQLite and others. */
export function familyOfAdapter(adapter: string): EngineFamily | undefined {
  return ADAPTERS.get(adapter);
}

/** A declared server's engine. */
export function engineFamily(engine: Setting<string>): Traced<EngineFamily> {
  if (!engine.known) return engine;
  if (engine.value === 'postgres' || engine.value === 'mysql') return { ...engine, value: engine.value };
  return unknown('not-declared', `connections of the engine ${engine.value ?? 'that is left out'}`, engine.trail);
}
