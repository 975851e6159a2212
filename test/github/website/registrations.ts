import { generateKeyPair, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { z } from 'zod';
import type { Account } from '../state/account.js';
import type { App } from '../state/app.js';
import { mayReceive } from '../state/permissions.js';
import type { World } from '../state/world.js';

/** The manifest of an App, as GitHub accepts it: what it does not know it refuses. */
const Manifest = z.strictObject({
  name: z.string().max(34).optional(),
  url: z.url(),
  hook_attributes: z.strictObject({ url: z.url(), active: z.boolean().optional() }).optional(),
  redirect_url: z.url().optional(),
  callback_urls: z.array(z.url()).max(10).optional(),
  setup_url: z.url().optional(),
  description: z.string().optional(),
  public: z.boolean().optional(),
  default_events: z.array(z.string()).optional(),
  default_permissions: z.record(z.string(), z.enum(['read', 'write', 'admin'])).optional(),
  request_oauth_on_install: z.boolean().optional(),
  setup_on_update: z.boolean().optional(),
});

type Manifest = z.infer<typeof Manifest>;

/** GitHub keeps the code for an hour. */
const LIFE_MILLISECONDS = 3_600_000;

interface Pending {
  readonly manifest: Manifest;
  readonly owner: Account;
  readonly at: number;
}

export type Proposed =
  | { readonly ok: true; readonly manifest: Manifest }
  | { readonly ok: false; readonly problem: string };

/** Apps that are being created from a manifest. */
export class Registrations {
  readonly #world: World;
  readonly #pending = new Map<string, Pending>();

  constructor(world: World) {
    this.#world = world;
  }

  /** What is wrong with a manifest, in GitHub's words, or the manifest. */
  read(text: string): Proposed {
    const manifest = Manifest.safeParse(parsed(text));
    if (!manifest.success) return { ok: false, problem: z.prettifyError(manifest.error) };
    const { default_events: events = [], default_permissions: permissions = {} } = manifest.data;
    const refused = events.filter((event) => !mayReceive(event, permissions));
    if (refused.length === 0) return { ok: true, manifest: manifest.data };
    return { ok: false, problem: `Default events are not supported by permissions: ${refused.join(', ')}` };
  }

  /** Someone agreed to the manifest. Gives the code that becomes credentials. */
  agree(manifest: Manifest, owner: Account): string {
    const code = randomBytes(20).toString('hex');
    this.#pending.set(code, { manifest, owner, at: this.#world.now() });
    return code;
  }

  /** Once, and within the hour. */
  async convert(code: string) {
    const pending = this.#pending.get(code);
    this.#pending.delete(code);
    if (pending === undefined || pending.at + LIFE_MILLISECONDS < this.#world.now()) return undefined;
    const pem = await newPrivateKey();
    const webhookSecret = randomBytes(20).toString('hex');
    const app = this.#register(pending, pem, webhookSecret);
    const secrets = { client_secret: randomBytes(20).toString('hex'), webhook_secret: webhookSecret, pem };
    return { app, secrets };
  }

  #register({ manifest, owner }: Pending, privateKeyPem: string, webhookSecret: string): App {
    const name = manifest.name ?? 'App';
    const { hook_attributes: hook, default_permissions: permissions = {}, default_events: events = [] } = manifest;
    const slug = name.toLowerCase().replace(/[^a-z0-9]+/g, '-');
    const registration = { id: this.#world.nextId(), slug, name, privateKeyPem, webhookSecret, permissions, events };
    return this.#world.register({ ...registration, ...(hook && { webhookUrl: hook.url }) }, owner);
  }
}

async function newPrivateKey(): Promise<string> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  return privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
