import { createLog } from '../log/log.js';
import { Metrics } from '../metrics.js';
import type { AppSettingsReading } from '../settings/app-settings.js';
import { PlumblineApp, UnusableSettings } from './plumbline-app.js';
import type { StartService } from './service.js';
import { stopOnSignals } from './termination.js';

/** As sysexits.h has it: something is wrong with the configuration, and starting again will not help. */
const EXIT_CONFIGURATION = 78;
const EXIT_FAILURE = 1;

/** Runs the GitHub App until a signal ends the process. */
export async function run(reading: AppSettingsReading, startService: StartService): Promise<void> {
  if (!reading.ok) return refuse(reading.problems);
  const { settings } = reading;
  const log = createLog(settings.logLevel);
  const fail = (error: unknown) => {
    log.error('Plumbline ends because of an error', { outcome: 'failed', error });
    process.exit(EXIT_FAILURE);
  };
  process.on('uncaughtException', fail);
  process.on('unhandledRejection', fail);
  const app = new PlumblineApp({ settings, startService, log, metrics: new Metrics(), onFailure: fail });
  stopOnSignals(process, () => app.stop(), log);
  try {
    await app.start();
  } catch (error) {
    if (error instanceof UnusableSettings) refuse([error.message]);
    else fail(error);
  }
}

function refuse(problems: readonly string[]): never {
  process.stderr.write(`Plumbline cannot start:\n${problems.map((problem) => `- ${problem}\n`).join('')}`);
  process.exit(EXIT_CONFIGURATION);
}
