import type { Work } from '../work.js';

/** What a delivery means: something to do, or nothing, or something that cannot be understood. */
export type Translation =
  | { readonly outcome: 'accepted'; readonly works: readonly [Work, ...Work[]] }
  | { readonly outcome: 'ignored' | 'malformed'; readonly reason: string };

export function accepted(work: Work, ...more: readonly Work[]): Translation {
  return { outcome: 'accepted', works: [work, ...more] };
}

export function ignored(reason: string): Translation {
  return { outcome: 'ignored', reason };
}
