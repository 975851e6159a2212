import { errorCode } from '../workspace/error-code.js';

/** Of the system: nobody listens, or the connection broke. */
const SYSTEM_CODES: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'EAI_AGAIN',
  'ENOTFOUND',
]);

/** https://www.postgresql.org/docs/current/errcodes-appendix.html: connection exceptions, too many connections, shutting down, starting. */
const SQL_STATES = /^(?:08...|53300|57P0[123]|25006)$/;

/** What `pg` says without a code. */
const MESSAGES =
  /^(?:Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/;

/** Whether the database could not be reached, or broke off: the same may work a little later. Whether it did is not known. */
export function isOutage(error: unknown): boolean {
  const code = errorCode(error);
  if (code !== undefined) return SYSTEM_CODES.has(code) || SQL_STATES.test(code);
  const message = typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : '';
  return MESSAGES.test(message);
}
