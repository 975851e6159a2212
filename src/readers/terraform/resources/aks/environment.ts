import type { VariableSource } from '../../../../model/facts/workload.js';
import { unknown } from '../../../../model/traced.js';
import type { Block } from '../../block.js';
import { declared, textSetting } from '../../settings.js';

/** The ConfigMap and the Secret that the modules give a container, in this order: the Secret wins. */
export function aksEnvironment(block: Block, configMap: string, secret: string): readonly VariableSource[] {
  return [sourceOf(block, 'config-map', configMap), sourceOf(block, 'secret', secret)];
}

function sourceOf(block: Block, source: 'config-map' | 'secret', argument: string): VariableSource {
  const name = textSetting(block, argument);
  const object = declared(name) ?? unknown('not-declared', `${argument} of ${block.what}`, name.trail);
  return { source, object, prefix: '', optional: false, at: block.placeOf(argument) };
}
