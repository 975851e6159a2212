import { constants } from 'node:os';
import type { Log } from '../log/log.js';

const SIGNALS = ['SIGTERM', 'SIGINT'] as const;

/** The part of `process` that ends it. */
export interface Terminated {
  on(signal: (typeof SIGNALS)[number], listener: () => void): unknown;
  exit(code: number): void;
}

/** Stops in good order at the first signal, with exit code 0, and at once at the second. */
export function stopOnSignals(target: Terminated, stop: () => Promise<void>, log: Log): void {
  let stopping = false;
  const end = async (signal: (typeof SIGNALS)[number]) => {
    if (stopping) return target.exit(128 + constants.signals[signal]);
    stopping = true;
    log.info('Plumbline stops: it takes nothing more and ends what it is doing', { signal });
    try {
      await stop();
      log.info('Plumbline has stopped', { signal });
      target.exit(0);
    } catch (error) {
      log.error('Plumbline could not stop in good order', { signal, error });
      target.exit(1);
    }
  };
  for (const signal of SIGNALS) target.on(signal, () => void end(signal));
}
