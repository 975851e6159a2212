import type { RememberedAssembly } from '../../model/assembly/remembered.js';
import { Contents } from './contents.js';
import { KnownTrees } from './known-trees.js';
import { ReadingsMemory } from './readings-memory.js';

const MEGABYTE = 1024 * 1024;
const MAX_CONTENT_BYTES = 48 * MEGABYTE;
const MAX_READING_BYTES = 96 * MEGABYTE;
/** Repositories whose joined model is kept. */
const MAX_ASSEMBLIES = 4;

/** What one request leaves for the next. All of it can be had again. */
export class Memory {
  readonly contents = new Contents(MAX_CONTENT_BYTES);
  readonly trees = new KnownTrees();
  readonly readings: ReadingsMemory;
  readonly #assemblies = new Map<number, RememberedAssembly>();

  /** `release`: Plumbline's version. */
  constructor(release: string) {
    this.readings = new ReadingsMemory(MAX_READING_BYTES, release);
  }

  assemblyOf(repository: number): RememberedAssembly | undefined {
    return this.#assemblies.get(repository);
  }

  keepAssembly(repository: number, assembly: RememberedAssembly): void {
    this.#assemblies.delete(repository);
    this.#assemblies.set(repository, assembly);
    for (const oldest of this.#assemblies.keys()) {
      if (this.#assemblies.size <= MAX_ASSEMBLIES) return;
      this.#assemblies.delete(oldest);
    }
  }
}
