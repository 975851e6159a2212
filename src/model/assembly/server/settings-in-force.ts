import type { ServerSettings } from '../../facts/server-settings.js';
import { fileNamed, pathPrefix } from '../application-files.js';
import type { ProcessCommand } from '../command.js';
import type { ApplicationFacts } from '../draft.js';
import type { EvaluationScope } from '../evaluate.js';

/** The configuration file that Puma loads: the one that -C names, config/puma/<environment>.rb, config/puma.rb; undefined for none. */
export function settingsInForce(
  application: ApplicationFacts,
  command: ProcessCommand,
  scope: EvaluationScope,
): ServerSettings | 'unknown' | undefined {
  const prefix = pathPrefix(application.root);
  const flag = command.flag('-C', '--config');
  if (flag === 'unknown') return 'unknown';
  if (flag !== undefined) {
    if (flag === '-') return undefined;
    return fileNamed(application.servers, application.root, flag) ?? 'unknown';
  }
  const railsEnv = scope.railsEnv.known ? scope.railsEnv.value : undefined;
  if (
    application.unread.some(
      (path) => path === `${prefix}config/puma.rb` || path === `${prefix}config/puma/${railsEnv}.rb`,
    )
  )
    return 'unknown';
  return (
    application.servers.find(({ path }) => path === `${prefix}config/puma/${railsEnv}.rb`) ??
    application.servers.find(({ path }) => path === `${prefix}config/puma.rb`)
  );
}
