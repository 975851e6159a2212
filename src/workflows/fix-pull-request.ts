import type { FixOutcome } from '../analyst/analyst.js';
import { GithubError } from '../github/github-error.js';
import type { Repository } from '../github/repository.js';
import type { PullRequestView } from '../github/repository-api.js';
import { escapeMarkdown } from '../reporters/markdown/escape.js';
import type { OpenedChange } from './open-change.js';
import type { Services } from './services.js';
import { knownTexts } from './writing.js';

/** Commits verified fixes to the branch of a pull request, and says in Markdown what came of it. */
export async function fixPullRequest(
  findings: readonly number[] | 'all',
  { repository, opened, pullRequest, author }: FixTarget,
  services: Services,
): Promise<string> {
  if (pullRequest.fork) {
    return 'This pull request comes from a fork, which Plumbline cannot commit to. The suggestions in the conversations can be committed one by one.';
  }
  const { written } = await knownTexts(findings === 'all' ? 'new' : findings, opened, services);
  const fix = await services.analyst.fix({ ...opened.change, findings, written }, opened.texts);
  if (!fix.ok) return fix.reason;
  const api = services.github.repository(repository, 'fix');
  try {
    const commit = await api.commit({
      branch: pullRequest.headRef,
      expectedHead: pullRequest.head,
      message: messageOf(fix, author),
      files: fix.files,
    });
    return `Committed ${commit.slice(0, 10)}:\n\n${fix.titles.map((title) => `- ${escapeMarkdown(title)}`).join('\n')}${leftOver(fix)}`;
  } catch (error) {
    if (!(error instanceof GithubError)) throw error;
    const refusal = REFUSALS[error.kind];
    if (refusal === undefined) throw error;
    return refusal;
  }
}

export interface FixTarget {
  readonly repository: Repository;
  readonly opened: OpenedChange;
  readonly pullRequest: PullRequestView;
  /** The login of who asked. */
  readonly author: string;
}

type Fixed = Extract<FixOutcome, { readonly ok: true }>;

const REFUSALS: Partial<Record<GithubError['kind'], string>> = {
  conflict:
    'The branch moved while the fix was made, so nothing was committed. Ask again once the newest commit is reviewed.',
  forbidden:
    'Plumbline may not write to this repository: it was installed without the permission `contents: write`, which commits need. The suggestions in the conversations can be committed one by one.',
  rejected:
    'GitHub refused the commit; a rule of the branch may forbid it. The suggestions in the conversations can be committed one by one.',
};

function messageOf({ titles }: Fixed, author: string): string {
  const [first = 'Align configuration'] = titles;
  const subject = titles.length === 1 ? first.replace(/\.$/, '') : `Apply ${titles.length} fixes by Plumbline`;
  const list = titles.length === 1 ? '' : `${titles.map((title) => `- ${title}`).join('\n')}\n\n`;
  return `${subject}\n\n${list}Requested-by: ${author}\n`;
}

function leftOver({ left }: Fixed): string {
  if (left.length === 0) return '';
  const several = left.length > 1;
  return `\n\n${several ? 'Findings' : 'Finding'} ${left.join(', ')} ${several ? 'have' : 'has'} no fix that holds on its own.`;
}
