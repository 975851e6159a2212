import type { IncomingMessage } from 'node:http';
import { Webhooks } from '@octokit/webhooks';
import { z } from 'zod';
import type { Log } from '../../log/log.js';
import type { DeliveryOutcome, Metrics } from '../../metrics.js';
import type { Delivery, DeliveryReceiver } from '../delivery.js';
import { BodyMemory, readBody } from './read-body.js';
import { plain, type Reply } from './reply.js';

/** GitHub sends no larger one. */
export const MAX_DELIVERY_BYTES = 25 * 1024 * 1024;
/** Bodies of deliveries that are being received, all together. */
const MAX_RECEIVING_BYTES = 4 * MAX_DELIVERY_BYTES;

const Headers = z.object({
  'x-github-delivery': z.string().regex(/^[0-9A-Za-z-]{8,64}$/),
  'x-github-event': z.string().regex(/^[a-z][a-z_]{0,63}$/),
  'x-hub-signature-256': z.string().regex(/^sha256=[0-9a-f]{64}$/),
});

/** What is told to the metrics, and to the sender. */
type Answer = readonly [outcome: DeliveryOutcome, reply: Reply];

/** Takes deliveries: what is not signed by GitHub is refused before anything of it is looked at. */
export class WebhookEndpoint {
  readonly #receiver: () => DeliveryReceiver | undefined;
  readonly #metrics: Metrics;
  readonly #log: Log;
  readonly #memory = new BodyMemory(MAX_RECEIVING_BYTES);

  constructor(options: {
    /** Undefined while nobody can take deliveries. */
    readonly receiver: () => DeliveryReceiver | undefined;
    readonly metrics: Metrics;
    readonly log: Log;
  }) {
    this.#receiver = options.receiver;
    this.#metrics = options.metrics;
    this.#log = options.log;
  }

  async answer(request: IncomingMessage): Promise<Reply> {
    const [outcome, reply] = await this.#judge(request);
    this.#metrics.deliveryAnswered(String(request.headers['x-github-event']), outcome);
    return reply;
  }

  async #judge(request: IncomingMessage): Promise<Answer> {
    const receiver = this.#receiver();
    if (receiver === undefined)
      return ['not-ready', plain(503, 'Plumbline is not ready yet.', { 'retry-after': '30' })];
    if (!/^application\/json\s*(?:;|$)/i.test(request.headers['content-type'] ?? '')) {
      return ['refused', plain(415, 'Deliveries are application/json: choose that content type for the webhook.')];
    }
    const headers = Headers.safeParse(request.headers);
    if (!headers.success) {
      return [
        'refused',
        plain(400, `These headers of a delivery are needed: ${Object.keys(Headers.shape).join(', ')}.`),
      ];
    }
    const reading = await readBody(request, MAX_DELIVERY_BYTES, this.#memory);
    if (!reading.ok) return unread(reading.problem);
    const answered = this.#metrics.timeDelivery();
    const text = reading.body.toString('utf8');
    const signature = headers.data['x-hub-signature-256'];
    if (text === '' || !(await new Webhooks({ secret: receiver.webhookSecret }).verify(text, signature))) {
      this.#log.warn('A delivery was not signed with the webhook secret', { outcome: 'unsigned' });
      return ['unsigned', plain(401, 'The signature is not that of the webhook secret.')];
    }
    const payload = payloadIn(text);
    if (payload === undefined) return ['refused', plain(400, 'The body is no JSON object.')];
    const { 'x-github-delivery': id, 'x-github-event': name } = headers.data;
    const answer = await this.#receive(receiver, { id, name, payload });
    answered();
    return answer;
  }

  async #receive(receiver: DeliveryReceiver, delivery: Delivery): Promise<Answer> {
    try {
      return [await receiver.receive(delivery), { status: 202, body: '' }];
    } catch (error) {
      const { id, name } = delivery;
      this.#log.error('A delivery could not be stored', { delivery: id, event: name, outcome: 'failed', error });
      return ['failed', plain(503, 'The delivery could not be stored.', { 'retry-after': '30' })];
    }
  }
}

function unread(problem: 'too-large' | 'crowded' | 'broken'): Answer {
  switch (problem) {
    case 'too-large':
      return ['too-large', plain(413, 'Deliveries have at most 25 MB.')];
    case 'crowded':
      return ['failed', plain(503, 'Too many deliveries at the same time.', { 'retry-after': '5' })];
    case 'broken':
      return ['refused', plain(400, 'The body broke off.')];
  }
}

function payloadIn(text: string): Delivery['payload'] | undefined {
  try {
    return z.record(z.string(), z.unknown()).safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
