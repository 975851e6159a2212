import { type EmitterWebhookEvent, emitterEventNames } from '@octokit/webhooks';
import { pino } from 'pino';
import { Probot, ProbotOctokit } from 'probot';
import type { Log, LogFields } from '../log/log.js';
import type { Credentials } from '../settings/credentials.js';
import type { Delivery, DeliveryReceipt, DeliveryReceiver } from './delivery.js';
import { translatingApp } from './events.js';
import type { Translation } from './translate/translation.js';
import type { Work } from './work.js';

/** Stores work until it is done, once for each key; resolves when it is stored. */
export type AcceptWork = (work: Work, key: string) => Promise<void>;

export interface ReceiverOptions {
  readonly credentials: Credentials;
  readonly apiUrl: string;
  readonly accept: AcceptWork;
  readonly log: Log;
}

/** Takes deliveries through Probot's routing. Nothing else of Probot is used: not its server, not its calls, not its log. */
export async function createReceiver({ credentials, apiUrl, accept, log }: ReceiverOptions): Promise<DeliveryReceiver> {
  const { appId, privateKey, webhookSecret } = credentials;
  const probot = new Probot({
    appId,
    privateKey,
    secret: webhookSecret,
    baseUrl: apiUrl,
    // What Probot says of a failure holds the whole payload.
    log: pino({ level: 'silent' }),
    // Nothing is asked of GitHub here, and the queues of these would be set up for each delivery.
    Octokit: ProbotOctokit.defaults({ throttle: { enabled: false }, retry: { enabled: false } }),
  });
  const translations = new WeakMap<object, Translation>();
  await probot.load(
    translatingApp(appId, async (translation, { id, payload }) => {
      translations.set(payload, translation);
      await acceptAll(translation, id, accept);
    }),
  );
  return {
    webhookSecret,
    receive: async (delivery) => {
      const started = performance.now();
      if (isKnown(delivery)) await probot.receive(delivery);
      const translation = translations.get(delivery.payload);
      tell(log, delivery, translation, Math.round(performance.now() - started));
      return translation?.outcome ?? 'ignored';
    },
  };
}

/** GitHub adds events that Probot does not know yet; nothing of ours waits for them. */
function isKnown(delivery: Delivery): delivery is Delivery & EmitterWebhookEvent {
  return emitterEventNames.some((name) => name === delivery.name);
}

/** One delivery may ask for several pieces of work, each under a key of its own. */
async function acceptAll(translation: Translation, delivery: string, accept: AcceptWork): Promise<void> {
  if (translation.outcome !== 'accepted') return;
  for (const [index, work] of translation.works.entries()) {
    await accept(work, keyOf(work, index === 0 ? delivery : `${delivery}.${index + 1}`));
  }
}

/** The name of a delivery is not signed: whoever has seen a command's payload could send it again under another. */
function keyOf(work: Work, delivery: string): string {
  return work.kind === 'command' ? `comment ${work.repository.id}/${work.comment}` : delivery;
}

function tell(log: Log, { id, name, payload }: Delivery, translation: Translation | undefined, ms: number): void {
  const outcome: DeliveryReceipt = translation?.outcome ?? 'ignored';
  const { action } = payload;
  const fields: LogFields = {
    delivery: id,
    event: name,
    ...(typeof action === 'string' && /^[a-z_.]{1,40}$/.test(action) && { action }),
    outcome,
    ms,
  };
  if (translation?.outcome === 'accepted') {
    log.info('A delivery was accepted', { ...fields, ...aboutWork(translation.works[0]) });
  } else if (translation?.outcome === 'malformed') {
    log.warn('A delivery was not understood', { ...fields, reason: translation.reason });
  } else {
    log.debug('A delivery asks for nothing', { ...fields, ...(translation && { reason: translation.reason }) });
  }
}

function aboutWork(work: Work): LogFields {
  if (work.kind === 'forget') return { work: work.kind, installation: work.installation };
  const { installation, owner, name } = work.repository;
  return {
    work: work.kind,
    installation,
    repository: `${owner}/${name}`,
    ...('pullRequest' in work && { pullRequest: work.pullRequest }),
  };
}
