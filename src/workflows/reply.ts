import { REPLY_MARKER } from '../github/reply-marker.js';
import type { RepositoryApi } from '../github/repository-api.js';

/** Answers in the one comment that is kept for it, and writes nothing when it says so already. `answer` is Markdown. */
export async function reply(
  api: RepositoryApi,
  pullRequest: number,
  answer: string,
  present: { readonly number: number; readonly body: string } | undefined,
): Promise<void> {
  const body = `${REPLY_MARKER}\n${answer}`;
  if (present?.body !== body) await api.reply(pullRequest, body, present?.number);
}
