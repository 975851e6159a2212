import type { Location } from '../location.js';
import type { Setting, Traced } from '../traced.js';
import { known } from '../traced.js';
import type { ProcessCommand } from './command.js';
import { layeredScope } from './command.js';
import type { EvaluationScope } from './evaluate.js';
import type { ContainerVariables } from './variables.js';

/** What one process sees: assignments in its command win over the container's variables. */
export function processScope(
  variables: ContainerVariables,
  command: ProcessCommand | undefined,
  environment: string,
  at: Location,
): EvaluationScope {
  const layered = layeredScope(variables, command?.layers ?? []);
  const variable = (name: string): Setting<string> => layered.variable(name);
  return { variable, railsEnv: railsEnvironment(variable, environment, at) };
}

/** RAILS_ENV, else RACK_ENV; what is deployed without either is taken for production unless its environment is a development or test one. */
function railsEnvironment(
  variable: (name: string) => Setting<string>,
  environment: string,
  at: Location,
): Traced<string> {
  for (const name of ['RAILS_ENV', 'RACK_ENV']) {
    const value = variable(name);
    if (value.known && value.value !== null && value.value !== '') return value as Traced<string>;
  }
  const assumed = environment === 'development' || environment === 'test' ? environment : 'production';
  return known(assumed, { location: at, says: `sets no readable RAILS_ENV; assumed ${assumed}` });
}
