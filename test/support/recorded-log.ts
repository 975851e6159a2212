import type { Log, LogFields } from '../../src/log/log.js';

/** Keeps what is said, as `warn Could not do it`. */
export class RecordedLog implements Log {
  readonly lines: string[] = [];

  debug(): void {}

  info(message: string): void {
    this.lines.push(`info ${message}`);
  }

  warn(message: string, _fields?: LogFields): void {
    this.lines.push(`warn ${message}`);
  }

  error(message: string): void {
    this.lines.push(`error ${message}`);
  }
}
