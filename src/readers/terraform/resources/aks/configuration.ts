import type { ConfigSource } from '../../../../model/facts/workload.js';
import { known, type Traced } from '../../../../model/traced.js';
import type { Block } from '../../block.js';
import { configData, hidden } from '../../config-data.js';
import type { ModuleCall } from '../../module.js';
import type { Plan } from '../../plan.js';
import { booleanSetting } from '../../settings.js';
import type { Value } from '../../value.js';

/** `aks/application_configuration`: a ConfigMap of `config_variables`, and a Secret of `secret_variables` and a key vault. */
export function aksConfigurations(plan: Plan): readonly ConfigSource[] {
  const calls = plan.calls(/\/aks\/application_configuration(?:$|\?)/);
  return calls.flatMap((call) => [configMapOf(plan, call), secretOf(plan, call)]);
}

function configMapOf(plan: Plan, { block, address }: ModuleCall): ConfigSource {
  const { data, open } = configData(block.attribute('config_variables') ?? none(block));
  const path = block.attribute('config_variables_path');
  const fromFile = path !== undefined && !(path.kind === 'scalar' && path.value === null);
  return {
    kind: 'config-source',
    type: 'ConfigMap',
    name: address,
    placement: plan.placement(block.attribute('namespace')),
    data: { ...railsData(block), ...data },
    binaryKeys: [],
    open: open || fromFile || !booleanSetting(block, 'is_rails_application').known,
    at: block.at,
  };
}

/** What the module adds with `is_rails_application`. */
function railsData(block: Block): Record<string, Traced<string>> {
  const rails = booleanSetting(block, 'is_rails_application');
  if (!rails.known || rails.value !== true) return {};
  const value = known('true', { location: block.placeOf('is_rails_application'), says: 'set by is_rails_application' });
  return { RAILS_SERVE_STATIC_FILES: value, RAILS_LOG_TO_STDOUT: value };
}

/** The key vault, whose secrets are variables too, lies outside the repository. */
function secretOf(plan: Plan, { block, address }: ModuleCall): ConfigSource {
  const { data } = configData(block.attribute('secret_variables') ?? none(block));
  return {
    kind: 'config-source',
    type: 'Secret',
    name: address,
    placement: plan.placement(block.attribute('namespace')),
    data: hidden(data),
    binaryKeys: [],
    open: true,
    at: block.at,
  };
}

function none(block: Block): Value {
  return { kind: 'map', entries: new Map(), trail: [{ location: block.at, says: block.what }] };
}
