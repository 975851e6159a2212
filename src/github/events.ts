import type { EmitterWebhookEventName } from '@octokit/webhooks';
import type { Probot } from 'probot';
import { checkRunActionRequested, checkRunRerequested, checkSuiteRerequested } from './translate/check.js';
import { commentCreated } from './translate/comment.js';
import { mergeGroupRequested, pullRequestEdited, pullRequestMoved } from './translate/pull-request.js';
import { pushed, repositoriesRemoved, uninstalled } from './translate/repository.js';
import type { Translation } from './translate/translation.js';

/** What is made of a payload; `app` is our own number. */
type Translate = (payload: unknown, app: number) => Translation;

/** Everything else that GitHub sends asks for nothing: closed pull requests, edited comments, other Apps' check runs. */
const TRANSLATIONS: ReadonlyMap<EmitterWebhookEventName, Translate> = new Map<EmitterWebhookEventName, Translate>([
  ['pull_request.opened', pullRequestMoved],
  ['pull_request.synchronize', pullRequestMoved],
  ['pull_request.reopened', pullRequestMoved],
  ['pull_request.ready_for_review', pullRequestMoved],
  ['pull_request.edited', pullRequestEdited],
  ['merge_group.checks_requested', mergeGroupRequested],
  ['check_run.rerequested', checkRunRerequested],
  ['check_run.requested_action', checkRunActionRequested],
  ['check_suite.rerequested', checkSuiteRerequested],
  ['issue_comment.created', commentCreated],
  ['push', pushed],
  ['installation.deleted', uninstalled],
  ['installation_repositories.removed', repositoriesRemoved],
]);

/** A Probot app: each of its handlers only says in our words what the delivery asks for, and passes it on. */
export function translatingApp(
  app: number,
  pass: (translation: Translation, delivery: { readonly id: string; readonly payload: object }) => Promise<void>,
): (probot: Probot) => void {
  return (probot) => {
    for (const [event, translate] of TRANSLATIONS) {
      probot.on(event, ({ id, payload }) => pass(translate(payload, app), { id, payload }));
    }
  };
}
