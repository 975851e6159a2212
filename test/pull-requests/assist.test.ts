import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type Claude, startClaude } from '../claude/claude.js';
import { cutOff, dropping, failing, held, rateLimiting, refusing, saying } from '../claude/play.js';
import type { PullRequest } from '../github/state/pull-request.js';
import { Serving } from '../support/serving.js';
import { ownComments, ShopOnGithub, TOO_MANY_THREADS, WEB, webManifest } from '../support/shop-on-github.js';
import { COMMENT, STOPPED } from './expected.js';
import {
  CANARY,
  DROPPED_COMMENT,
  EXPLAINED_COMMENT,
  EXPLAINING,
  EXPLANATION,
  LITTLE_MEMORY,
  MISLEADING,
  PROPOSAL,
  PROPOSED_COMMENT,
  PROPOSED_COMMIT,
  proposing,
  shops,
  TOO_LITTLE_MEMORY,
  withSecrets,
} from './written.js';

const LIMIT = 60_000;

let claude: Claude;
let serving: Serving;
let owners = 0;
/** Lines of the log that are of tests before. */
let logged = 0;

beforeAll(async () => {
  claude = await startClaude();
  const environment = { ANTHROPIC_API_KEY: claude.key, ANTHROPIC_BASE_URL: claude.url };
  serving = await Serving.start(undefined, undefined, environment);
}, LIMIT);

afterAll(async () => {
  await serving.stop();
  await claude.stop();
  expect(serving.github.violations).toEqual([]);
  expect(claude.refusals).toEqual([]);
}, LIMIT);

beforeEach(() => {
  claude.otherwise = () => EXPLAINING;
  claude.requests.length = 0;
  logged = serving.kept.lines.length;
});

/** Of an installation of its own, with texts and a budget of its own. */
function newShop(files: Readonly<Record<string, string>> = {}): Promise<ShopOnGithub> {
  owners += 1;
  return ShopOnGithub.open(serving, { owner: `acme-${owners}`, files });
}

/** The one comment on a line; whatever the model is called. */
function commentOn(pullRequest: PullRequest): string | undefined {
  const [thread, ...others] = pullRequest.threads();
  expect([others, thread?.comments.length]).toEqual([[], 1]);
  return withoutModel(thread?.comments[0]?.body ?? '');
}

function withoutModel(text: string): string {
  return text.replace(/claude-opus-5-5(?: \\\(instructions \w+\\\))?/g, 'MODEL');
}

function checkOn(shop: ShopOnGithub, pullRequest: PullRequest) {
  const { conclusion, title, summary, annotations, actions } = shop.check(pullRequest);
  return { conclusion, title, summary, annotations, actions };
}

/** Why the model wrote nothing, as the log has it. */
async function failure(): Promise<unknown> {
  for (;;) {
    const line = serving.kept.lines
      .slice(logged)
      .find(({ message }) => message === 'A model wrote nothing about a finding');
    if (line !== undefined) return line.reason;
    await pause(20);
  }
}

/** GitHub tells times in seconds: a comment that is written in the second of a list may be older. */
function nextSecond(): Promise<void> {
  return pause(1000);
}

function mails(pullRequest: PullRequest): number {
  return serving.github.notifications(pullRequest).filter(({ author }) => author === 'plumbline[bot]').length;
}

