import { equal, ok } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { COLOURED, PLAIN } from '../../src/reporters/style.js';
import { readSettings } from '../../src/settings.js';
import { startClaude } from '../claude/claude.js';
import { startGithub } from '../github/github.js';
import type { PullRequest } from '../github/state/pull-request.js';
import { AppProcess } from './app-process.js';
import { type MeasuredReview, measuredReview } from './measured-review.js';
import { checkRunPage, threadPage } from './pages.js';
import { proposedPatch } from './proposed-patch.js';
import { diffLine, type Paper } from './readable.js';
import { registeredApp } from './registration.js';
import { scripted } from './script.js';
import type { Stage } from './stage.js';
import { Storyteller } from './storyteller.js';
import { suggestionOf, withSuggestion } from './suggestion.js';

const CONFIG_MAP = 'deploy/production/configmap.yaml';
const BEFORE = '  RAILS_MAX_THREADS: "5"';
/** The contract asks for a pool of 7 × 3 + 2, and allows 25. */
const AFTER = '  RAILS_MAX_THREADS: "7"';
const POOL = '  DATABASE_POOL: "23"';
const MAX_WIDTH = 100;
const EXIT_INTERRUPTED = 130;

/** Shows the App on a pull request and checks what it shows. Gives the exit code. */
export async function demo(): Promise<number> {
  const teller = new Storyteller(paper(), (text) => process.stdout.write(text));
  const registration = registeredApp();
  const github = await startGithub({ apps: [registration] });
  const claude = await startClaude({ otherwise: scripted });
  const app = await AppProcess.spawn(registration, github.url, claude);
  const stage = { github, claude, app, teller };
  const interruption = new AbortController();
  process.once('SIGINT', () => {
    interruption.abort();
    void close(stage).finally(() => process.exit(EXIT_INTERRUPTED));
  });
  try {
    await play(stage);
    equal(await close(stage), 'exit code 0', 'how the server ended');
    teller.step('everything', 'happened as it should, is stopped, and left nothing behind');
    return 0;
  } catch (error) {
    if (interruption.signal.aborted) return EXIT_INTERRUPTED;
    process.stderr.write(`\nThe demonstration failed: ${error instanceof Error ? error.message : String(error)}\n`);
    process.stderr.write(`The server's log:\n${app.log}\n`);
    return 1;
  } finally {
    await close(stage);
  }
}

async function play(stage: Stage): Promise<void> {
  const { github, claude, app, teller } = stage;
  const { style } = teller.paper;
  teller.show([
    style.bold('Two pull requests with Plumbline: the real server, and a GitHub that is on this machine'),
    style.dim('The model is a stub on this machine too: its words are from a script. What is done with them is real.'),
  ]);
  await app.ready();
  github.app().webhookUrl = `${app.url}/api/github/webhooks`;
  teller.step('Plumbline', 'serves: node dist/app.js, with a PostgreSQL of its own in a temporary folder');
  const pullRequest = await openPullRequest(stage);
  await commitSuggestion(stage, pullRequest);
  await proposedPatch(stage, pullRequest.repository);
  equal(claude.refusals.length, 0, 'requests that the Messages API would not take');
  equal(github.violations.length, 0, "what GitHub's own description of its API does not allow");
}

