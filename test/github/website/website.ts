import type { Incoming } from '../server/api.js';
import type { Reply } from '../server/call.js';
import type { Account } from '../state/account.js';
import type { App } from '../state/app.js';
import type { World } from '../state/world.js';
import type { Downloads } from './downloads.js';
import { page } from './page.js';
import type { Registrations } from './registrations.js';

const NEW_APP = /^(?:\/organizations\/([^/]+))?\/settings\/apps\/new$/;
const INSTALL = /^\/apps\/([^/]+)\/installations\/new$/;

/** What a browser sees: downloads, "create an App from a manifest" and "install". Signed in is always `ada`. */
export class Website {
  readonly #world: World;
  readonly #downloads: Downloads;
  readonly #registrations: Registrations;
  readonly #install: (app: App, account: Account) => void;

  constructor(
    world: World,
    downloads: Downloads,
    registrations: Registrations,
    install: (app: App, account: Account) => void,
  ) {
    this.#world = world;
    this.#downloads = downloads;
    this.#registrations = registrations;
    this.#install = install;
  }

  answer({ method, url, body }: Incoming): Reply | undefined {
    const [creating, organization] = NEW_APP.exec(url.pathname) ?? [];
    const form = new URLSearchParams(method === 'POST' ? body.toString('utf8') : '');
    if (creating !== undefined && method === 'POST') return this.#create(url, form, organization);
    const [installing, slug] = INSTALL.exec(url.pathname) ?? [];
    if (installing !== undefined) return this.#installPage(method, slug);
    return method === 'GET' ? this.#downloads.answer(url) : undefined;
  }

  /** First the manifest comes and is shown; then the person presses the button, and goes back with a code. */
  #create(url: URL, form: URLSearchParams, organization: string | undefined): Reply {
    const text = form.get('manifest') ?? '';
    const proposed = this.#registrations.read(text);
    if (!proposed.ok) return page('Invalid GitHub App configuration', [proposed.problem], undefined, 422);
    const { manifest } = proposed;
    const name = form.get('name') ?? manifest.name ?? '';
    if (form.get('agreed') === null) {
      const agree = {
        action: `${url.pathname}${url.search}`,
        button: 'Create GitHub App',
        fields: { manifest: text, agreed: '1' },
        edit: { name },
      };
      return page('Create GitHub App', [], agree);
    }
    if (manifest.redirect_url === undefined) return page('GitHub App created', [name]);
    const owner =
      organization === undefined ? this.#world.account('ada') : this.#world.account(organization, 'Organization');
    const back = new URL(manifest.redirect_url);
    back.searchParams.set('code', this.#registrations.agree({ ...manifest, name }, owner));
    const state = url.searchParams.get('state');
    if (state !== null) back.searchParams.set('state', state);
    return { status: 302, headers: { location: back.href } };
  }

  /** Installs on everything that the App's owner has. */
  #installPage(method: string, slug: string | undefined): Reply {
    const app = this.#world.apps.find((each) => each.slug === slug);
    if (app === undefined) return page('Not found', [], undefined, 404);
    const form = { action: `/apps/${app.slug}/installations/new`, button: 'Install', fields: {} };
    if (method !== 'POST') return page(`Install ${app.name}`, [`on ${app.owner.login}`], form);
    this.#install(app, app.owner);
    return page(`${app.name} is installed`, []);
  }
}
