import { Contents } from './contents.js';
import { KnownTrees } from './known-trees.js';
import { Ledgers } from './ledgers.js';
import { ReadingsMemory } from './readings-memory.js';

const MEGABYTE = 1024 * 1024;
const MAX_CONTENT_BYTES = 48 * MEGABYTE;
const MAX_READING_BYTES = 96 * MEGABYTE;

/** What one request leaves for the next. All of it can be had again. */
export class Memory {
  readonly contents = new Contents(MAX_CONTENT_BYTES);
  readonly trees = new KnownTrees();
  readonly ledgers = new Ledgers();
  readonly readings: ReadingsMemory;

  /** `release`: Plumbline's version. */
  constructor(release: string) {
    this.readings = new ReadingsMemory(MAX_READING_BYTES, release);
  }
}
