import { autoscaler } from './autoscaler.js';
import { cache } from './cache.js';
import { contractFormula } from './contract-formula.js';
import { contractVariable } from './contract-variable.js';
import { database } from './database.js';
import { disruptionBudget } from './disruption-budget.js';
import { extension } from './extension.js';
import { formula } from './formula.js';
import { ignoredVariable } from './ignored-variable.js';
import { probe } from './probe.js';
import { process } from './process.js';
import { reference } from './reference.js';
import { servicePort } from './service-port.js';
import type { Subject } from './subject.js';
import { variable } from './variable.js';
import { variableNeed } from './variable-need.js';

/** Everything that rules can be about. */
export const SUBJECTS: readonly Subject[] = [
  process,
  database,
  cache,
  autoscaler,
  disruptionBudget,
  probe,
  servicePort,
  reference,
  variableNeed,
  extension,
  formula,
  contractFormula,
  contractVariable,
  ignoredVariable,
  variable,
];
