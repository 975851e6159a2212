import type { Environment } from '../model/model.js';
import { listOf, recordType } from './expressions/record-type.js';
import { autoscalerType } from './subjects/autoscaler.js';
import { cacheType } from './subjects/cache.js';
import { contractVariableType } from './subjects/contract-variable.js';
import { databaseType } from './subjects/database.js';
import { disruptionBudgetType } from './subjects/disruption-budget.js';
import { extensionType } from './subjects/extension.js';
import { formulaType } from './subjects/formula.js';
import { probeType } from './subjects/probe.js';
import { processType } from './subjects/process.js';
import { referenceType } from './subjects/reference.js';
import { servicePortType } from './subjects/service-port.js';
import { variableNeedType } from './subjects/variable-need.js';

/** Not judged itself, but known to every rule as `environment`: what else runs where the subject does. */
export const environmentType = recordType<Environment>('Environment', {
  name: 'string',
  processes: listOf(processType),
  databases: listOf(databaseType),
  caches: listOf(cacheType),
  autoscalers: listOf(autoscalerType),
  disruptionBudgets: listOf(disruptionBudgetType),
  probes: listOf(probeType),
  servicePorts: listOf(servicePortType),
  references: listOf(referenceType),
  variableNeeds: listOf(variableNeedType),
  extensions: listOf(extensionType),
  contractFormulas: listOf(formulaType),
  contractVariables: listOf(contractVariableType),
});
