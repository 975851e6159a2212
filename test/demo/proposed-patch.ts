import { equal, ok } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { PullRequest } from '../github/state/pull-request.js';
import type { Repository } from '../github/state/repository.js';
import { measuredReview } from './measured-review.js';
import { checkRunPage, threadPage } from './pages.js';
import { diffLine } from './readable.js';
import { WEB } from './script.js';
import type { Stage } from './stage.js';

const BEFORE = '  maxUnavailable: 1';
const AFTER = '  minAvailable: 2';
const THIRD_POD = '  minReplicas: 3';
/** Comments are dated in seconds, and a command is for the list that stood there before it. */
const NEXT_SECOND_MS = 1000;

/** Shows a finding that no formula mends, the patch that a model proposes for it, and what becomes of a bad one. */
export async function proposedPatch(stage: Stage, shop: Repository): Promise<void> {
  const { github, app, claude, teller } = stage;
  const pullRequest = await openPullRequest(stage, shop);
  const [thread] = pullRequest.threads();
  ok(thread, 'the finding has a comment');
  ok(thread.comments[0]?.body.includes('Proposed: '), 'the comment has a proposal');
  const said = claude.requests.slice(-1).map(({ text }) => text.split('\n').filter((line) => line.startsWith('- ')));
  teller.step(
    'Claude (stub)',
    'first proposes to drop the budget. Plumbline tries it, posts nothing and tells the model:',
  );
  teller.show(said.flat().map((line) => `  ${line}`));
  teller.step(
    'Claude (stub)',
    'proposes something else, which holds. Its explanation and patch are in the comment now:',
  );
  teller.show(threadPage(thread, await fileOf(pullRequest, WEB), teller.paper));
  await sleep(NEXT_SECOND_MS);
  teller.step('bob', 'comments "/plumbline fix 1"');
  const review = await measuredReview(github, app, async () => {
    const { headSha } = pullRequest;
    pullRequest.comment('bob', '/plumbline fix 1');
    while (pullRequest.headSha === headSha) await sleep(5);
    return pullRequest;
  });
  const fixed = await fileOf(pullRequest, WEB);
  ok(fixed.includes(THIRD_POD) && fixed.includes(AFTER), 'the commit has the proposed patch');
  teller.step('Plumbline', 'commits the patch, and completes the check of the commit:');
  teller.show(checkRunPage(review.run, teller.paper));
  equal(review.run.conclusion, 'success', 'the conclusion of the check');
}

async function openPullRequest({ github, app, teller }: Stage, shop: Repository): Promise<PullRequest> {
  const text = readFileSync(`examples/rails-on-eks/${WEB}`, 'utf8');
  ok(text.includes(BEFORE), `${WEB} of the example has ${BEFORE}`);
  const files = { [WEB]: text.replace(BEFORE, AFTER) };
  await shop.push('two-pods', { files }, { author: 'bob', message: 'Never run less than two web pods' });
  await app.settled(github.deliveries);
  teller.step('bob', 'opens acme/shop#2 "Never run less than two web pods"');
  const { style } = teller.paper;
  teller.show([style.dim(`  ${WEB}`), `  ${diffLine(`- ${BEFORE}`, style)}`, `  ${diffLine(`+ ${AFTER}`, style)}`]);
  const opened = { title: 'Never run less than two web pods', head: 'two-pods', author: 'bob' };
  const { run } = await measuredReview(github, app, () => shop.openPullRequest(opened));
  teller.step('Plumbline', 'completes the check, which asks no model and has a finding that no formula mends:');
  teller.show(checkRunPage(run, teller.paper));
  const pullRequest = shop.pullRequests.at(-1);
  ok(pullRequest, 'the pull request is open');
  return pullRequest;
}

async function fileOf({ repository, headSha }: PullRequest, path: string): Promise<string> {
  const object = await repository.git.object(`${headSha}:${path}`);
  return object?.content.toString('utf8') ?? '';
}
