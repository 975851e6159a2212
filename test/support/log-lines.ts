import { createLog, type Log, type LogLevel } from '../../src/log/log.js';

/** A real log whose lines are kept, parsed, without their times. */
export function keptLog(level: LogLevel = 'debug'): {
  readonly log: Log;
  readonly lines: Record<string, unknown>[];
  text(): string;
} {
  const lines: Record<string, unknown>[] = [];
  const log = createLog(level, {
    write: (line) => {
      const { time: _time, ...rest } = JSON.parse(line);
      lines.push(rest);
    },
  });
  return { log, lines, text: () => JSON.stringify(lines) };
}
