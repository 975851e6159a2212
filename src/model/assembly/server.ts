import type { ServerSettings } from '../facts/server-settings.js';
import type { Location } from '../location.js';
import type { WebConcurrency } from '../model.js';
import type { Setting } from '../traced.js';
import { known, unknown } from '../traced.js';
import type { ProcessCommand } from './command.js';
import type { ApplicationFacts } from './draft.js';
import type { EvaluationScope } from './evaluate.js';
import { evaluateInteger } from './evaluate.js';
import type { ServerContext } from './server/context.js';
import { defaultTo } from './server/context.js';
import { settingsInForce } from './server/settings-in-force.js';
import { threadSettings } from './server/threads.js';
import { workerSetting } from './server/workers.js';
import { gemVersion } from './versions.js';

/** What one Puma process is set to. */
export interface ServerModel {
  readonly threads: { readonly min: Setting<number>; readonly max: Setting<number> };
  readonly maxIoThreads: Setting<number>;
  readonly workers: Setting<number>;
  readonly workersSource: Setting<string>;
  readonly webConcurrency: WebConcurrency;
  /** The configuration file that is in force. */
  readonly settings?: ServerSettings;
}

/** Puma's settings in one container: command line, then the configuration file, then the environment, then the version's default. */
export function serverModel(
  application: ApplicationFacts,
  command: ProcessCommand,
  scope: EvaluationScope,
): ServerModel {
  const program = command.words[0] ?? '';
  if (!/(^|\/)(puma|pumactl|rails|rackup)$/.test(program)) return otherServer(program, command.at);
  const puma = gemVersion(application.gems, 'puma');
  if (application.gems !== undefined && !puma.known)
    return otherServer('an application server other than Puma', command.at);
  const chosen = settingsInForce(application, command, scope);
  if (chosen === 'unknown') return otherServer('its configuration file', command.at);
  const context: ServerContext = { command, scope, settings: chosen, puma };
  const workers = workerSetting(context);
  return {
    threads: threadSettings(context),
    maxIoThreads:
      chosen?.maxIoThreads === undefined
        ? known<number | null>(0, {
            location: chosen?.at ?? command.at,
            says: 'sets no max_io_threads',
            inherent: true,
          })
        : defaultTo(evaluateInteger(chosen.maxIoThreads, scope), 0, 'Puma default: 0 IO threads'),
    workers: workers.count,
    workersSource: workers.source,
    webConcurrency: workers.webConcurrency,
    ...(chosen === undefined ? {} : { settings: chosen }),
  };
}

function otherServer(what: string, at: Location): ServerModel {
  return everySetting(unknown('not-computable', `the settings of ${what}`, [{ location: at, says: `runs ${what}` }]));
}

/** One answer for all settings: they are unknown, or there is no server. */
export function everySetting(none: Setting<never>): ServerModel {
  return {
    threads: { min: none, max: none },
    maxIoThreads: none,
    workers: none,
    workersSource: none,
    webConcurrency: { value: none, outcome: none, reader: none },
  };
}
