const MAX_COMPRESSED_BYTES = 512 * 1024 * 1024;
const MAX_BYTES = 2 * 1024 * 1024 * 1024;
const MAX_ENTRIES = 500_000;
/** Source code shrinks to a fifth; what unfolds to more than this is made for it. */
const MAX_RATIO = 100;
/** The ratio says nothing about the first few bytes. */
const RATIO_FROM_BYTES = 16 * 1024 * 1024;

/** An archive is longer than is read of one. */
export class ArchiveTooLarge extends Error {}

/** How much is read of an archive. Its streams pass on what they count. */
export class ArchiveBudget {
  #compressed = 0;
  #unpacked = 0;
  #entries = 0;

  readonly compressed = (chunks: AsyncIterable<Uint8Array>) =>
    this.#counted(chunks, (bytes) => {
      this.#compressed += bytes;
      return this.#compressed <= MAX_COMPRESSED_BYTES;
    });

  readonly unpacked = (chunks: AsyncIterable<Uint8Array>) =>
    this.#counted(chunks, (bytes) => {
      this.#unpacked += bytes;
      const unfolds = this.#unpacked > RATIO_FROM_BYTES && this.#unpacked > this.#compressed * MAX_RATIO;
      return this.#unpacked <= MAX_BYTES && !unfolds;
    });

  countEntry(): void {
    if (++this.#entries > MAX_ENTRIES) throw new ArchiveTooLarge();
  }

  async *#counted(chunks: AsyncIterable<Uint8Array>, fits: (bytes: number) => boolean) {
    for await (const chunk of chunks) {
      if (!fits(chunk.length)) throw new ArchiveTooLarge();
      yield chunk;
    }
  }
}
