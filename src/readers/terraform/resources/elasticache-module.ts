import type { CacheServer } from '../../../model/facts/datastore.js';
import { type Setting, unknown } from '../../../model/traced.js';
import type { Block } from '../block.js';
import type { ModuleCall } from '../module.js';
import type { Plan } from '../plan.js';
import { booleanSetting, knownText, textSetting } from '../settings.js';
import { isGiven } from './elasticache.js';
import { parametersOf } from './parameters.js';

/** `terraform-aws-modules/elasticache/aws`. */
export function elastiCacheModules(plan: Plan): readonly CacheServer[] {
  const calls = plan.calls(
    /(?:^|\/)terraform-aws-modules\/(?:elasticache\/aws|terraform-aws-elasticache)\/?(?:$|[.?])/,
  );
  return calls.map((call) => serverOf(plan, call));
}

function serverOf(plan: Plan, { block, title }: ModuleCall): CacheServer {
  const id = block.attribute('replication_group_id') ?? block.attribute('cluster_id');
  const parameters = block.attribute('parameters');
  const evictionPolicy =
    parameters === undefined && block.attribute('parameter_group_name') !== undefined
      ? left<string>(block, textSetting(block, 'parameter_group_name'), 'the parameter group')
      : parametersOf(block, parameters).get('maxmemory-policy');
  return {
    kind: 'cache-server',
    provider: 'elasticache',
    name: knownText(id) ?? title,
    placement: plan.placement(),
    engine: given(block, textSetting(block, 'engine'), 'engine'),
    version: given(block, textSetting(block, 'engine_version'), 'engine_version'),
    tls: given(block, booleanSetting(block, 'transit_encryption_enabled'), 'transit_encryption_enabled'),
    tlsMode: given(block, textSetting(block, 'transit_encryption_mode'), 'transit_encryption_mode'),
    evictionPolicy,
    authToken: isGiven(block, 'auth_token'),
    at: block.at,
  };
}

/** What the call leaves out is decided by the module, which lies outside the repository. */
function given<T>(block: Block, setting: Setting<T>, name: string): Setting<T> {
  return setting.known && setting.value === null ? left(block, setting, `the default of ${name}`) : setting;
}

function left<T>(block: Block, setting: Setting<unknown>, what: string): Setting<T> {
  return unknown('outside-repository', `${what} of ${block.what}`, setting.trail);
}