describe('an explanation', () => {
  test(
    'is put into the comment of its finding, without a mail and without a word in the check run',
    async () => {
      const shop = await newShop();
      const pullRequest = await shop.pullRequest();
      expect(commentOn(pullRequest)).toBe(EXPLAINED_COMMENT);
      expect(pullRequest.threads()).toMatchObject([{ comments: [{ edits: 1 }] }]);
      expect(pullRequest.reviews()).toMatchObject([{ body: '' }]);
      expect(checkOn(shop, pullRequest)).toEqual(STOPPED);
      expect(shop.repository.checkRuns(pullRequest.headSha).length).toBe(1);
      expect(mails(pullRequest)).toBe(1);
      expect(claude.requests.length).toBe(1);
    },
    LIMIT,
  );

  test(
    'is asked for once: a further push, a re-run and another pull request have it from the start',
    async () => {
      const shop = await newShop();
      const pullRequest = await shop.pullRequest();
      await pullRequest.push({ files: { 'README.md': '# Shop\n' } });
      await serving.settled();
      shop.repository.rerequest(shop.check(pullRequest).id, 'rita');
      await serving.settled();
      expect(commentOn(pullRequest)).toBe(EXPLAINED_COMMENT);
      expect(pullRequest.threads()).toMatchObject([{ comments: [{ edits: 1 }] }]);
      const other = await shop.pullRequest();
      expect(commentOn(other)).toBe(EXPLAINED_COMMENT);
      expect(other.threads()).toMatchObject([{ comments: [{ edits: 0 }] }]);
      expect(claude.requests.length).toBe(1);
      await pullRequest.push({ files: { [WEB]: webManifest(17) } });
      await serving.settled();
      expect(claude.requests.length).toBe(3);
    },
    LIMIT,
  );

  test(
    'that names what the finding does not is asked for once more, and then left out',
    async () => {
      claude.plays(MISLEADING);
      const corrected = await (await newShop()).pullRequest();
      expect(commentOn(corrected)).toBe(EXPLAINED_COMMENT);
      expect(claude.requests.length).toBe(2);
      claude.plays(MISLEADING, MISLEADING);
      const rejected = await (await newShop()).pullRequest();
      expect(commentOn(rejected)).toBe(COMMENT);
      expect(claude.requests.length).toBe(4);
    },
    LIMIT,
  );

  test(
    'stands in the answer to /plumbline explain, which asks for it where it is not there yet',
    async () => {
      claude.plays(failing(400));
      const shop = await newShop();
      const pullRequest = await shop.pullRequest();
      expect(commentOn(pullRequest)).toBe(COMMENT);
      await nextSecond();
      pullRequest.comment('alice', '/plumbline explain 1');
      await serving.settled();
      expect(ownComments(pullRequest)).toEqual([expect.stringContaining(EXPLANATION.replaceAll('_', '\\_'))]);
      expect(claude.requests.length).toBe(2);
    },
    LIMIT,
  );
});

test(
  'many findings are written about five at a time, each once',
  async () => {
    const shop = await newShop();
    await shop.pullRequest({ [WEB]: shops(7) });
    const assisted = serving.kept.lines
      .slice(logged)
      .filter(({ work, outcome }) => work === 'assist' && outcome === 'done');
    expect([claude.requests.length, assisted.length]).toEqual([7, 2]);
  },
  LIMIT,
);

describe('a proposal', () => {
  test(
    'that was proved is a suggestion, and /plumbline fix commits it',
    async () => {
      claude.otherwise = proposing(PROPOSAL);
      const shop = await newShop();
      const pullRequest = await shop.pullRequest(TOO_LITTLE_MEMORY);
      expect(commentOn(pullRequest)).toBe(PROPOSED_COMMENT);
      await nextSecond();
      pullRequest.comment('alice', '/plumbline fix 1');
      await serving.settled();
      const commit = await shop.repository.git.commitAt(pullRequest.headSha);
      expect(withoutModel(commit?.message.trim() ?? '')).toBe(PROPOSED_COMMIT);
      expect(shop.check(pullRequest).title).toBe('No findings');
      expect(claude.requests.length).toBe(2);
    },
    LIMIT,
  );

  test(
    'that does not hold goes back once with the reasons, and is dropped',
    async () => {
      claude.otherwise = proposing({
        ...PROPOSAL,
        edits: [{ path: WEB, oldText: 'replicas: 3', newText: 'replicas: 1' }],
      });
      const shop = await newShop();
      const pullRequest = await shop.pullRequest(TOO_LITTLE_MEMORY);
      expect(commentOn(pullRequest)).toBe(DROPPED_COMMENT);
      expect(claude.requests.map(({ body }) => body.messages.length)).toEqual([1, 1, 3]);
      await pullRequest.push({ files: { 'README.md': '# Shop\n' } });
      await serving.settled();
      expect(claude.requests.length).toBe(3);
    },
    LIMIT,
  );
});

