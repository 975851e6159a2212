import { describe, expect, test } from '@jest/globals';
import { type Ask, asInstallation, eachWithGithub, PLUMBLINE, query, shop } from './asking.js';

const github = eachWithGithub();
const RUNS = '/repos/acme/shop/check-runs';
const ANNOTATION = {
  path: 'config/puma.rb',
  start_line: 1,
  end_line: 1,
  annotation_level: 'failure',
  message: 'Too many',
};

async function opened() {
  const repository = await shop(github());
  const head = repository.tip('main') ?? '';
  return { repository, head, ask: await asInstallation(github(), repository.installation()) };
}

async function begun(ask: Ask, head: string): Promise<number> {
  const { body } = await ask(`POST ${RUNS}`, { name: 'plumbline', head_sha: head, status: 'in_progress' });
  return body.id;
}

function output(more: Readonly<Record<string, unknown>> = {}) {
  return { title: 'Title', summary: 'Summary', ...more };
}

test('annotations are appended, 50 at a time', async () => {
  const { repository, head, ask } = await opened();
  const id = await begun(ask, head);
  const fifty = output({ annotations: Array.from({ length: 50 }, () => ANNOTATION) });
  expect((await ask(`PATCH ${RUNS}/${id}`, { output: fifty })).body.output.annotations_count).toBe(50);
  const ten = output({ annotations: Array.from({ length: 10 }, () => ANNOTATION) });
  expect((await ask(`PATCH ${RUNS}/${id}`, { output: ten })).body.output.annotations_count).toBe(60);
  const many = output({ annotations: Array.from({ length: 51 }, () => ANNOTATION) });
  expect((await ask(`PATCH ${RUNS}/${id}`, { output: many })).status).toBe(422);
  expect(repository.checkRuns(head).map(({ annotations }) => annotations.length)).toEqual([60]);
  const page = await ask(`GET ${RUNS}/${id}/annotations?per_page=100`);
  expect([page.body.length, page.body[0].message]).toEqual([60, 'Too many']);
});

describe('what GitHub says of a check run', () => {
  const cases: readonly [string, Record<string, unknown>, number][] = [
    ['a completed run with a conclusion', { status: 'completed', conclusion: 'success' }, 201],
    ['a completed run without', { status: 'completed' }, 422],
    ['the conclusion skipped', { conclusion: 'skipped' }, 201],
    ['the conclusion stale', { conclusion: 'stale' }, 422],
    ['the conclusion passed', { conclusion: 'passed' }, 422],
    ['a summary of 65,535 bytes', { output: output({ summary: `${'é'.repeat(32_767)}e` }) }, 201],
    ['one of 65,536 bytes in fewer characters', { output: output({ summary: 'é'.repeat(32_768) }) }, 422],
    ['a text of 65,536 bytes', { output: output({ text: 'é'.repeat(32_768) }) }, 422],
    ['an output without a title', { output: { summary: 'Summary' } }, 422],
    [
      'columns on one line',
      { output: output({ annotations: [{ ...ANNOTATION, start_column: 1, end_column: 2 }] }) },
      201,
    ],
    [
      'columns over two lines',
      { output: output({ annotations: [{ ...ANNOTATION, end_line: 2, start_column: 1 }] }) },
      422,
    ],
    [
      'an annotation that ends before it begins',
      { output: output({ annotations: [{ ...ANNOTATION, start_line: 2 }] }) },
      422,
    ],
    ['an annotation on line 0', { output: output({ annotations: [{ ...ANNOTATION, start_line: 0 }] }) }, 422],
    ['the level warning', { output: output({ annotations: [{ ...ANNOTATION, annotation_level: 'warning' }] }) }, 201],
    ['the level error', { output: output({ annotations: [{ ...ANNOTATION, annotation_level: 'error' }] }) }, 422],
    ['three buttons', { actions: buttons(3) }, 201],
    ['four buttons', { actions: buttons(4) }, 422],
    ['a label of 20 characters', { actions: [{ ...button(), label: 'x'.repeat(20) }] }, 201],
    ['a label of 21 characters', { actions: [{ ...button(), label: 'x'.repeat(21) }] }, 422],
    ['a description of 40 characters', { actions: [{ ...button(), description: 'x'.repeat(40) }] }, 201],
    ['a description of 41 characters', { actions: [{ ...button(), description: 'x'.repeat(41) }] }, 422],
    ['an identifier of 21 characters', { actions: [{ ...button(), identifier: 'x'.repeat(21) }] }, 422],
    ['a misspelt property', { conclusions: 'success' }, 422],
    ['a misspelt property of the output', { output: output({ sumary: '' }) }, 422],
  ];

  test('is the same here', async () => {
    const { head, ask } = await opened();
    const told: [string, number][] = [];
    for (const [what, more] of cases) {
      const { status } = await ask(`POST ${RUNS}`, { name: 'plumbline', head_sha: head, ...more });
      told.push([what, status]);
    }
    expect(told).toEqual(cases.map(([what, , expected]) => [what, expected]));
  });
});

