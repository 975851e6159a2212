import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Log } from '../../log/log.js';
import type { Credentials } from '../../settings/credentials.js';
import type { GithubAddress } from '../../settings/github-address.js';
import { AppDescription, type ProfileName } from '../app-manifest.js';
import { type Pages, WEBHOOK_PATH } from '../edge/edge.js';
import { BodyMemory, readBody } from '../edge/read-body.js';
import { plain, type Reply } from '../edge/reply.js';
import { convertManifest } from './convert-manifest.js';
import { formPage } from './form-page.js';
import { donePage, failurePage, handoverPage } from './other-pages.js';
import { type FormValues, formProblems, formValues } from './setup-form.js';

const MAX_FORM_BYTES = 16 * 1024;
/** GitHub's codes hold for an hour too. */
const STATE_LASTS_MS = 60 * 60_000;
const MAX_STATES = 20;

export interface SetupOptions {
  readonly github: GithubAddress;
  /** What the field for the public address begins with. */
  readonly publicUrl: string | undefined;
  /** Keeps the credentials; resolves when they will outlive the process. */
  readonly store: (credentials: Credentials) => Promise<void>;
  /** Called after the credentials were stored. */
  readonly onDone: (credentials: Credentials) => void;
  readonly log: Log;
}

/** The pages that make a GitHub App through GitHub's manifest flow, for whoever can read the server's log. */
export class Setup implements Pages {
  /** What has to be entered. */
  readonly token = randomBytes(18).toString('base64url');
  readonly #options: SetupOptions;
  readonly #description = new AppDescription();
  readonly #memory = new BodyMemory(64 * MAX_FORM_BYTES);
  /** Secrets that GitHub hands back with the person that we sent there, and until when they are believed. */
  readonly #states = new Map<string, number>();
  #done = false;

  constructor(options: SetupOptions) {
    this.#options = options;
  }

  async answer(request: IncomingMessage, url: URL): Promise<Reply | undefined> {
    if (this.#done) return undefined;
    const { method } = request;
    switch (`${method === 'HEAD' ? 'GET' : method} ${url.pathname}`) {
      case 'GET /':
        return { ...plain(303, 'See /setup.'), headers: { location: '/setup' } };
      case 'GET /setup':
        return formPage(this.#description.profiles, {
          token: '',
          profile: 'observe',
          organisation: '',
          url: this.#options.publicUrl ?? '',
        });
      case 'POST /setup':
        return this.#takeForm(request);
      case 'GET /setup/callback':
        return this.#takeCode(url.searchParams);
      default:
        return undefined;
    }
  }

  async #takeForm(request: IncomingMessage): Promise<Reply> {
    if (!/^application\/x-www-form-urlencoded\s*(?:;|$)/i.test(request.headers['content-type'] ?? '')) {
      return plain(415, 'The form of this page is expected.');
    }
    const reading = await readBody(request, MAX_FORM_BYTES, this.#memory);
    if (!reading.ok) return plain(413, 'This is more than the form holds.');
    const values = formValues(new URLSearchParams(reading.body.toString('utf8')));
    if (!isSame(values.token.trim(), this.token)) {
      return formPage(this.#description.profiles, values, {
        token: 'This is not the setup token. It stands in the log of this server since its last start.',
      });
    }
    const problems = formProblems(values, this.#options.github.url);
    if (Object.keys(problems).length > 0) return formPage(this.#description.profiles, values, problems);
    return this.#handOver(values, originOf(request) ?? values.url);
  }

  #handOver(values: FormValues, here: string): Reply {
    const { github } = this.#options;
    const profile: ProfileName = values.profile === 'fix' ? 'fix' : 'observe';
    const manifest = this.#description.manifest(profile, {
      homepage: values.url,
      webhookUrl: `${values.url}${WEBHOOK_PATH}`,
      redirectUrl: `${here}/setup/callback`,
    });
    const owner = values.organisation === '' ? '' : `/organizations/${encodeURIComponent(values.organisation)}`;
    const creation = new URL(`${github.url}${owner}/settings/apps/new`);
    creation.searchParams.set('state', this.#newState());
    return handoverPage(manifest, creation);
  }

  async #takeCode(query: URLSearchParams): Promise<Reply> {
    const code = query.get('code') ?? '';
    if (!this.#takeState(query.get('state') ?? '') || !/^[\w-]{1,200}$/.test(code)) {
      return failurePage(400, 'This address is only for coming back from GitHub, once, within an hour.');
    }
    const conversion = await convertManifest(code, this.#options.github);
    if (!conversion.ok) return failurePage(502, conversion.problem);
    const { appId, privateKey, webhookSecret, name, page } = conversion.app;
    const credentials = { appId, privateKey, webhookSecret };
    try {
      await this.#options.store(credentials);
    } catch (error) {
      this.#options.log.error('The credentials of the new App could not be stored', { outcome: 'failed', error });
      const problem = 'The keys could not be stored in the data folder; the log says why. Delete the App on GitHub.';
      return failurePage(500, problem);
    }
    this.#done = true;
    this.#options.onDone(credentials);
    return donePage(name, new URL(`${page.href.replace(/\/$/, '')}/installations/new`));
  }

  #newState(): string {
    const state = randomBytes(24).toString('base64url');
    const [oldest] = this.#states.keys();
    if (oldest !== undefined && this.#states.size >= MAX_STATES) this.#states.delete(oldest);
    this.#states.set(state, Date.now() + STATE_LASTS_MS);
    return state;
  }

  #takeState(state: string): boolean {
    const until = this.#states.get(state);
    this.#states.delete(state);
    return until !== undefined && until > Date.now();
  }
}

function isSame(given: string, expected: string): boolean {
  const [left, right] = [Buffer.from(given), Buffer.from(expected)];
  return left.length === right.length && timingSafeEqual(left, right);
}

/** Where the browser sees this page, which may be elsewhere than where GitHub sends events. */
function originOf({ headers: { origin } }: IncomingMessage): string | undefined {
  return origin !== undefined && /^https?:\/\/[\w.:[\]-]+$/.test(origin) ? origin : undefined;
}
