import type { IncomingMessage } from 'node:http';

export type BodyReading =
  | { readonly ok: true; readonly body: Buffer }
  /** `crowded`: others' bodies fill the memory that there is for bodies. `broken`: the connection ended before the body did. */
  | { readonly ok: false; readonly problem: 'too-large' | 'crowded' | 'broken' };

/** Bytes of bodies that may be held at the same time, before anybody knows whether they are of GitHub. */
export class BodyMemory {
  readonly #limit: number;
  #held = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** False when there is no room for them. */
  take(bytes: number): boolean {
    if (this.#held + bytes > this.#limit) return false;
    this.#held += bytes;
    return true;
  }

  give(bytes: number): void {
    this.#held -= bytes;
  }
}

/** Reads a body of at most `limit` bytes. A larger one is refused before it is read, where its length is told, or at its first byte too many. */
export async function readBody(request: IncomingMessage, limit: number, memory: BodyMemory): Promise<BodyReading> {
  if (Number(request.headers['content-length'] ?? 0) > limit) return { ok: false, problem: 'too-large' };
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of chunksOf(request)) {
      if (length + chunk.length > limit) return { ok: false, problem: 'too-large' };
      if (!memory.take(chunk.length)) return { ok: false, problem: 'crowded' };
      length += chunk.length;
      chunks.push(chunk);
    }
    return request.complete ? { ok: true, body: Buffer.concat(chunks) } : { ok: false, problem: 'broken' };
  } catch {
    return { ok: false, problem: 'broken' };
  } finally {
    memory.give(length);
  }
}

/** Leaves the request open when the reader stops, so that it can still be answered. */
function chunksOf(request: IncomingMessage): AsyncIterable<Buffer> {
  return request.iterator({ destroyOnReturn: false });
}
