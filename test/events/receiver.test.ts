import { describe, expect, test } from '@jest/globals';
import { createReceiver } from '../../src/github/probot-receiver.js';
import type { Work } from '../../src/github/work.js';
import { someCredentials } from '../support/credentials.js';
import { keptLog } from '../support/log-lines.js';
import {
  BASE,
  BOT,
  checkRun,
  comment,
  DANA,
  HEAD,
  IN_REPOSITORY,
  pullRequest,
  push,
  REPOSITORY,
} from '../support/payloads.js';

const DELIVERY = '72d3162e-cc78-11e3-81ab-4c9367dc0958';

/** Everything that one delivery leads to. */
async function received(name: string, payload: object, accept?: (work: Work, key: string) => Promise<void>) {
  const accepted: [Work, string][] = [];
  const { log, lines, text } = keptLog();
  const receiver = await createReceiver({
    credentials: someCredentials(),
    apiUrl: 'http://127.0.0.1:9',
    accept: accept ?? (async (work, key) => void accepted.push([work, key])),
    log,
  });
  const receipt = await receiver.receive({ id: DELIVERY, name, payload: { ...payload } });
  return { receipt, accepted, lines, text };
}

const REVIEW = {
  kind: 'review',
  repository: REPOSITORY,
  pullRequest: 12,
  at: { head: HEAD, baseRef: 'main' },
  again: false,
};
const REVIEW_AGAIN = { kind: 'review', repository: REPOSITORY, pullRequest: 12, again: true };
const COMMAND = {
  kind: 'command',
  repository: REPOSITORY,
  pullRequest: 12,
  comment: 9001,
  writtenAt: '2026-11-20T10:00:00Z',
  author: 'dana',
  command: { name: 'recheck' },
};
const FIX = { kind: 'fix', repository: REPOSITORY, pullRequest: 12, head: HEAD, author: 'dana' };
const POLICY_CHANGED = { kind: 'policy-changed', repository: REPOSITORY };
const OWN = { number: 12, base: { repo: { id: 1296269 } } };
const MERGE_GROUP = { head_sha: HEAD, base_sha: BASE, base_ref: 'refs/heads/main' };
const POLICY_PUSH = { commits: [{ added: [], modified: ['.github/plumbline.yml'], removed: [] }] };
const ORGANISATION = { ...IN_REPOSITORY, repository: { ...IN_REPOSITORY.repository, name: '.github' } };

