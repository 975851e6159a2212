import type { Expression } from '../expression.js';
import type { ApplicationFacts } from './draft.js';
import type { EvaluationScope } from './evaluate.js';

/** What `config.<name>` is set to for a process: its environment's file, then initializers, then config/application.rb. */
export function railsSetting(
  application: ApplicationFacts,
  scope: EvaluationScope,
  name: string,
): Expression | undefined {
  const railsEnv = scope.railsEnv.known ? scope.railsEnv.value : undefined;
  const files = application.rails.filter((file) => Object.hasOwn(file.settings, name));
  const chosen =
    files.find((file) => file.railsEnv !== undefined && file.railsEnv === railsEnv) ??
    files.find((file) => file.railsEnv === undefined && file.path.includes('/initializers/')) ??
    files.find((file) => file.railsEnv === undefined);
  return chosen?.settings[name];
}
