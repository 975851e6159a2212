import type { ExplainOutcome } from '../analyst/analyst.js';
import type { Command } from '../github/command.js';
import type { PullRequestView } from '../github/repository-api.js';
import type { CommandWork } from '../github/work.js';
import { codeSpan } from '../reporters/markdown/escape.js';
import type { Written } from '../reporters/written.js';
import { checkNameOf } from './check-name.js';
import { fixPullRequest } from './fix-pull-request.js';
import { type OpenedChange, openChange } from './open-change.js';
import type { Outcome } from './outcome.js';
import { mayCommand } from './permission.js';
import { reply } from './reply.js';
import { reviewPullRequest } from './review-pull-request.js';
import type { Job, Services } from './services.js';
import { within } from './within.js';
import { knownTexts, writeText } from './writing.js';

/** What somebody waits for a model's words; the other words are there at once. */
const PATIENCE_MS = 20_000;

export const COMMANDS_HELP = [
  '| command | what it does |',
  '|---|---|',
  '| `/plumbline recheck` | reviews the newest commit again |',
  '| `/plumbline fix 2`, `/plumbline fix all` | commits the verified fix of finding 2, or all of them |',
  '| `/plumbline explain 2` | shows where each value of finding 2 comes from |',
  '| `/plumbline ignore 2 <reason>` | sets finding 2 aside for this pull request; the check run keeps saying so, with the reason |',
  '| `/plumbline help` | shows this table |',
  '',
  "Numbers are those of the check run's list. Commands are obeyed when they come from people who may write to the repository.",
].join('\n');

/** Does what a comment asks for. Whoever may not write to the repository gets no answer: strangers must not make it talk. */
export async function runCommand(work: CommandWork, services: Services, job: Job): Promise<Outcome> {
  const api = services.github.repository(work.repository, 'report');
  if (!(await mayCommand(api, work.author))) return 'refused';
  if (work.command.name === 'recheck') return recheck(work, services, job);
  const { head, baseRef } = await api.pullRequest(work.pullRequest);
  const target = {
    repository: work.repository,
    pullRequest: work.pullRequest,
    head,
    base: baseRef,
    checkName: checkNameOf(services.checkName, work.repository, baseRef),
  };
  const opened = await openChange(target, services, api, async (present) => present);
  const { pullRequest } = opened.view;
  if (pullRequest === undefined || !pullRequest.open) return 'closed';
  const pinned = await services.pullRequests.pinHead(job.delivery, pullRequest.head);
  // An attempt before this one may have made the commit that moved it, and got no answer.
  if (pinned !== pullRequest.head) return recheck(work, services, job);
  const answered = new AnsweredCommand(work, services, opened, pullRequest);
  await reply(api, work.pullRequest, await answered.answer(), pullRequest.reply);
  return work.command.name === 'ignore' ? recheck(work, services, job) : 'done';
}

function recheck({ repository, pullRequest, command }: CommandWork, services: Services, job: Job): Promise<Outcome> {
  return reviewPullRequest(
    { kind: 'review', repository, pullRequest, again: command.name === 'recheck' },
    services,
    job,
  );
}

class AnsweredCommand {
  readonly #work: CommandWork;
  readonly #services: Services;
  readonly #opened: OpenedChange;
  readonly #pullRequest: PullRequestView;

  constructor(work: CommandWork, services: Services, opened: OpenedChange, pullRequest: PullRequestView) {
    this.#work = work;
    this.#services = services;
    this.#opened = opened;
    this.#pullRequest = pullRequest;
  }

  /** Markdown. */
  async answer(): Promise<string> {
    const { command } = this.#work;
    const answer = (await this.#staleNumbers(command)) ?? (await this.#obey(command));
    return `${codeSpan(`/plumbline ${spell(command)}`)} (${codeSpan(this.#work.author)})\n\n${answer}`;
  }

  async #obey(command: Command): Promise<string> {
    switch (command.name) {
      case 'fix':
        return this.#fix(command.findings);
      case 'explain':
        return this.#explain(command.finding);
      case 'ignore':
        return this.#ignore(command.finding, command.reason);
      case 'misunderstood':
        return `${command.problem}\n\n${COMMANDS_HELP}`;
      case 'recheck':
      case 'help':
        return COMMANDS_HELP;
    }
  }

  #fix(findings: readonly number[] | 'all'): Promise<string> {
    const { repository, author } = this.#work;
    const target = { repository, opened: this.#opened, pullRequest: this.#pullRequest, author };
    return fixPullRequest(findings, target, this.#services);
  }

  async #explain(finding: number): Promise<string> {
    const explained = await this.#explained(finding, await this.#textsAbout(finding));
    return explained.ok ? explained.text : explained.reason;
  }

  #explained(finding: number, written: readonly Written[]): Promise<ExplainOutcome> {
    const assisted = this.#services.writing !== undefined;
    return this.#services.analyst.explain({ ...this.#opened.change, finding, written, assisted }, this.#opened.texts);
  }

  /** A model is asked when nothing is known. A text that comes too late is there the next time. */
  async #textsAbout(finding: number): Promise<readonly Written[]> {
    const { writing } = this.#services;
    const { written, unwritten } = await knownTexts([finding], this.#opened, this.#services);
    const [brief] = unwritten;
    if (writing === undefined || brief === undefined) return written;
    const { installation } = this.#work.repository;
    const writingIt = writeText(brief, this.#opened, installation, { ...this.#services, writing });
    const outcome = await within(PATIENCE_MS, writingIt);
    return outcome?.ok ? [outcome.written] : [];
  }

  async #ignore(finding: number, reason: string): Promise<string> {
    const explained = await this.#explained(finding, []);
    if (!explained.ok) return explained.reason;
    const { fingerprint, title } = explained;
    await this.#services.pullRequests.ignoreFinding(this.#key, { fingerprint, reason, by: this.#work.author });
    return `Set aside for this pull request: ${title}`;
  }

  /** Numbers mean the list that stood there when the comment was written. */
  async #staleNumbers(command: Command): Promise<string | undefined> {
    const numbered =
      command.name === 'explain' || command.name === 'ignore' || (command.name === 'fix' && command.findings !== 'all');
    if (!numbered) return undefined;
    const changed = await this.#services.pullRequests.listChangedAt(this.#key);
    if (changed === undefined || changed.getTime() <= Date.parse(this.#work.writtenAt)) return undefined;
    return 'The list of findings changed since the comment was written, so its numbers may mean others now. Look at the newest check run and ask again.';
  }

  get #key() {
    return { repository: this.#work.repository.id, number: this.#work.pullRequest };
  }
}

function spell(command: Command): string {
  switch (command.name) {
    case 'fix':
      return `fix ${command.findings === 'all' ? 'all' : command.findings.join(' ')}`;
    case 'explain':
    case 'ignore':
      return `${command.name} ${command.finding}`;
    case 'misunderstood':
      return '…';
    default:
      return command.name;
  }
}