describe('a delivery', () => {
  test.each<[string, string, object, object]>([
    ['opened', 'pull_request', pullRequest('opened'), REVIEW],
    ['pushed to', 'pull_request', pullRequest('synchronize'), REVIEW],
    ['reopened', 'pull_request', pullRequest('reopened'), REVIEW],
    ['no longer a draft', 'pull_request', pullRequest('ready_for_review'), REVIEW],
    [
      'given another base',
      'pull_request',
      pullRequest('edited', { changes: { base: { ref: { from: 'next' } } } }),
      REVIEW,
    ],
    ['pushed to by our own fix', 'pull_request', pullRequest('synchronize', { sender: BOT }), REVIEW],
    [
      'in the merge queue',
      'merge_group',
      { action: 'checks_requested', merge_group: MERGE_GROUP, ...IN_REPOSITORY },
      { kind: 'merge-group', repository: REPOSITORY, head: HEAD, base: BASE, baseRef: 'main' },
    ],
    ['of a fork, run again', 'check_run', checkRun('rerequested'), REVIEW_AGAIN],
    ['run again', 'check_run', checkRun('rerequested', { external_id: '', pull_requests: [OWN] }), REVIEW_AGAIN],
    ['to be fixed', 'check_run', checkRun('requested_action', {}, { requested_action: { identifier: 'fix' } }), FIX],
    [
      'with all checks run again',
      'check_suite',
      { action: 'rerequested', check_suite: { app: { id: 4711 }, pull_requests: [OWN] }, ...IN_REPOSITORY },
      REVIEW_AGAIN,
    ],
    ['whose base has another policy', 'push', push(POLICY_PUSH), POLICY_CHANGED],
    ['whose base was forced', 'push', push({ forced: true }), POLICY_CHANGED],
    [
      'whose base has another rule',
      'push',
      push({ commits: [{ added: [], modified: [], removed: ['.plumbline/rules/a/b/rule.yaml'] }] }),
      POLICY_CHANGED,
    ],
    [
      'whose organisation has another policy',
      'push',
      push(ORGANISATION),
      { kind: 'policy-changed', repository: { ...REPOSITORY, name: '.github' } },
    ],
    [
      'that the App was uninstalled from',
      'installation',
      { action: 'deleted', installation: { id: 77 } },
      { kind: 'forget', installation: 77, repositories: [] },
    ],
    [
      'that was taken from the App',
      'installation_repositories',
      { action: 'removed', installation: { id: 77 }, repositories_removed: [{ id: 1 }, { id: 2 }] },
      { kind: 'forget', installation: 77, repositories: [1, 2] },
    ],
  ])('about a change %s becomes work', async (_, name, payload, work) => {
    expect(await received(name, payload)).toMatchObject({ receipt: 'accepted', accepted: [[work, DELIVERY]] });
  });

  test('with a command becomes work that has the name of its comment: that of a delivery is not signed', async () => {
    const accepted = [[COMMAND, 'comment 1296269/9001']];
    expect(await received('issue_comment', comment('/plumbline recheck'))).toMatchObject({
      receipt: 'accepted',
      accepted,
    });
  });

  test.each<[string, string, object]>([
    ['a closed pull request', 'pull_request', pullRequest('closed')],
    ['a labelled pull request', 'pull_request', pullRequest('labeled')],
    ['another title', 'pull_request', pullRequest('edited', { changes: { title: { from: 'Raise' } } })],
    ['a merge group that is gone', 'merge_group', { action: 'destroyed', merge_group: MERGE_GROUP, ...IN_REPOSITORY }],
    ["another App's check run", 'check_run', checkRun('rerequested', { app: { id: 1 } })],
    [
      "another App's button",
      'check_run',
      checkRun('requested_action', { app: { id: 1 } }, { requested_action: { identifier: 'fix' } }),
    ],
    [
      'a button that we do not have',
      'check_run',
      checkRun('requested_action', {}, { requested_action: { identifier: 'merge' } }),
    ],
    [
      'a button that a program pressed',
      'check_run',
      checkRun('requested_action', {}, { requested_action: { identifier: 'fix' }, sender: BOT }),
    ],
    ['our own new check run', 'check_run', checkRun('created')],
    ['the check run of a merge group', 'check_run', checkRun('rerequested', { external_id: 'merge:0a1b' })],
    [
      'a pull request into another repository',
      'check_run',
      checkRun('rerequested', { external_id: '', pull_requests: [{ number: 12, base: { repo: { id: 3 } } }] }),
    ],
    [
      "a fork's check suite",
      'check_suite',
      { action: 'rerequested', check_suite: { app: { id: 4711 }, pull_requests: [] }, ...IN_REPOSITORY },
    ],
    [
      "another App's check suite",
      'check_suite',
      { action: 'rerequested', check_suite: { app: { id: 1 }, pull_requests: [OWN] }, ...IN_REPOSITORY },
    ],
    ['talk', 'issue_comment', comment('Looks good to me.')],
    ['an empty comment', 'issue_comment', comment(null)],
    ['a command in an issue', 'issue_comment', comment('/plumbline recheck', { issue: { number: 12 } })],
    ['an edited command', 'issue_comment', { ...comment('/plumbline fix all'), action: 'edited' }],
    ['a quoted command', 'issue_comment', comment('> /plumbline fix all')],
    [
      'a command of a bot',
      'issue_comment',
      comment('/plumbline fix all', {
        sender: BOT,
        comment: { id: 9001, body: '/plumbline fix all', created_at: '2026-11-20T10:00:00Z', user: BOT },
      }),
    ],
    [
      "a command in somebody else's comment",
      'issue_comment',
      comment('/plumbline fix all', { sender: { ...DANA, id: 502, login: 'eve' } }),
    ],
    [
      'a command that an App wrote for a person',
      'issue_comment',
      comment('/plumbline fix all', {
        comment: { ...comment('/plumbline fix all').comment, performed_via_github_app: { id: 1 } },
      }),
    ],
    ['a push without policy', 'push', push()],
    ['a push to another branch', 'push', push({ ...POLICY_PUSH, ref: 'refs/heads/threads' })],
    ['a tag', 'push', push({ ...POLICY_PUSH, ref: 'refs/tags/main' })],
    ['a deleted branch', 'push', push({ ...POLICY_PUSH, deleted: true })],
    ['a new installation', 'installation', { action: 'created', installation: { id: 77 } }],
    [
      'no removed repository',
      'installation_repositories',
      { action: 'removed', installation: { id: 77 }, repositories_removed: [] },
    ],
    ['a ping', 'ping', { zen: 'Keep it logically awesome.', hook_id: 1 }],
    ['an event of tomorrow', 'quantum_merge', { action: 'entangled', ...IN_REPOSITORY }],
    ['the name of an error', 'error', pullRequest('opened')],
  ])('about %s asks for nothing', async (_, name, payload) => {
    expect(await received(name, payload)).toMatchObject({ receipt: 'ignored', accepted: [] });
  });

  const OWNER = IN_REPOSITORY.repository.owner;
  test.each<[string, string, object, string]>([
    ['no installation', 'pull_request', pullRequest('opened', { installation: undefined }), 'installation'],
    [
      'a path for a repository',
      'pull_request',
      pullRequest('opened', { repository: { id: 1, name: '../secrets', owner: OWNER, default_branch: 'main' } }),
      'repository.name',
    ],
    [
      'a parent for a repository',
      'pull_request',
      pullRequest('opened', { repository: { id: 1, name: '..', owner: OWNER, default_branch: 'main' } }),
      'repository.name',
    ],
    [
      'a text for a number',
      'pull_request',
      pullRequest('opened', { pull_request: { number: '12', head: { sha: HEAD }, base: { ref: 'main' } } }),
      'pull_request.number',
    ],
    [
      'an option for a branch',
      'pull_request',
      pullRequest('opened', { pull_request: { number: 12, head: { sha: HEAD }, base: { ref: '--upload-pack=x' } } }),
      'pull_request.base.ref',
    ],
    [
      'a range for a branch',
      'pull_request',
      pullRequest('opened', { pull_request: { number: 12, head: { sha: HEAD }, base: { ref: 'main..next' } } }),
      'pull_request.base.ref',
    ],
    [
      'a branch for a commit',
      'pull_request',
      pullRequest('opened', { pull_request: { number: 12, head: { sha: 'main' }, base: { ref: 'main' } } }),
      'pull_request.head.sha',
    ],
    [
      'a sentence for a login',
      'issue_comment',
      comment('/plumbline recheck', { sender: { ...DANA, login: 'dana\nroot' } }),
      'sender.login',
    ],
  ])('with %s is refused by name', async (_, name, payload, path) => {
    const { receipt, accepted, lines } = await received(name, payload);
    expect({ receipt, accepted }).toEqual({ receipt: 'malformed', accepted: [] });
    expect(lines).toEqual([
      expect.objectContaining({ level: 'warn', outcome: 'malformed', reason: `does not fit at ${path}` }),
    ]);
  });

  test('about several pull requests stores each under a key of its own', async () => {
    const check_suite = { app: { id: 4711 }, pull_requests: [OWN, { ...OWN, number: 13 }] };
    const { accepted } = await received('check_suite', { action: 'rerequested', check_suite, ...IN_REPOSITORY });
    expect(accepted).toEqual([
      [REVIEW_AGAIN, DELIVERY],
      [{ ...REVIEW_AGAIN, pullRequest: 13 }, `${DELIVERY}.2`],
    ]);
  });

  test('that cannot be stored is an error for the sender, and nothing of it is written', async () => {
    const refused = async () => {
      throw new Error('the database is gone');
    };
    await expect(received('pull_request', pullRequest('opened'), refused)).rejects.toThrow('the database is gone');
  });

  test('is logged without its payload', async () => {
    const { lines } = await received('issue_comment', comment('/plumbline ignore 1 for the launch'));
    expect(lines).toEqual([
      {
        level: 'info',
        message: 'A delivery was accepted',
        delivery: DELIVERY,
        event: 'issue_comment',
        action: 'created',
        installation: 77,
        repository: 'acme/shop',
        pullRequest: 12,
        work: 'command',
        outcome: 'accepted',
        ms: expect.any(Number),
      },
    ]);
  });
});