function button() {
  return { label: 'Apply fix', description: 'Commits the fix', identifier: 'fix' };
}

function buttons(count: number) {
  return Array.from({ length: count }, button);
}

test('a run is on a commit that exists, named whole', async () => {
  const { head, ask } = await opened();
  const statuses = [head, head.slice(0, 10), 'a'.repeat(40), 'main'].map(
    async (sha) => (await ask(`POST ${RUNS}`, { name: 'plumbline', head_sha: sha })).status,
  );
  expect(await Promise.all(statuses)).toEqual([201, 422, 422, 422]);
});

test('an update completes a run, another App cannot', async () => {
  const other = { ...PLUMBLINE, id: 8, slug: 'rival' };
  github().world.register(other, github().world.account('rivals'));
  const { repository, head, ask } = await opened();
  const id = await begun(ask, head);
  const rival = repository.checks.create(github().app('rival'), 'rival', head, {});
  expect((await ask(`PATCH ${RUNS}/${id}`, { conclusion: 'success' })).body).toMatchObject({
    status: 'completed',
    conclusion: 'success',
    completed_at: expect.any(String),
  });
  expect((await ask(`PATCH ${RUNS}/${rival.id}`, { conclusion: 'success' })).status).toBe(403);
});

test('lists show the latest run of a name, and all of them when asked', async () => {
  const { repository, head, ask } = await opened();
  const [first, second] = [await begun(ask, head), await begun(ask, head)];
  const listed = async (parameters: string) => {
    const { body } = await ask(`GET /repos/acme/shop/commits/main/check-runs${parameters}`);
    return body.check_runs.map((run: { id: number }) => run.id);
  };
  expect(await listed('')).toEqual([second]);
  expect(await listed('?filter=all')).toEqual([second, first]);
  expect(await listed('?check_name=other')).toEqual([]);
  const suites = (
    filter: string,
  ) => `query($oid: GitObjectID!) { repository(owner: "acme", name: "shop") { object(oid: $oid) {
    ... on Commit { checkSuites(first: 1, filterBy: {appId: 7}) { nodes { checkRuns(first: 9, filterBy: {${filter}}) { nodes { databaseId } } } } }
  } } }`;
  const seen = async (filter: string) => {
    const { data } = await query(ask, suites(filter), { oid: head });
    return data.repository.object.checkSuites.nodes[0].checkRuns.nodes.map(
      (run: { databaseId: number }) => run.databaseId,
    );
  };
  expect(await seen('checkName: "plumbline"')).toEqual([second]);
  expect(await seen('checkName: "plumbline", checkType: ALL')).toEqual([first, second]);
  expect(repository.checkRuns(head).map(({ id }) => id)).toEqual([first, second]);
});

test('buttons and re-runs reach the App whose run it is; a button must be there', async () => {
  const { repository, head, ask } = await opened();
  const { body } = await ask(`POST ${RUNS}`, { name: 'plumbline', head_sha: head, actions: [button()] });
  repository.clickAction(body.id, 'fix', 'alice');
  repository.rerequest(body.id, 'alice');
  repository.rerequestSuites(head, 'alice');
  const last = github()
    .deliveries.all.slice(-3)
    .map((each) => [each.event, each.action]);
  expect(last).toEqual([
    ['check_run', 'requested_action'],
    ['check_run', 'rerequested'],
    ['check_suite', 'rerequested'],
  ]);
  const clicked = JSON.parse(github().deliveries.latest('check_run', 'requested_action')?.body ?? '');
  expect([clicked.requested_action, clicked.sender.login]).toEqual([{ identifier: 'fix' }, 'alice']);
  expect(() => repository.clickAction(body.id, 'format', 'alice')).toThrow('has no button format');
});

test('payloads name the pull requests of a commit, and none that comes from a fork', async () => {
  const { repository, ask } = await opened();
  const [own, forked] = ['feature', 'bob:feature'].map((head) => repository.push(head, { files: { [head]: '1' } }));
  await repository.openPullRequest({ head: 'feature' });
  await repository.openPullRequest({ head: 'bob:feature' });
  const seen = async (head: string | undefined) => {
    await ask(`POST ${RUNS}`, { name: 'plumbline', head_sha: head });
    const { check_run: run } = JSON.parse(github().deliveries.latest('check_run', 'created')?.body ?? '');
    return [run.pull_requests.map((each: { number: number }) => each.number), run.check_suite.head_branch];
  };
  expect(await seen(await own)).toEqual([[1], 'feature']);
  expect(await seen(await forked)).toEqual([[], null]);
});
