import type { ProbotOctokit } from 'probot';

/** For as long an answer is believed: owners change what they grant once in months. */
const BELIEVED_MS = 10 * 60_000;

/** What installations grant the App, which may be less or more than a token has. */
export class Grants {
  readonly #app: ProbotOctokit;
  readonly #remembered = new Map<
    number,
    { readonly granted: Readonly<Record<string, string>>; readonly until: number }
  >();

  /** `app` makes calls as the App itself. */
  constructor(app: ProbotOctokit) {
    this.#app = app;
  }

  /** Levels by permission. One call, unless it was asked lately. */
  async of(installation: number): Promise<Readonly<Record<string, string>>> {
    const remembered = this.#remembered.get(installation);
    if (remembered !== undefined && remembered.until > Date.now()) return remembered.granted;
    const { data } = await this.#app.request('GET /app/installations/{installation_id}', {
      installation_id: installation,
    });
    const granted = { ...data.permissions };
    this.#remembered.set(installation, { granted, until: Date.now() + BELIEVED_MS });
    return granted;
  }
}
