import { spawnGit } from './git.js';

const TYPES = ['blob', 'tree', 'commit', 'tag'] as const;

export interface GitObject {
  readonly oid: string;
  readonly type: (typeof TYPES)[number];
  /** Bytes. */
  readonly size: number;
  readonly content: Buffer;
}

interface Waiting {
  readonly resolve: (object: GitObject | undefined) => void;
  readonly reject: (error: Error) => void;
}

/** Reads objects through one `git cat-file --batch` for the life of the repository: a process for each blob takes twenty times as long. */
export class ObjectReader {
  readonly #child;
  readonly #waiting: Waiting[] = [];
  #chunks: Buffer[] = [];
  #length = 0;
  /** Bytes that the object at the front needs; nothing is looked at before they are there. */
  #needed = 1;

  constructor(directory: string) {
    this.#child = spawnGit(directory, ['cat-file', '--batch']);
    this.#child.stdout.on('data', (chunk: Buffer) => this.#receive(chunk));
    this.#child.stdin.on('error', () => undefined);
    // Git complains there about what is not of the type that was asked for; the answer says so too.
    this.#child.stderr.resume();
    this.#child.once('close', () => this.#fail());
    this.#child.unref();
  }

  /** `expression` is anything that git understands: an id, a branch, `main:config/puma.rb`. Undefined when there is no such object. */
  read(expression: string): Promise<GitObject | undefined> {
    if (expression === '' || /[\n\0]/.test(expression)) return Promise.resolve(undefined);
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      this.#child.stdin.write(`${expression}\n`);
    });
  }

  close(): void {
    this.#child.stdin.end();
    this.#child.kill();
  }

  #receive(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#length += chunk.length;
    while (this.#length >= this.#needed && this.#take());
  }

  /** Takes one whole object off the front; false when more has to come. */
  #take(): boolean {
    const buffer = this.#chunks.length === 1 ? (this.#chunks[0] ?? Buffer.alloc(0)) : Buffer.concat(this.#chunks);
    this.#chunks = [buffer];
    const end = buffer.indexOf(10);
    if (end < 0) return this.#wait(this.#length + 1);
    const [, oid = '', name, size = ''] = /^(\S+) (\w+) (\d+)$/.exec(buffer.toString('latin1', 0, end)) ?? [];
    const type = TYPES.find((each) => each === name);
    if (type === undefined) return this.#give(undefined, buffer.subarray(end + 1));
    const next = end + 1 + Number(size) + 1;
    if (buffer.length < next) return this.#wait(next);
    const content = Buffer.from(buffer.subarray(end + 1, next - 1));
    return this.#give({ oid, type, size: Number(size), content }, buffer.subarray(next));
  }

  #give(object: GitObject | undefined, rest: Buffer): boolean {
    this.#waiting.shift()?.resolve(object);
    this.#chunks = [rest];
    this.#length = rest.length;
    this.#needed = 1;
    return true;
  }

  #wait(bytes: number): false {
    this.#needed = bytes;
    return false;
  }

  #fail(): void {
    for (const { reject } of this.#waiting.splice(0)) reject(new Error('git cat-file ended'));
  }
}
