import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { GithubError } from '../../src/github/github-error.js';
import type { AssistWork, ReviewWork, Work } from '../../src/github/work.js';
import type { Outcome } from '../../src/workflows/outcome.js';
import { Runtime } from '../../src/workflows/runtime/runtime.js';
import type { Job } from '../../src/workflows/services.js';
import { startDatabase, type TestDatabase } from '../support/database.js';
import { RecordedLog } from '../support/recorded-log.js';

type Script = (job: Job) => Promise<Outcome>;

const SHOP = { installation: 1, id: 7, owner: 'acme', name: 'shop', defaultBranch: 'main' };

function review(pullRequest: number): ReviewWork {
  return { kind: 'review', repository: SHOP, pullRequest, again: false };
}

function assist(pullRequest: number): AssistWork {
  return { kind: 'assist', repository: SHOP, pullRequest, head: 'abc', baseRef: 'main', briefs: ['key'] };
}

function help(pullRequest: number): Work {
  const writtenAt = '2026-11-20T12:00:00Z';
  return {
    kind: 'command',
    repository: SHOP,
    pullRequest,
    comment: 1,
    writtenAt,
    author: 'ada',
    command: { name: 'help' },
  };
}

let started: TestDatabase;
let runtime: Runtime;
const log = new RecordedLog();
/** What the work of a delivery does; nothing, and well, without. */
const scripts = new Map<string, Script>();
const performed: string[] = [];
const givenUp: string[] = [];

function launch(executor: string): Promise<Runtime> {
  return Runtime.launch({
    database: started.database,
    url: started.postgres.url,
    executor,
    workers: 4,
    retentionDays: 30,
    log,
    performer: {
      perform: async (_work, job) => {
        performed.push(job.delivery);
        return (await scripts.get(job.delivery)?.(job)) ?? 'done';
      },
      giveUp: async (work, error) => {
        givenUp.push(`${work.kind}: ${error instanceof Error ? error.message : error}`);
        if (work.kind === 'command') throw new Error('no answer');
      },
    },
  });
}

interface Row {
  readonly state: string;
  readonly outcome: string | null;
  readonly attempts: number;
  readonly work: Work | null;
}

async function row(delivery: string): Promise<Row | undefined> {
  const sql = 'SELECT state, outcome, attempts, work FROM plumbline.deliveries WHERE delivery = $1';
  return (await started.database.query<Row & Record<string, unknown>>(sql, [delivery]))[0];
}

