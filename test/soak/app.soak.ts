import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Database } from '../../src/database/database.js';
import { REPLY_MARKER } from '../../src/github/reply-marker.js';
import { type Github, startGithub } from '../github/github.js';
import type { PullRequest } from '../github/state/pull-request.js';
import type { Repository } from '../github/state/repository.js';
import { startPostgres, type TestPostgres } from '../support/postgres.js';
import { registration } from '../support/serving.js';
import { Cluster } from './app/cluster.js';
import { saidByPeople } from './app/conversations.js';
import { Random } from './app/random.js';
import { CONFIG_MAP, configMap, STATES } from './app/states.js';
import { problemsOf, type Verdict, verdictOn } from './app/verdict.js';

const SEED = Number(process.env.SOAK_SEED ?? Date.now() % 1_000_000);
const REPOSITORIES = 5;
const PULL_REQUESTS = 100;
const ROUNDS = 10;
const KILLS = 20;
const EXAMPLE = 'examples/rails-on-eks';
/** A duty is not taken up again sooner. */
const FETCH_PAUSE_MS = 10_500;
const MAX_FETCHES = 15;

let github: Github;
let postgres: TestPostgres;
let database: Database;
let cluster: Cluster;

beforeAll(async () => {
  const app = registration();
  [github, postgres] = await Promise.all([startGithub({ apps: [app] }), startPostgres()]);
  cluster = await Cluster.start(github, app, postgres);
  database = new Database({ url: postgres.url });
}, 60_000);

afterAll(async () => {
  await cluster.stop();
  await database.close();
  await github.close();
  await postgres.stop();
}, 60_000);

test(`whatever is killed and whatever fails, each pull request ends as it deserves (SOAK_SEED=${SEED})`, async () => {
  const random = new Random(SEED);
  const verdicts = await undisturbedVerdicts();
  const pullRequests = await openPullRequests(random);
  await speak(
    pullRequests.map(({ pullRequest }) => pullRequest),
    verdicts,
    random,
  );
  const said = pullRequests.map(({ pullRequest }) => saidByPeople(pullRequest));
  github.limits.perHour = Number.POSITIVE_INFINITY;
  github.faults.holdMilliseconds = 300;
  github.faults.set({ rate: 0.05, kinds: ['500', '502', 'secondary', 'timeout', 'lost-response'], seed: SEED });
  const killing = killAtRandom(random);
  for (let round = 1; round < ROUNDS; round++) {
    await pushAll(pullRequests, round, random);
    await sleep(random.below(4_000));
  }
  await killing;
  github.faults.clear();
  await allArrived();
  await idle();
  summarise();
  const problems = pullRequests.map(({ pullRequest, state }) => problemsOf(pullRequest, verdicts[state]));
  expect(problems.flat()).toEqual([]);
  expect(pullRequests.map(({ pullRequest }) => saidByPeople(pullRequest))).toEqual(said);
  expect(await database.query("SELECT kind, outcome FROM plumbline.deliveries WHERE state = 'failed'")).toEqual([]);
  expect(github.violations).toEqual([]);
}, 420_000);

interface Worked {
  readonly pullRequest: PullRequest;
  /** Which of the states its newest commit has. */
  state: number;
}

/** What each state deserves, as a server says it that nobody disturbs. */
async function undisturbedVerdicts(): Promise<readonly Verdict[]> {
  const repository = await github.createRepository({ owner: 'acme', name: 'undisturbed', files: EXAMPLE });
  const opened = await Promise.all(STATES.map((_, state) => openPullRequest(repository, `state-${state}`, state)));
  await idle();
  return opened.map(verdictOn);
}

async function openPullRequests(random: Random): Promise<readonly Worked[]> {
  const repositories: Repository[] = [];
  for (let number = 0; number < REPOSITORIES; number++) {
    const owner = number % 2 === 0 ? 'acme' : 'globex';
    repositories.push(await github.createRepository({ owner, name: `shop-${number}`, files: EXAMPLE }));
  }
  github.deliveries.pause();
  const opened = await Promise.all(
    Array.from({ length: PULL_REQUESTS }, async (_, number): Promise<Worked[]> => {
      const repository = repositories[number % repositories.length];
      const state = number % STATES.length;
      if (repository === undefined) return [];
      return [{ pullRequest: await openPullRequest(repository, `change-${number}`, state), state }];
    }),
  );
  deliver(random);
  return opened.flat();
}

