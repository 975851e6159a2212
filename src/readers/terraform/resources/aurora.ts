import type { DatabaseServer } from '../../../model/facts/datastore.js';
import type { Block } from '../block.js';
import type { Resource } from '../module.js';
import type { Plan } from '../plan.js';
import { knownText, numberSetting, textSetting } from '../settings.js';
import { amazonParameters, normaliseEngine } from './database.js';
import { groupOf } from './parameters.js';

/** `aws_rds_cluster` with its `aws_rds_cluster_instance`s: one writer, which the application connects to. */
export function auroraClusters(plan: Plan): readonly DatabaseServer[] {
  return plan.resources('aws_rds_cluster').map((resource) => serverOf(plan, resource));
}

function serverOf(plan: Plan, { block, title, address }: Resource): DatabaseServer {
  const instance = plan
    .resources('aws_rds_cluster_instance')
    .find((each) => each.block.attribute('cluster_identifier')?.resources?.includes(address));
  const scaling = block.block('serverlessv2_scaling_configuration');
  const engine = normaliseEngine(textSetting(block, 'engine'));
  return {
    kind: 'database-server',
    provider: isAurora(block) ? 'aurora' : 'rds',
    name: knownText(block.attribute('cluster_identifier')) ?? title,
    placement: plan.placement(),
    engine,
    version: textSetting(block, 'engine_version'),
    instanceClass:
      instance === undefined
        ? textSetting(block, 'db_cluster_instance_class')
        : textSetting(instance.block, 'instance_class'),
    ...(scaling === undefined ? {} : { serverlessCapacity: capacityOf(scaling) }),
    ...amazonParameters(groupOf(plan, block, 'db_cluster_parameter_group_name', 'aws_rds_cluster_parameter_group')),
    readOnly: false,
    at: block.at,
  };
}

/** A Multi-AZ cluster of plain RDS is declared with the same resource. */
function isAurora(block: Block): boolean {
  const engine = knownText(block.attribute('engine'));
  return engine === undefined || engine.startsWith('aurora');
}

function capacityOf(scaling: Block): NonNullable<DatabaseServer['serverlessCapacity']> {
  return { min: numberSetting(scaling, 'min_capacity'), max: numberSetting(scaling, 'max_capacity') };
}