async function settled(delivery: string): Promise<Row> {
  for (;;) {
    const found = await row(delivery);
    if (found !== undefined && found.state !== 'accepted') return found;
    await pause(20);
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Opened by hand. */
function gate(): { readonly opened: Promise<void>; open(): void } {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

beforeAll(async () => {
  started = await startDatabase();
  runtime = await launch('first');
}, 30_000);

afterAll(async () => {
  await runtime.close(5000);
  await started.stop();
});

test('work is done, and nothing of it is kept', async () => {
  expect(await runtime.enqueue(review(1), 'done')).toBe('accepted');
  expect(await settled('done')).toEqual({ state: 'done', outcome: 'done', attempts: 1, work: null });
  expect(await runtime.backlog()).toBe(0);
});

describe('a delivery that comes again', () => {
  test('is a duplicate while its work waits, and when it is done', async () => {
    const all = [1, 2, 3, 4, 5].map(() => runtime.enqueue(review(2), 'again'));
    expect((await Promise.all(all)).sort()).toEqual(['accepted', 'duplicate', 'duplicate', 'duplicate', 'duplicate']);
    await settled('again');
    expect(await runtime.enqueue(review(2), 'again')).toBe('duplicate');
    expect(performed.filter((delivery) => delivery === 'again')).toHaveLength(1);
  });

  test('is accepted when its work was given up', async () => {
    scripts.set('second chance', async () => {
      throw new GithubError('forbidden', 'GET /pulls/3: forbidden');
    });
    await runtime.enqueue(review(3), 'second chance');
    expect(await settled('second chance')).toMatchObject({ state: 'failed' });
    scripts.delete('second chance');
    expect(await runtime.enqueue(review(3), 'second chance')).toBe('accepted');
    expect(await settled('second chance')).toEqual({ state: 'done', outcome: 'done', attempts: 1, work: null });
  });
});

describe('work that fails', () => {
  test('is repeated when GitHub did not answer', async () => {
    let failures = 0;
    scripts.set('repeated', async () => {
      if (failures++ === 0) throw new GithubError('unavailable', 'GET /pulls/4: 502');
      return 'superseded';
    });
    await runtime.enqueue(review(4), 'repeated');
    expect(await settled('repeated')).toEqual({ state: 'done', outcome: 'superseded', attempts: 2, work: null });
    expect(givenUp).not.toContain('review: GET /pulls/4: 502');
  }, 15_000);

  test('keeps nobody of its lane waiting meanwhile', async () => {
    scripts.set('limited', async () => {
      throw new GithubError('rate-limited', 'GET /pulls/5: 403', { retryAfterSeconds: 3600 });
    });
    await runtime.enqueue(review(5), 'limited');
    await runtime.enqueue(help(5), 'after limited');
    await settled('after limited');
    expect(await row('limited')).toMatchObject({ state: 'accepted', attempts: 1, work: review(5) });
  });

  test('is given up at once when repeating it is no use, and that is said', async () => {
    scripts.set('forbidden', async () => {
      throw new GithubError('forbidden', 'POST /check-runs: forbidden');
    });
    await runtime.enqueue(review(6), 'forbidden');
    expect(await settled('forbidden')).toEqual({ state: 'failed', outcome: 'GithubError', attempts: 1, work: null });
    expect(givenUp).toContain('review: POST /check-runs: forbidden');
  });

  test('is given up even when nobody can be told', async () => {
    scripts.set('silent', async () => {
      throw new GithubError('not-found', 'GET /pulls/7: not found');
    });
    await runtime.enqueue(help(7), 'silent');
    expect(await settled('silent')).toMatchObject({ state: 'failed' });
    expect(log.lines).toContain('error Nobody could be told that work was given up');
  });

  test('is given up when each attempt took its process with it', async () => {
    const free = gate();
    scripts.set('ahead of fatal', async () => {
      await free.opened;
      return 'done';
    });
    await runtime.enqueue(review(8), 'ahead of fatal');
    await runtime.enqueue(review(8), 'fatal');
    await started.database.query("UPDATE plumbline.deliveries SET attempts = 8 WHERE delivery = 'fatal'");
    free.open();
    expect(await settled('fatal')).toMatchObject({ state: 'failed' });
    expect(givenUp).toContain('review: each attempt ended with its process');
    expect(performed).not.toContain('fatal');
  });
});

describe('a lane', () => {
  test('does one thing after the other, and other lanes do theirs meanwhile', async () => {
    const story: string[] = [];
    const told =
      (name: string, until: Promise<void>): Script =>
      async () => {
        story.push(`${name} begins`);
        await until;
        story.push(`${name} ends`);
        return 'done';
      };
    const free = gate();
    scripts.set('lane 1', told('1', free.opened));
    scripts.set('lane 2', told('2', pause(0)));
    scripts.set('elsewhere', told('elsewhere', pause(0)));
    for (const delivery of ['lane 1', 'lane 2']) await runtime.enqueue(review(9), delivery);
    while (story.length === 0) await pause(5);
    await runtime.enqueue(review(10), 'elsewhere');
    await settled('elsewhere');
    free.open();
    await settled('lane 2');
    expect(story).toEqual(['1 begins', 'elsewhere begins', 'elsewhere ends', '1 ends', '2 begins', '2 ends']);
  });

  test('tells older work of a newer push, and not of a newer command or of another pull request', async () => {
    const free = gate();
    const answers: boolean[] = [];
    scripts.set('older', async ({ isSuperseded }) => {
      answers.push(await isSuperseded());
      await runtime.enqueue(help(11), 'newer command');
      await runtime.enqueue(review(12), 'other pull request');
      answers.push(await isSuperseded());
      await runtime.enqueue(review(11), 'newer push');
      answers.push(await isSuperseded());
      free.open();
      return 'superseded';
    });
    scripts.set('newer push', async ({ isSuperseded }) => {
      answers.push(await isSuperseded());
      return 'done';
    });
    await runtime.enqueue(review(11), 'older');
    await settled('newer push');
    expect(answers).toEqual([false, false, true, false]);
  });
});

describe('work that follows', () => {
  test('is done once, however often its name is asked for, while its review may go on', async () => {
    const free = gate();
    scripts.set('asking', async ({ follow }) => {
      await follow(assist(20), 'assist/abc');
      await follow(assist(20), 'assist/abc');
      await settled('asking/assist/abc');
      free.open();
      return 'done';
    });
    await runtime.enqueue(review(20), 'asking');
    await free.opened;
    await settled('asking');
    expect(performed.filter((delivery) => delivery === 'asking/assist/abc')).toHaveLength(1);
  });

  test('is superseded by a newer push, and not by newer work of its own kind', async () => {
    const answers: boolean[] = [];
    scripts.set('assisting', async ({ isSuperseded }) => {
      await runtime.enqueue(assist(21), 'newer assistance');
      await runtime.enqueue(review(22), 'push elsewhere');
      answers.push(await isSuperseded());
      await runtime.enqueue(review(21), 'push meanwhile');
      answers.push(await isSuperseded());
      return 'superseded';
    });
    await runtime.enqueue(assist(21), 'assisting');
    await settled('assisting');
    expect(answers).toEqual([false, true]);
  });

  test('keeps reviews waiting neither in its lane nor for a free process', async () => {
    const free = gate();
    const slow = [30, 31, 32, 33, 34];
    for (const number of slow) {
      scripts.set(`slow ${number}`, async () => {
        await free.opened;
        return 'done';
      });
      await runtime.enqueue(assist(number), `slow ${number}`);
    }
    await runtime.enqueue(review(30), 'quick');
    expect(await settled('quick')).toMatchObject({ state: 'done' });
    expect(await row('slow 30')).toMatchObject({ state: 'accepted' });
    free.open();
    for (const number of slow) await settled(`slow ${number}`);
  });
});

test('work goes on when the database is started again under it', async () => {
  const begun = gate();
  scripts.set('through a restart', async ({ isSuperseded }) => {
    begun.open();
    await pause(300);
    await isSuperseded().catch(() => undefined);
    return 'done';
  });
  await runtime.enqueue(review(13), 'through a restart');
  await begun.opened;
  const restarted = started.postgres.restart();
  expect(await runtime.enqueue(review(14), 'during a restart')).toBe('accepted');
  await restarted;
  expect(await settled('through a restart')).toMatchObject({ state: 'done' });
  expect(await settled('during a restart')).toMatchObject({ state: 'done' });
}, 20_000);

test('a second runtime in one process is refused', async () => {
  await expect(launch('second')).rejects.toThrow('A runtime is running in this process already');
});

test('what is running ends before the runtime does, and what waits is left to the next one', async () => {
  const begun = gate();
  scripts.set('running', async () => {
    begun.open();
    await pause(300);
    return 'done';
  });
  await runtime.enqueue(review(15), 'running');
  await begun.opened;
  await runtime.enqueue(review(15), 'waiting');
  await runtime.close(5000);
  expect(await row('running')).toMatchObject({ state: 'done' });
  expect(await row('waiting')).toMatchObject({ state: 'accepted', attempts: 0 });
  runtime = await launch('next');
  expect(await settled('waiting')).toMatchObject({ state: 'done', attempts: 1 });
}, 15_000);
