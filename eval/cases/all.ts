import type { Case } from '../case.js';
import { clusterCases } from './cluster.js';
import { fixtureCases } from './fixtures.js';
import { poolCases } from './pools.js';
import { serverCases } from './servers.js';
import { shopCases } from './shop.js';
import { webCases } from './web.js';

/** In the order in which they are told. */
export const cases: readonly Case[] = [
  ...fixtureCases,
  ...poolCases,
  ...webCases,
  ...clusterCases,
  ...serverCases,
  ...shopCases,
];
