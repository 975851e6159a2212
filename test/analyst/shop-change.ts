import type { Change, ReviewRequest } from '../../src/analyst/analyst.js';
import { SHOP } from '../e2e/shop.js';
import type { Commits, Files } from './commits.js';

const WEB = 'k8s/production/web.yaml';

/** Before somebody raised the threads. */
export const SOUND_SHOP: Files = { ...SHOP, [WEB]: (SHOP[WEB] ?? '').replace('"16"', '"5"') };

/** A pull request that raises the threads, unless it makes something else of the shop. */
export function shopChange(
  commits: Commits,
  {
    before = SOUND_SHOP,
    after = SHOP,
    ...change
  }: Partial<Change> & { readonly before?: Files; readonly after?: Files } = {},
): Change {
  return {
    repository: 1,
    name: 'acme/shop',
    head: commits.commit(after),
    base: commits.commit(before),
    policy: new Map(),
    organisationPolicy: new Map(),
    today: '2026-11-20',
    ignored: [],
    ...change,
  };
}

export function reviewOf(change: Change): ReviewRequest {
  return { ...change, files: [], threads: [], draft: false, fixable: true, written: [], assisted: true };
}
