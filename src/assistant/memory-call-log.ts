import type { Call, CallLog } from './call-log.js';

/** Remembers the calls of a process that ends within the day: the command line. */
export class MemoryCallLog implements CallLog {
  readonly calls: Call[] = [];

  async spentToday(installation: number | undefined): Promise<number> {
    const own = this.calls.filter((call) => call.installation === installation);
    return own.reduce((sum, { charge }) => sum + charge, 0);
  }

  async record(call: Call): Promise<void> {
    this.calls.push(call);
  }
}
