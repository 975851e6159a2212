import type { DatabaseServer } from '../../../model/facts/datastore.js';
import { type Setting, unknown } from '../../../model/traced.js';
import type { Block } from '../block.js';
import type { ModuleCall } from '../module.js';
import type { Plan } from '../plan.js';
import { knownText, numberOfValue, orOutside, textOfValue, textSetting } from '../settings.js';
import { entryOf } from '../steps.js';
import { amazonParameters, normaliseEngine } from './database.js';
import { type Parameters, parametersOf } from './parameters.js';

/** `terraform-aws-modules/rds/aws` and `terraform-aws-modules/rds-aurora/aws`. */
export function rdsModules(plan: Plan): readonly DatabaseServer[] {
  const rds = plan.calls(/(?:^|\/)terraform-aws-modules\/(?:rds\/aws|terraform-aws-rds)\/?(?:$|[.?])/);
  const aurora = plan.calls(/(?:^|\/)terraform-aws-modules\/(?:rds-aurora\/aws|terraform-aws-rds-aurora)\/?(?:$|[.?])/);
  return [...rds.map((call) => rdsServer(plan, call)), ...aurora.map((call) => auroraServer(plan, call))];
}

function rdsServer(plan: Plan, call: ModuleCall): DatabaseServer {
  const { block, title } = call;
  const replicated = block.attribute('replicate_source_db');
  return {
    kind: 'database-server',
    provider: 'rds',
    name: knownText(block.attribute('identifier')) ?? title,
    placement: plan.placement(),
    engine: normaliseEngine(given(block, 'engine')),
    version: given(block, 'engine_version'),
    instanceClass: given(block, 'instance_class'),
    ...amazonParameters(parametersFrom(block, 'parameters', 'parameter_group_name')),
    readOnly: replicated !== undefined && !(replicated.kind === 'scalar' && replicated.value === null),
    at: block.at,
  };
}

function auroraServer(plan: Plan, call: ModuleCall): DatabaseServer {
  const { block, title } = call;
  const capacity = block.attribute('serverlessv2_scaling_configuration');
  const bound = (name: string) =>
    capacity === undefined ? undefined : numberOfValue(entryOf(capacity, name, capacity.trail), name);
  const [min, max] = [bound('min_capacity'), bound('max_capacity')];
  return {
    kind: 'database-server',
    provider: 'aurora',
    name: knownText(block.attribute('name')) ?? title,
    placement: plan.placement(),
    engine: normaliseEngine(given(block, 'engine')),
    version: given(block, 'engine_version'),
    instanceClass: instanceClassOf(block),
    ...(min === undefined || max === undefined || capacity?.kind === 'scalar'
      ? {}
      : { serverlessCapacity: { min, max } }),
    ...amazonParameters(auroraParameters(block)),
    readOnly: false,
    at: block.at,
  };
}

/** What the call leaves out is decided by the module, which lies outside the repository. */
function given(block: Block, name: string): Setting<string> {
  return orOutside(textSetting(block, name), `the default of ${name} of ${block.what}`);
}

/** Of the instances the first; a class for all comes under two names in the versions of the module. */
function instanceClassOf(block: Block): Setting<string> {
  const instances = block.attribute('instances');
  const [first] = instances?.kind === 'map' ? [...instances.entries.values()] : [];
  const own = first?.kind === 'map' ? first.entries.get('instance_class') : undefined;
  if (own !== undefined) return textOfValue(own, 'instance_class');
  const named = textSetting(block, 'instance_class');
  return named.known && named.value === null ? given(block, 'cluster_instance_class') : named;
}

function parametersFrom(block: Block, list: string, groupName: string): Parameters {
  const parameters = block.attribute(list);
  const group = block.attribute(groupName);
  const own = parametersOf(block, parameters);
  if (parameters !== undefined || group === undefined || knownText(group)?.startsWith('default.') === true) return own;
  const reason = unknown('outside-repository', `the parameter group of ${block.what}`, group.trail);
  return { get: () => reason };
}

/** Newer versions of the module take one object in place of several arguments. */
function auroraParameters(block: Block): Parameters {
  const group = block.attribute('cluster_parameter_group');
  if (group === undefined) {
    return parametersFrom(block, 'db_cluster_parameter_group_parameters', 'db_cluster_parameter_group_name');
  }
  return parametersOf(block, group.kind === 'map' ? group.entries.get('parameters') : group);
}