async function openPullRequest({ github, app, teller }: Stage): Promise<PullRequest> {
  const shop = await github.createRepository({
    owner: 'acme',
    name: 'shop',
    files: 'examples/rails-on-eks',
    collaborators: { alice: 'write', bob: 'write' },
  });
  const text = readFileSync(`examples/rails-on-eks/${CONFIG_MAP}`, 'utf8');
  ok(text.includes(BEFORE), `${CONFIG_MAP} of the example has ${BEFORE}`);
  const files = { [CONFIG_MAP]: text.replace(BEFORE, AFTER) };
  await shop.push('more-threads', { files }, { author: 'alice', message: 'Serve more requests from each pod' });
  await app.settled(github.deliveries);
  teller.step(
    'alice',
    'opens acme/shop#1 "Serve more requests from each pod" (the repository is examples/rails-on-eks)',
  );
  const { style } = teller.paper;
  teller.show([
    style.dim(`  ${CONFIG_MAP}`),
    `  ${diffLine(`- ${BEFORE}`, style)}`,
    `  ${diffLine(`+ ${AFTER}`, style)}`,
  ]);
  const opened = { title: 'Serve more requests from each pod', head: 'more-threads', author: 'alice' };
  const review = await measuredReview(github, app, () => shop.openPullRequest(opened));
  const [pullRequest] = shop.pullRequests;
  ok(pullRequest, 'the pull request is open');
  tellReview(teller, review, 'the first of this repository, when nothing is known yet');
  equal(review.run.conclusion, 'failure', 'the conclusion of the check');
  teller.step(
    'Claude (stub)',
    'explains the finding once the check is there. Every name and number was looked up in it.',
  );
  teller.step('GitHub', 'shows the reviewers this comment:');
  const [thread] = pullRequest.threads();
  ok(thread, 'the finding has a comment');
  ok(thread.comments[0]?.body.includes('Explained by'), 'the comment has an explanation');
  teller.show(threadPage(thread, files[CONFIG_MAP] ?? '', teller.paper));
  return pullRequest;
}

async function commitSuggestion({ github, app, teller }: Stage, pullRequest: PullRequest): Promise<void> {
  const [thread, ...others] = pullRequest.threads();
  equal(others.length, 0, 'the number of further comments');
  const suggestion = thread && suggestionOf(thread);
  ok(suggestion, 'the comment has a suggestion');
  equal(suggestion.path, CONFIG_MAP, 'the file of the suggestion');
  equal(suggestion.lines.join('\n'), POOL, 'the suggestion');
  teller.step('alice', 'presses "Commit suggestion"');
  const before = readFileSync(`examples/rails-on-eks/${CONFIG_MAP}`, 'utf8').replace(BEFORE, AFTER);
  const files = { [CONFIG_MAP]: withSuggestion(before, suggestion) };
  const review = await measuredReview(github, app, async () => {
    await pullRequest.push({ files }, { author: 'alice', message: 'Apply suggestion from code review' });
    return pullRequest;
  });
  tellReview(teller, review, 'the second push');
  equal(review.run.conclusion, 'success', 'the conclusion of the check');
  const threads = pullRequest.threads();
  teller.step('GitHub', 'shows the comment folded, and nobody was told anything twice:');
  for (const each of threads) teller.show(threadPage(each, files[CONFIG_MAP] ?? '', teller.paper));
  equal(threads.map(({ resolvedBy }) => resolvedBy).join(), 'plumbline[bot]', 'who resolved the comment');
  equal(
    threads.flatMap(({ comments }) => comments).length + pullRequest.comments().length,
    1,
    'the number of comments',
  );
}

function tellReview(teller: Storyteller, { run, milliseconds, answered, calls }: MeasuredReview, which: string): void {
  const figures = `${milliseconds} ms after the delivery, which was answered in ${answered} ms; ${calls} calls to GitHub in all`;
  teller.step('Plumbline', `completes the check (${which}): ${figures}`);
  teller.show(checkRunPage(run, teller.paper));
}

function paper(): Paper {
  const { color } = readSettings();
  const { isTTY, columns = MAX_WIDTH } = process.stdout;
  const coloured = color === 'always' || (color === 'auto' && isTTY);
  return { style: coloured ? COLOURED : PLAIN, width: Math.max(60, Math.min(MAX_WIDTH, columns)) };
}

const closed = new WeakMap<Stage, Promise<string>>();

/** Stops everything, once. Gives how the server ended. */
function close(stage: Stage): Promise<string> {
  const closing =
    closed.get(stage) ?? stage.app.stop().finally(() => Promise.all([stage.github.close(), stage.claude.stop()]));
  closed.set(stage, closing);
  return closing;
}
