import { type DestinationStream, destination, pino, stdTimeFunctions } from 'pino';
import { describeError } from './describe-error.js';
import { redact } from './redact.js';

/** All that may stand in a line of the log beside its message. Payloads, bodies and texts of repositories have no field. */
export interface LogFields {
  /** The delivery's GUID. */
  readonly delivery?: string;
  /** GitHub's name of an event, as `pull_request`. */
  readonly event?: string;
  readonly action?: string;
  readonly installation?: number;
  /** `owner/name`. */
  readonly repository?: string;
  readonly pullRequest?: number;
  /** The kind of the work. */
  readonly work?: string;
  /** How it ended, in one word. */
  readonly outcome?: string;
  /** Why it ended so. */
  readonly reason?: string;
  readonly ms?: number;
  readonly count?: number;
  readonly status?: number;
  readonly attempt?: number;
  /** The replica. */
  readonly executor?: string;
  readonly port?: number;
  readonly signal?: string;
  /** An error: its name, message, kind and frames are written, nothing else of it. */
  readonly error?: unknown;
}

const FIELDS = [
  'delivery',
  'event',
  'action',
  'installation',
  'repository',
  'pullRequest',
  'work',
  'outcome',
  'reason',
  'ms',
  'count',
  'status',
  'attempt',
  'executor',
  'port',
  'signal',
] as const satisfies readonly (keyof LogFields)[];

const MAX_VALUE = 300;

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Says what happened, one line for each event. */
export interface Log {
  debug(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
}

/** A log of JSON lines: `{"level":"info","time":"2026-11-20T12:00:00.000Z","message":"…","delivery":"…"}`. */
export function createLog(level: LogLevel, output: DestinationStream = destination(1)): Log {
  const lines = pino(
    {
      level,
      base: null,
      messageKey: 'message',
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    output,
  );
  const write =
    (at: Exclude<LogLevel, 'silent'>) =>
    (message: string, fields: LogFields = {}) =>
      lines[at](allowed(fields), redact(message));
  return { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
}

/** Copied field by field, since an object may have more properties than its type says. */
function allowed(fields: LogFields): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const name of FIELDS) {
    const value = fields[name];
    if (typeof value === 'number') values[name] = value;
    if (typeof value === 'string') values[name] = redact(value).slice(0, MAX_VALUE);
  }
  return fields.error === undefined ? values : { ...values, error: describeError(fields.error) };
}
