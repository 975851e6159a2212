export type FaultKind =
  /** Answered 500 or 502; nothing was done. */
  | '500'
  | '502'
  /** Refused for a second, as when too much is written at once. */
  | 'secondary'
  /** Nothing is done and no answer comes; after `holdMilliseconds` the connection breaks. */
  | 'timeout'
  /** It is done, and the connection breaks instead of an answer. */
  | 'lost-response';

export interface FaultPlan {
  /** How many of all requests: 0.05. */
  readonly rate: number;
  readonly kinds: readonly FaultKind[];
  readonly seed: number;
}

interface Once {
  readonly kind: FaultKind;
  readonly matches: (request: { readonly method: string; readonly path: string }) => boolean;
}

/** What goes wrong, the same for the same seed and the same order of requests. */
export class Faults {
  /** How long a request that times out is held. GitHub holds for ten seconds. */
  holdMilliseconds = 10_000;
  #plan: FaultPlan = { rate: 0, kinds: [], seed: 0 };
  #random = mulberry32(0);
  readonly #once: Once[] = [];

  set(plan: FaultPlan): void {
    this.#plan = plan;
    this.#random = mulberry32(plan.seed);
  }

  clear(): void {
    this.set({ rate: 0, kinds: [], seed: 0 });
    this.#once.length = 0;
  }

  /** The next request to this place fails: `once('lost-response', 'POST', /\/reviews$/)`. */
  once(kind: FaultKind, method: string, path: RegExp): void {
    this.#once.push({ kind, matches: (request) => request.method === method && path.test(request.path) });
  }

  draw(request: { readonly method: string; readonly path: string }): FaultKind | undefined {
    const index = this.#once.findIndex(({ matches }) => matches(request));
    if (index >= 0) return this.#once.splice(index, 1)[0]?.kind;
    const { rate, kinds } = this.#plan;
    if (rate === 0 || this.#random() >= rate) return undefined;
    return kinds[Math.floor(this.#random() * kinds.length)];
  }
}

/** Tommy Ettinger's generator: one number of state, good enough to scatter faults. */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
