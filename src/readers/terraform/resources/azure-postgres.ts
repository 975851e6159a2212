import type { DatabaseServer } from '../../../model/facts/datastore.js';
import { known, type Setting } from '../../../model/traced.js';
import type { Resource } from '../module.js';
import type { Plan } from '../plan.js';
import { knownText, textSetting } from '../settings.js';
import { names } from './database.js';

/** `azurerm_postgresql_flexible_server` with its `_configuration`s. */
export function azurePostgres(plan: Plan): readonly DatabaseServer[] {
  return plan.resources('azurerm_postgresql_flexible_server').map((resource) => serverOf(plan, resource));
}

function serverOf(plan: Plan, { block, title, address }: Resource): DatabaseServer {
  const engine = known('postgres', { location: block.at, says: block.what });
  const mode = knownText(block.attribute('create_mode'));
  const configuration = (name: string) => configurationOf(plan, address, name, block.at);
  return {
    kind: 'database-server',
    provider: 'azure',
    name: knownText(block.attribute('name')) ?? title,
    placement: plan.placement(),
    engine,
    version: textSetting(block, 'version'),
    instanceClass: textSetting(block, 'sku_name'),
    maxConnections: configuration('max_connections'),
    allowedExtensions: names(configuration('azure.extensions')),
    extensionsDefault: 'none',
    preloadLibraries: names(configuration('shared_preload_libraries')),
    readOnly: mode === 'Replica',
    at: block.at,
  };
}

function configurationOf(plan: Plan, server: string, name: string, at: DatabaseServer['at']): Setting<string> {
  const configuration = plan
    .resources('azurerm_postgresql_flexible_server_configuration')
    .find(
      ({ block }) =>
        knownText(block.attribute('name'))?.toLowerCase() === name &&
        block.attribute('server_id')?.resources?.includes(server),
    );
  if (configuration !== undefined) return textSetting(configuration.block, 'value');
  return known(null, { location: at, says: `no configuration sets ${name}` });
}