test(
  'no secret of a repository is told to a model',
  async () => {
    claude.otherwise = proposing(PROPOSAL);
    const shop = await newShop({ 'config/master.key': CANARY });
    await shop.pullRequest({ [WEB]: withSecrets(LITTLE_MEMORY) });
    expect(claude.requests.length).toBe(2);
    const told = JSON.stringify(claude.requests.map(({ body, headers }) => [body, headers]));
    expect(told).toContain('kind: Secret');
    expect(told.includes(CANARY) || told.includes(btoa(CANARY))).toBe(false);
  },
  LIMIT,
);

test(
  'an installation that used up its budget of the day has no explanation, and no call is made for it',
  async () => {
    const shop = await newShop();
    for (const { id } of shop.repository.installations) await serving.spent(id, 5);
    const pullRequest = await shop.pullRequest();
    expect(await failure()).toBe('over-budget');
    expect(claude.requests.length).toBe(0);
    expect([checkOn(shop, pullRequest), commentOn(pullRequest)]).toEqual([STOPPED, COMMENT]);
  },
  LIMIT,
);

test.each([
  ['refuses', refusing()],
  ['is cut off', cutOff()],
  ['says what has not the shape', saying('The pool is too small.')],
])(
  'a model that %s changes nothing, and is not asked the same again',
  async (_, play) => {
    claude.otherwise = () => play;
    const shop = await newShop();
    const pullRequest = await shop.pullRequest();
    const asked = claude.requests.length;
    await pullRequest.push({ files: { 'README.md': '# Shop\n' } });
    await serving.settled();
    expect([checkOn(shop, pullRequest), commentOn(pullRequest)]).toEqual([STOPPED, COMMENT]);
    expect([asked > 0, claude.requests.length]).toEqual([true, asked]);
  },
  LIMIT,
);

test(
  'a slow model keeps neither a review nor the next push waiting',
  async () => {
    let release = () => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    claude.otherwise = () => held(released, EXPLAINING);
    const shop = await newShop();
    const pullRequest = await shop.open(TOO_MANY_THREADS);
    await serving.reviewed();
    expect([checkOn(shop, pullRequest), commentOn(pullRequest)]).toEqual([STOPPED, COMMENT]);
    await pullRequest.push({ files: { 'README.md': '# Shop\n' } });
    await serving.reviewed();
    expect([checkOn(shop, pullRequest), commentOn(pullRequest)]).toEqual([STOPPED, COMMENT]);
    release();
    await serving.settled();
    expect(commentOn(pullRequest)).toBe(EXPLAINED_COMMENT);
    expect(claude.requests.length).toBe(1);
  },
  LIMIT,
);

// These leave work behind that is repeated in minutes: they are the last.
test.each([
  ['is down', 'unreachable', dropping()],
  ['is overloaded', 'overloaded', failing(529)],
  ['has no more for us', 'rate-limited', rateLimiting(3600)],
])(
  'a model that %s changes nothing, and the next push has it explain',
  async (_, reason, play) => {
    claude.otherwise = () => play;
    const shop = await newShop();
    const pullRequest = await shop.open(TOO_MANY_THREADS);
    await serving.reviewed();
    expect(await failure()).toBe(reason);
    expect([checkOn(shop, pullRequest), commentOn(pullRequest)]).toEqual([STOPPED, COMMENT]);
    claude.otherwise = () => EXPLAINING;
    await pullRequest.push({ files: { 'README.md': '# Shop\n' } });
    while (commentOn(pullRequest) === COMMENT) await pause(20);
    expect(commentOn(pullRequest)).toBe(EXPLAINED_COMMENT);
    expect(checkOn(shop, pullRequest)).toEqual(STOPPED);
  },
  LIMIT,
);
