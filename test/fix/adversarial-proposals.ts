import { COUNTS } from './adversarial/counts.js';
import { ENVIRONMENTS, HOSTILE } from './adversarial/environments.js';
import { FILES, TITLES } from './adversarial/files-and-titles.js';
import { POOLS } from './adversarial/pools.js';
import { PROBES } from './adversarial/probes.js';
import { REFERENCES } from './adversarial/references.js';
import { SMUGGLED } from './adversarial/smuggled.js';
import type { Attempt } from './attempt.js';

/** None of these may ever be shown to anybody. */
export const ADVERSARIAL: readonly Attempt[] = [
  ...POOLS,
  ...FILES,
  ...TITLES,
  ...SMUGGLED,
  ...PROBES,
  ...COUNTS,
  ...REFERENCES,
  ...ENVIRONMENTS,
  ...HOSTILE,
];
