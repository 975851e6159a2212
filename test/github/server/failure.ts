/** GitHub's refusal of a request. */
export class Failure extends Error {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    message: string,
    more: { errors?: readonly unknown[]; headers?: Readonly<Record<string, string>> } = {},
  ) {
    super(message);
    this.name = 'Failure';
    this.status = status;
    const errors = more.errors && { errors: more.errors };
    this.body = { message, ...errors, documentation_url: 'https://docs.github.com/rest', status: String(status) };
    this.headers = more.headers ?? {};
  }
}

/** Also for what exists and is hidden. */
export function notFound(): Failure {
  return new Failure(404, 'Not Found');
}

export function unauthorized(message = 'Bad credentials'): Failure {
  return new Failure(401, message);
}

/** A permission is missing; the header says which would do. */
export function notAccessible(accepted: string): Failure {
  const headers = { 'x-accepted-github-permissions': accepted };
  return new Failure(403, 'Resource not accessible by integration', { headers });
}

export function invalid(message: string, errors?: readonly unknown[]): Failure {
  return new Failure(422, message, { ...(errors && { errors }) });
}
