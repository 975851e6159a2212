import { createHmac, randomUUID } from 'node:crypto';
import { expect } from '@jest/globals';
import type { Delivery } from '../github/deliveries/delivery.js';
import type { Serving } from '../support/serving.js';
import { ShopOnGithub, traces } from '../support/shop-on-github.js';
import type { Attack } from './attack.js';

export const installationAttacks: readonly Attack[] = [
  {
    name: 'a delivery that names the installation of one owner and a public repository of another',
    resist: async ({ serving, shop }) => {
      const other = await ShopOnGithub.open(serving, { owner: 'beta', name: 'shop', private: false });
      const { deliveries } = serving.github;
      deliveries.pause();
      const pullRequest = await other.open({ 'README.md': '# Shop\n' });
      const held = latest(serving, 'pull_request', 'opened');
      deliveries.resume(() => []);
      await changed(serving, held, (payload) => ({ ...payload, installation: { id: installationOf(shop) } }));
      await serving.settled();
      expect(other.repository.checkRuns(pullRequest.headSha)).toEqual([]);
      expect(traces(pullRequest)).toMatchObject({ threads: [], reviews: [], replies: [] });
      deliveries.redeliver(held);
      await serving.settled();
      expect(other.check(pullRequest).conclusion).toBe('success');
    },
  },
  {
    name: "a removal that names another owner's repositories, so that what is stored about them is deleted",
    resist: async ({ serving, shop }) => {
      const other = await ShopOnGithub.open(serving, { owner: 'gamma', name: 'shop' });
      const beside = await ShopOnGithub.open(serving, { owner: 'gamma', name: 'beside' });
      const pullRequest = await other.pullRequest();
      await new Promise((resolve) => setTimeout(resolve, 1000));
      pullRequest.comment('alice', '/plumbline ignore 1 it is fine');
      await serving.settled();
      expect(other.check(pullRequest).conclusion).toBe('success');
      const recheck = async () => {
        pullRequest.comment('alice', '/plumbline recheck');
        await serving.settled();
        return other.check(pullRequest).conclusion;
      };
      const [installation] = other.repository.installations;
      if (installation === undefined) throw new Error('The App is installed nowhere');
      serving.github.removeRepositories(installation, [beside.repository]);
      await serving.settled();
      const removal = latest(serving, 'installation_repositories', 'removed');
      const { id, name, fullName: full_name, nodeId: node_id } = other.repository;
      await changed(serving, removal, (payload) => ({
        ...payload,
        installation: { id: installationOf(shop) },
        repositories_removed: [{ id, name, full_name, node_id, private: true }],
      }));
      await serving.settled();
      expect(await recheck()).toBe('success');
      serving.github.removeRepositories(installation, [other.repository]);
      await serving.settled();
      serving.github.addRepositories(installation, [other.repository]);
      await serving.settled();
      expect(await recheck()).toBe('failure');
    },
  },
  {
    name: 'buttons and re-runs of the check runs of another App',
    resist: async ({ serving, shop }) => {
      const pullRequest = await shop.pullRequest();
      const run = shop.check(pullRequest);
      serving.github.deliveries.pause();
      shop.repository.clickAction(run.id, 'fix', 'alice');
      shop.repository.rerequest(run.id, 'alice');
      shop.repository.rerequestSuites(pullRequest.headSha, 'alice');
      const ours = serving.github.deliveries.all.slice(-3);
      serving.github.deliveries.resume(() => []);
      const before = traces(pullRequest);
      const foreign = { id: 99, slug: 'other' };
      for (const delivery of ours) {
        await changed(serving, delivery, ({ check_run, check_suite, ...payload }) => ({
          ...payload,
          ...(check_run !== undefined && { check_run: { ...Object(check_run), app: foreign } }),
          ...(check_suite !== undefined && { check_suite: { ...Object(check_suite), app: foreign } }),
        }));
      }
      await serving.settled();
      expect(traces(pullRequest)).toEqual(before);
      for (const delivery of ours.slice(1)) {
        serving.github.deliveries.redeliver(delivery);
        await serving.settled();
      }
      expect(traces(pullRequest).runs.length).toBe(3);
    },
  },
  {
    name: "another App's check run of the same name that says to be Plumbline's",
    resist: async ({ serving, shop }) => {
      const pullRequest = await shop.pullRequest();
      const { externalId } = shop.check(pullRequest);
      const other = serving.github.world.register(
        { id: 99, slug: 'other', privateKeyPem: serving.privateKey, permissions: {}, events: [] },
        serving.github.world.account('mallory'),
      );
      await pullRequest.push({ files: { 'README.md': '# Shop\n' } });
      const forged = { status: 'completed' as const, conclusion: 'success', external_id: externalId };
      shop.repository.checks.create(other, 'plumbline', pullRequest.headSha, forged);
      await serving.settled();
      const runs = shop.repository.checkRuns(pullRequest.headSha);
      expect(runs.map(({ suite, conclusion }) => [suite.app.slug, conclusion]).sort()).toEqual([
        ['other', 'success'],
        ['plumbline', 'failure'],
      ]);
    },
  },
];

function installationOf({ repository }: ShopOnGithub): number {
  return repository.installations[0]?.id ?? 0;
}

function latest({ github }: Serving, event: string, action: string): Delivery {
  const delivery = github.deliveries.latest(event, action);
  if (delivery === undefined) throw new Error(`There was no ${event}.${action}`);
  return delivery;
}

/** Sends another payload in place of a delivery's, signed as GitHub would: even what GitHub says must fit together. */
async function changed(
  { github }: Serving,
  { body, headers, url }: Delivery,
  change: (payload: Readonly<Record<string, unknown>>) => unknown,
): Promise<void> {
  const forged = JSON.stringify(change(JSON.parse(body)));
  const signature = createHmac('sha256', github.app().webhookSecret ?? '')
    .update(forged)
    .digest('hex');
  const { 'content-length': _, ...others } = headers;
  const signed = { ...others, 'x-github-delivery': randomUUID(), 'x-hub-signature-256': `sha256=${signature}` };
  const { status } = await fetch(url ?? '', { method: 'POST', headers: signed, body: forged });
  expect(status).toBe(202);
}
