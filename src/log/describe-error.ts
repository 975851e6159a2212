import { isNativeError } from 'node:util/types';
import { redact } from './redact.js';

/** What is told of an error: never its other properties, where clients keep requests, replies and payloads. */
export interface DescribedError {
  readonly name: string;
  readonly message: string;
  /** The kind of a `GithubError`, the SQLSTATE or the system's code of others. */
  readonly kind?: string;
  readonly status?: number;
  /** Where it was thrown; frames only. */
  readonly stack?: readonly string[];
  readonly cause?: DescribedError;
  /** Of an error that stands for several. */
  readonly errors?: readonly DescribedError[];
}

const MAX_MESSAGE = 500;
const MAX_FRAMES = 12;
const MAX_CAUSES = 4;
const MAX_ERRORS = 5;

/** Anything can be thrown; this tells what of it may be written down. */
export function describeError(error: unknown, causes = MAX_CAUSES): DescribedError {
  if (!isError(error)) return { name: typeof error, message: 'something that is no error was thrown' };
  const stack = framesOf(error);
  const kind = stringOf(error, 'kind') ?? stringOf(error, 'code');
  const status = 'status' in error && typeof error.status === 'number' ? error.status : undefined;
  return {
    name: short(error.name),
    message: short(error.message),
    ...(kind !== undefined && { kind }),
    ...(status !== undefined && { status }),
    ...(stack.length > 0 && { stack }),
    ...(causes > 0 && isError(error.cause) && { cause: describeError(error.cause, causes - 1) }),
    ...(causes > 0 &&
      error instanceof AggregateError && {
        errors: error.errors.slice(0, MAX_ERRORS).map((each: unknown) => describeError(each, causes - 1)),
      }),
  };
}

/** Errors of other realms are no instances of ours, and the platform's exceptions are no native errors. */
function isError(error: unknown): error is Error {
  return isNativeError(error) || error instanceof Error;
}

function framesOf({ stack = '' }: Error): readonly string[] {
  const frames = stack.split('\n').filter((line) => /^\s+at /.test(line));
  return frames.slice(0, MAX_FRAMES).map((frame) => short(frame.trim()));
}

function stringOf(error: object, key: 'kind' | 'code'): string | undefined {
  const value: unknown = Reflect.get(error, key);
  return typeof value === 'string' ? short(value) : undefined;
}

function short(text: string): string {
  const redacted = redact(text);
  return redacted.length > MAX_MESSAGE ? `${redacted.slice(0, MAX_MESSAGE)}…` : redacted;
}
