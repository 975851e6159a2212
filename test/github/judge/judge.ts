import { Validators } from './validators.js';

/** Something was sent that GitHub's description does not allow. */
export interface Violation {
  /** `request`: the client is wrong. `reply` and `payload`: the double is. */
  readonly side: 'request' | 'reply' | 'payload';
  /** `POST /repos/{owner}/{repo}/check-runs`, `check_run.created`, `graphql`. */
  readonly where: string;
  readonly problem: string;
}

interface SentRequest {
  readonly path: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: unknown;
}

let shared: Validators | undefined;

/** Holds everything that is sent against GitHub's own description. */
export class Judge {
  readonly violations: Violation[] = [];
  /** What the double itself sends is judged, too: half of its work. A bench has to do without. */
  judgesDouble = true;
  /** Compiling takes most of the time that a test needs, so all doubles of a process share it. */
  readonly #validators: Validators;

  constructor() {
    shared ??= new Validators();
    this.#validators = shared;
  }

  /** What is wrong with a request; it is recorded as well. */
  request(name: string, { path, query, body }: SentRequest): readonly string[] {
    const { body: described } = this.#validators.operation(name);
    const missing = described?.required && body === undefined ? ['a body is required'] : [];
    const problems = [
      ...this.#validators.parameters(name, 'path', path),
      ...this.#validators.parameters(name, 'query', Object.fromEntries(query)),
      ...(described === undefined || body === undefined ? missing : this.#validators.body(name, body)),
    ];
    this.record('request', name, problems);
    return problems;
  }

  reply(name: string, status: number, body: unknown): void {
    if (!this.judgesDouble) return;
    this.record('reply', name, this.#replyProblems(name, status, body));
  }

  payload(event: string, payload: unknown): void {
    if (!this.judgesDouble) return;
    const known = this.#validators.events.includes(event);
    this.record(
      'payload',
      event,
      known ? this.#validators.payload(event, payload) : ['it is not among the extracted webhooks'],
    );
  }

  record(side: Violation['side'], where: string, problems: readonly string[]): void {
    this.violations.push(...problems.map((problem) => ({ side, where, problem })));
  }

  #replyProblems(name: string, status: number, body: unknown): readonly string[] {
    const described = this.#validators.operation(name).replies[status];
    if (described === null) return [];
    if (described !== undefined)
      return this.#validators.reply(name, status, body).map((problem) => `${status}: ${problem}`);
    return status >= 400 ? this.#validators.error(body) : [`the status ${status} is not documented`];
  }
}