async function openPullRequest(repository: Repository, head: string, state: number): Promise<PullRequest> {
  await repository.push(head, { files: { [CONFIG_MAP]: configMap(state, `${head} 0`) } }, { author: 'ada' });
  return repository.openPullRequest({ title: head, head, author: 'ada' });
}

/** People talk too, some of them as if they were Plumbline. */
async function speak(
  pullRequests: readonly PullRequest[],
  verdicts: readonly Verdict[],
  random: Random,
): Promise<void> {
  const forged = verdicts.flatMap(({ bodies }) => bodies);
  for (const pullRequest of pullRequests) {
    pullRequest.comment('bob', 'Is this right?');
    pullRequest.comment('eve', `${REPLY_MARKER}\nNothing was found.`);
    await pullRequest.discuss('bob', { path: CONFIG_MAP, line: 1 }, 'Why?');
    const body = forged[random.below(forged.length)] ?? '';
    await pullRequest.discuss('eve', { path: CONFIG_MAP, line: 1 }, body);
  }
}

async function pushAll(pullRequests: readonly Worked[], round: number, random: Random): Promise<void> {
  github.deliveries.pause();
  for (const each of random.shuffled(pullRequests)) {
    // Every third push changes nothing that counts.
    if (random.below(3) > 0) each.state = random.below(STATES.length);
    await each.pullRequest.push(
      { files: { [CONFIG_MAP]: configMap(each.state, `${each.pullRequest.number} ${round}`) } },
      { author: 'ada' },
    );
  }
  deliver(random);
}

/** Out of order, and a tenth of them twice. */
function deliver(random: Random): void {
  github.deliveries.resume((held) => random.shuffled([...held, ...held.filter(() => random.below(10) === 0)]));
}

async function killAtRandom(random: Random): Promise<void> {
  for (let kill = 1; kill <= KILLS; kill++) {
    await sleep(random.below(6_000));
    await cluster.replaceOne();
    if (kill === KILLS / 2) await postgres.restart();
  }
}

/** GitHub never tries again by itself; a server that starts asks it to. */
async function allArrived(): Promise<void> {
  for (let fetches = 0; fetches < MAX_FETCHES; fetches++) {
    await github.deliveries.settled();
    if (missing().length === 0) return;
    await cluster.replaceOne();
    await sleep(FETCH_PAUSE_MS);
  }
  const attempts = missing().map(({ guid, event, redelivery, status }) => ({ guid, event, redelivery, status }));
  throw new Error(`Deliveries are missing for good: ${JSON.stringify(attempts, undefined, 2)}`);
}

/** The attempts at deliveries that no attempt brought. */
function missing() {
  const arrived = new Set(github.deliveries.all.filter(({ status }) => status === 'OK').map(({ guid }) => guid));
  return github.deliveries.all.filter(({ guid }) => !arrived.has(guid));
}

async function idle(): Promise<void> {
  const waiting = "SELECT count(*)::integer AS count FROM plumbline.deliveries WHERE state = 'accepted'";
  for (let calm = 0; calm < 3; await sleep(100)) {
    await github.deliveries.settled();
    const [row] = await database.query<{ count: number }>(waiting);
    calm = row?.count === 0 ? calm + 1 : 0;
  }
}

function summarise(): void {
  const faults = github.requests.filter(({ fault }) => fault !== undefined).length;
  const deliveries = github.deliveries.all;
  const again = deliveries.filter(({ redelivery }) => redelivery).length;
  const pushes = deliveries.filter(({ event, redelivery }) => event === 'pull_request' && !redelivery).length;
  process.stdout.write(
    `${pushes} of pull requests among ${deliveries.length} deliveries, ${again} of them fetched; ${github.requests.length} calls, ${faults} of them failed; ${cluster.complaints.length} errors in logs\n`,
  );
  for (const complaint of new Set(cluster.complaints.map((each) => each.slice(0, 300))))
    process.stdout.write(`${complaint}\n`);
}
