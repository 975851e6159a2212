import { z } from 'zod';
import { parseCommand } from '../parse-command.js';
import { Id, InRepository, reading, repositoryIn, User } from './payload.js';
import { accepted, ignored } from './translation.js';

const Comment = InRepository.extend({
  issue: z.object({ number: Id, pull_request: z.unknown().optional() }),
  comment: z.object({
    id: Id,
    body: z.string().nullable(),
    created_at: z.iso.datetime(),
    user: User.nullable(),
    performed_via_github_app: z.unknown().optional(),
  }),
  sender: User,
});

/**
 * A new comment on a pull request that is a command of a person. Comments that Apps and other programs write in a person's name are not:
 * what they write, somebody else may have put into their mouth.
 */
export const commentCreated = reading(Comment, (payload) => {
  const { issue, comment, sender } = payload;
  if (!issue.pull_request) return ignored('it is on an issue');
  const command = parseCommand(comment.body ?? '');
  if (command === undefined) return ignored('it is no command');
  if (sender.type !== 'User' || comment.user?.id !== sender.id || comment.performed_via_github_app) {
    return ignored('it was not written by a person');
  }
  return accepted({
    kind: 'command',
    repository: repositoryIn(payload),
    pullRequest: issue.number,
    comment: comment.id,
    writtenAt: comment.created_at,
    author: sender.login,
    command,
  });
});
