import type { CacheServer } from '../../../../model/facts/datastore.js';
import { known, type Setting, unknown } from '../../../../model/traced.js';
import type { Block } from '../../block.js';
import type { ModuleCall } from '../../module.js';
import type { Plan } from '../../plan.js';
import { booleanSetting, knownText, orDefault, textSetting } from '../../settings.js';

type Settings = Pick<CacheServer, 'provider' | 'tls' | 'evictionPolicy' | 'authToken'>;

/** `aks/redis` of DFE-Digital/terraform-modules: Azure Cache for Redis or, with `use_azure = false`, a container. */
export function aksRedis(plan: Plan): readonly CacheServer[] {
  return plan.calls(/\/aks\/redis(?:$|\?)/).map((call) => serverOf(plan, call));
}

/** The defaults of `server_version` and `azure_maxmemory_policy` have held in every version of the module. */
function serverOf(plan: Plan, { block, title }: ModuleCall): CacheServer {
  return {
    kind: 'cache-server',
    name: knownText(block.attribute('name')) ?? title,
    placement: plan.placement(block.attribute('namespace')),
    engine: known('redis', { location: block.at, says: block.what }),
    version: orDefault(textSetting(block, 'server_version'), '6', 'default of server_version: 6'),
    tlsMode: known(null, { location: block.at, says: block.what }),
    ...settingsOf(block, booleanSetting(block, 'use_azure')),
    at: block.at,
  };
}

function settingsOf(block: Block, azure: Setting<boolean>): Settings {
  const place = { location: block.placeOf('use_azure'), says: `use_azure of ${block.what}` };
  if (azure.known && azure.value === true) {
    return {
      provider: 'azure',
      tls: known(true, { ...place, says: 'the module connects over rediss://' }),
      evictionPolicy: orDefault(
        textSetting(block, 'azure_maxmemory_policy'),
        'allkeys-lru',
        'default of azure_maxmemory_policy: allkeys-lru',
      ),
      authToken: known(true, { ...place, says: 'Azure Cache for Redis always has an access key' }),
    };
  }
  if (azure.known && azure.value === false) {
    return {
      provider: 'container',
      tls: known(false, { ...place, says: 'the module connects over redis://' }),
      evictionPolicy: known(null, place),
      authToken: known(false, place),
    };
  }
  const why = azure.known ? unknown('outside-repository', place.says, azure.trail) : azure;
  return { provider: 'unknown', tls: why, evictionPolicy: why, authToken: why };
}
