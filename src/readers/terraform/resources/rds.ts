import type { DatabaseServer } from '../../../model/facts/datastore.js';
import { known, type Setting, unknown } from '../../../model/traced.js';
import type { Block } from '../block.js';
import type { Resource } from '../module.js';
import type { Plan } from '../plan.js';
import { knownText, textList, textSetting } from '../settings.js';
import { amazonParameters, normaliseEngine } from './database.js';
import { groupOf } from './parameters.js';

/** `aws_db_instance`. */
export function rdsInstances(plan: Plan): readonly DatabaseServer[] {
  return plan.resources('aws_db_instance').map((resource) => serverOf(plan, resource));
}

function serverOf(plan: Plan, { block, title }: Resource): DatabaseServer {
  const replicated = block.attribute('replicate_source_db');
  const source = plan.origin(replicated, 'aws_db_instance');
  const readOnly = replicated !== undefined && !(replicated.kind === 'scalar' && replicated.value === null);
  return {
    kind: 'database-server',
    provider: 'rds',
    name: knownText(block.attribute('identifier')) ?? title,
    placement: plan.placement(),
    engine: engineOf(block, source?.block),
    version: versionOf(block, source?.block),
    instanceClass: textSetting(block, 'instance_class'),
    ...amazonParameters(groupOf(plan, block, 'parameter_group_name', 'aws_db_parameter_group')),
    readOnly,
    at: block.at,
  };
}

function engineOf(block: Block, source: Block | undefined): Setting<string> {
  const engine = normaliseEngine(textSetting(block, 'engine'));
  if (!engine.known || engine.value !== null) return engine;
  if (source !== undefined && source !== block) return normaliseEngine(textSetting(source, 'engine'));
  return (
    engineOfLogs(block) ??
    unknown('outside-repository', `the engine of what ${block.what} is restored from`, engine.trail)
  );
}

/** A restored instance names no engine, but only PostgreSQL has the log `postgresql`. */
function engineOfLogs(block: Block): Setting<string> | undefined {
  const logs = textList(block, 'enabled_cloudwatch_logs_exports');
  if (!logs.known || logs.value?.includes('postgresql') !== true) return undefined;
  return known('postgres', { location: logs.trail[0].location, says: 'only PostgreSQL exports the log `postgresql`' });
}

function versionOf(block: Block, source: Block | undefined): Setting<string> {
  const version = textSetting(block, 'engine_version');
  return version.known && version.value === null && source !== undefined && source !== block
    ? textSetting(source, 'engine_version')
    : version;
}
