import { analysisAttacks } from './analyses.js';
import type { Attack } from './attack.js';
import { commandAttacks } from './commands.js';
import { deliveryAttacks } from './deliveries.js';
import { fixAttacks } from './fixes.js';
import { installationAttacks } from './installations.js';
import { markerAttacks } from './markers.js';
import { policyAttacks } from './policies.js';
import { secretAttacks } from './secrets.js';
import { textAttacks } from './texts.js';
import { treeAttacks } from './trees.js';

export type Sections = Readonly<Record<string, readonly Attack[]>>;

/** What comes in through requests. */
export const REQUESTS: Sections = {
  'Forged and replayed deliveries': deliveryAttacks,
  'Commands of those who may not give any': commandAttacks,
  'Other installations and other Apps': installationAttacks,
  'Tokens, keys and private texts': secretAttacks,
};

/** What lies in a repository. */
export const CONTENTS: Sections = {
  'Policies that a pull request brings along': policyAttacks,
  'Fixes that must not be made': fixAttacks,
  'Forged markers': markerAttacks,
  'Texts that want to be more than text': textAttacks,
  'Trees, files and archives': treeAttacks,
  'Analyses that go wrong': analysisAttacks,
};
