import type { Readable } from 'node:stream';
import { type Git, startGit } from './git-command.js';

/** The bytes of blobs in the order asked, from one `git cat-file --batch`; undefined where git does not give them. */
export async function* readBlobs(git: Git, blobIds: readonly string[]): AsyncGenerator<Uint8Array | undefined> {
  if (blobIds.length === 0) return;
  const child = startGit(git, ['cat-file', '--batch', '--buffer']);
  // A process that dies closes its pipes: what it still owed is then undefined, and nothing more is to be known here.
  child.on('error', () => {});
  child.stdin.on('error', () => {});
  child.stderr.resume();
  child.stdin.end(blobIds.map((id) => `${id}\n`).join(''));
  const answers = new Answers(child.stdout);
  try {
    for (let remaining = blobIds.length; remaining > 0; remaining--) yield await answers.next();
  } finally {
    child.kill();
  }
}

/** Splits the stream into `<id> blob <size>\n<bytes>\n` and `<id> missing\n`. */
class Answers {
  readonly #chunks: AsyncIterator<Buffer>;
  #buffer: Buffer = Buffer.alloc(0);

  constructor(stream: Readable) {
    this.#chunks = stream[Symbol.asyncIterator]();
  }

  async next(): Promise<Uint8Array | undefined> {
    const header = await this.#line();
    const size = header === undefined ? undefined : /^[0-9a-f]+ blob (\d+)$/.exec(header)?.[1];
    if (size === undefined) return undefined;
    const bytes = await this.#take(Number(size) + 1);
    return bytes?.subarray(0, -1);
  }

  async #line(): Promise<string | undefined> {
    let end = this.#buffer.indexOf(0x0a);
    while (end === -1) {
      if (!(await this.#fill())) return undefined;
      end = this.#buffer.indexOf(0x0a);
    }
    const line = this.#buffer.toString('latin1', 0, end);
    this.#buffer = this.#buffer.subarray(end + 1);
    return line;
  }

  async #take(length: number): Promise<Buffer | undefined> {
    const parts = [this.#buffer];
    let available = this.#buffer.length;
    while (available < length) {
      const chunk = await this.#chunk();
      if (chunk === undefined) return undefined;
      parts.push(chunk);
      available += chunk.length;
    }
    const all = parts.length === 1 ? this.#buffer : Buffer.concat(parts);
    this.#buffer = all.subarray(length);
    return all.subarray(0, length);
  }

  async #fill(): Promise<boolean> {
    const chunk = await this.#chunk();
    if (chunk === undefined) return false;
    this.#buffer = this.#buffer.length === 0 ? chunk : Buffer.concat([this.#buffer, chunk]);
    return true;
  }

  async #chunk(): Promise<Buffer | undefined> {
    try {
      const next = await this.#chunks.next();
      return next.done === true ? undefined : next.value;
    } catch {
      // Read errors of a pipe: the process is gone.
      return undefined;
    }
  }
}
