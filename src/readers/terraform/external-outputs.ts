import type { ModuleCall } from './module.js';
import { scalar, type Value } from './value.js';

/**
 * Outputs of modules outside the repository that name what the call makes. The name itself is not known (it ends in a hash),
 * so the call's address stands for it: it is the same wherever the output is used.
 */
export function externalOutput(call: ModuleCall, output: string): Value | undefined {
  if (!/\/aks\/application_configuration(?:$|\?)/.test(call.source)) return undefined;
  if (output !== 'kubernetes_config_map_name' && output !== 'kubernetes_secret_name') return undefined;
  return scalar(call.address, [{ location: call.block.at, says: `${output} of ${call.block.what}` }]);
}
