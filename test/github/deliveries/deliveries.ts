import { createHmac, randomUUID } from 'node:crypto';
import { Agent } from 'node:http';
import type { App } from '../state/app.js';
import type { World } from '../state/world.js';
import type { Delivery } from './delivery.js';
import { post } from './post.js';

/** What is to be delivered to an App. */
export interface Parcel {
  readonly app: App;
  readonly event: string;
  readonly action: string | undefined;
  readonly installation: number | undefined;
  readonly repository: number | undefined;
  readonly payload: unknown;
}

/** Sends webhooks as GitHub does: signed, once, without waiting; what fails stays failed until someone asks for it again. */
export class Deliveries {
  /** GitHub's limit; Enterprise Server waits for 30 s. */
  timeoutMilliseconds = 10_000;
  readonly #world: World;
  readonly #log: Delivery[] = [];
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 64 });
  readonly #flying = new Set<Promise<void>>();
  #held: Delivery[] | undefined;

  constructor(world: World) {
    this.#world = world;
  }

  /** All of them, oldest first, redeliveries included. */
  get all(): readonly Delivery[] {
    return this.#log;
  }

  /** The newest one of an event: `latest('pull_request', 'opened')`. */
  latest(event: string, action?: string): Delivery | undefined {
    return this.#log.findLast((each) => each.event === event && (action === undefined || each.action === action));
  }

  /** From now on nothing is sent; what happens is kept for `resume`. */
  pause(): void {
    this.#held ??= [];
  }

  /** Sends what was kept, in the order that `arrange` gives it, which may leave some out or repeat some. */
  resume(arrange: (held: readonly Delivery[]) => readonly Delivery[] = (held) => held): void {
    const held = this.#held ?? [];
    this.#held = undefined;
    for (const delivery of arrange(held)) this.#start(delivery);
  }

  /** Waits until everything that was sent has been answered or given up, and what follows from it too. */
  async settled(): Promise<void> {
    while (this.#flying.size > 0) await Promise.all(this.#flying);
  }

  send(parcel: Parcel): void {
    const { app, event, action = null, installation = null, repository = null } = parcel;
    const body = JSON.stringify(parcel.payload);
    this.#begin(app, { guid: randomUUID(), event, action, installation, repository, body, redelivery: false });
  }

  /** Sends a delivery once more, with its GUID. */
  redeliver(delivery: Delivery): Delivery {
    const app = this.#world.apps.find(({ id }) => id === delivery.app);
    if (app === undefined) throw new Error(`There is no App ${delivery.app}`);
    return this.#begin(app, { ...delivery, redelivery: true });
  }

  close(): void {
    this.#held = [];
    this.#agent.destroy();
  }

  #begin(
    app: App,
    what: Pick<Delivery, 'guid' | 'event' | 'action' | 'installation' | 'repository' | 'body' | 'redelivery'>,
  ): Delivery {
    const { guid, event, action, installation, repository, body, redelivery } = what;
    const delivery: Delivery = {
      id: this.#world.nextId(),
      guid,
      event,
      action,
      app: app.id,
      installation,
      repository,
      redelivery,
      body,
      url: app.webhookUrl,
      headers: headersOf(app, event, guid, body),
      deliveredAt: this.#world.time(),
      ...UNANSWERED,
    };
    this.#log.push(delivery);
    if (this.#held === undefined) this.#start(delivery);
    else this.#held.push(delivery);
    return delivery;
  }

  #start(delivery: Delivery): void {
    const flight = this.#fly(delivery).finally(() => this.#flying.delete(flight));
    this.#flying.add(flight);
  }

  async #fly(delivery: Delivery): Promise<void> {
    const { url, headers, body } = delivery;
    if (url === undefined) return;
    const began = performance.now();
    const posted = await post(url, headers, body, { agent: this.#agent, milliseconds: this.timeoutMilliseconds });
    // Of one that is sent twice, the time that it arrived counts.
    if (delivery.status === 'OK') return;
    if ('failure' in posted) delivery.status = posted.failure;
    else noteAnswer(delivery, posted.statusCode, posted.body);
    delivery.duration = Math.round(performance.now() - began) / 1000;
  }
}

const UNANSWERED = { status: 'pending', statusCode: 0, duration: 0, response: null };

function headersOf(app: App, event: string, guid: string, body: string): Readonly<Record<string, string>> {
  const sign = (algorithm: string) =>
    app.webhookSecret && `${algorithm}=${createHmac(algorithm, app.webhookSecret).update(body).digest('hex')}`;
  const signature = sign('sha256');
  return {
    accept: '*/*',
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(body)),
    'user-agent': 'GitHub-Hookshot/8a9d7e2',
    'x-github-delivery': guid,
    'x-github-event': event,
    'x-github-hook-id': String(app.hookId),
    'x-github-hook-installation-target-id': String(app.id),
    'x-github-hook-installation-target-type': 'integration',
    ...(signature && { 'x-hub-signature-256': signature, 'x-hub-signature': sign('sha1') ?? '' }),
  };
}

function noteAnswer(delivery: Delivery, statusCode: number, body: string): void {
  delivery.status = statusCode >= 200 && statusCode < 300 ? 'OK' : `Invalid HTTP Response: ${statusCode}`;
  delivery.statusCode = statusCode;
  delivery.response = body;
}
