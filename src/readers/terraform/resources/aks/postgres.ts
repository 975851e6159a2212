import type { DatabaseServer } from '../../../../model/facts/datastore.js';
import { known, unknown } from '../../../../model/traced.js';
import type { Block } from '../../block.js';
import type { ModuleCall } from '../../module.js';
import type { Plan } from '../../plan.js';
import { booleanSetting, knownText, orDefault, orOutside, textList, textSetting } from '../../settings.js';
import { lowerCase } from '../database.js';

type Settings = Pick<
  DatabaseServer,
  'provider' | 'instanceClass' | 'maxConnections' | 'allowedExtensions' | 'extensionsDefault' | 'preloadLibraries'
>;

/** `aks/postgres` of DFE-Digital/terraform-modules: an Azure flexible server or, with `use_azure = false`, a container. */
export function aksPostgres(plan: Plan): readonly DatabaseServer[] {
  return plan.calls(/\/aks\/postgres(?:$|\?)/).map((call) => serverOf(plan, call));
}

function serverOf(plan: Plan, { block, title }: ModuleCall): DatabaseServer {
  return {
    kind: 'database-server',
    name: knownText(block.attribute('name')) ?? title,
    placement: plan.placement(block.attribute('namespace')),
    engine: known('postgres', { location: block.at, says: block.what }),
    version: orOutside(textSetting(block, 'server_version'), `the default of server_version of ${block.what}`),
    ...settingsOf(block),
    readOnly: false,
    at: block.at,
  };
}

function settingsOf(block: Block): Settings {
  const azure = booleanSetting(block, 'use_azure');
  if (azure.known && azure.value === true) return azureSettings(block);
  if (azure.known && azure.value === false) return containerSettings(block, azure.trail[0].location);
  const why = azure.known
    ? unknown('outside-repository', `use_azure of ${block.what}`, azure.trail)
    : unknown(azure.reason, azure.detail, azure.trail);
  return {
    provider: 'unknown',
    instanceClass: why,
    maxConnections: why,
    allowedExtensions: why,
    extensionsDefault: 'all-of-provider',
    preloadLibraries: why,
  };
}

/**
 * Every version of the module sets `max_connections` to 856, and `azure.extensions` from its list: an empty list allows none.
 */
function azureSettings(block: Block): Settings {
  return {
    provider: 'azure',
    instanceClass: orDefault(
      textSetting(block, 'azure_sku_name'),
      'B_Standard_B1ms',
      'default of azure_sku_name: B_Standard_B1ms',
    ),
    maxConnections: known('856', { location: block.at, says: 'the module sets max_connections to 856' }),
    allowedExtensions: lowerCase(textList(block, 'azure_extensions')),
    extensionsDefault: 'none',
    preloadLibraries: known(null, { location: block.at, says: 'the module sets no shared_preload_libraries' }),
  };
}

/** The image of PostgreSQL with its own defaults. */
function containerSettings(block: Block, location: DatabaseServer['at']): Settings {
  const place = { location, says: `${block.what} runs in the cluster` };
  return {
    provider: 'unknown',
    instanceClass: known(null, place),
    maxConnections: known(null, place),
    allowedExtensions: known(null, place),
    extensionsDefault: 'all-of-provider',
    preloadLibraries: known(null, place),
  };
}
