import { Ledger } from '../ledger/ledger.js';
import type { Configuration } from '../policy/configuration.js';
import type { Report } from '../reporters/report.js';
import { DamagedStore } from '../workspace/segment.js';
import { type Context, memoryFor } from './analyse.js';
import { checkRevisions } from './check-revisions.js';
import type { CheckFailure } from './failure.js';
import type { FixedFile } from './fixed-file.js';
import { missingDirectory } from './load-rules.js';
import { repositoryName } from './repository-name.js';
import { closeRevisions, openRevisions } from './revisions.js';

/** What to check. */
export interface CheckRequest {
  readonly directory: string;
  readonly ref?: string;
  /** The revision that statuses are relative to, and that says how both are judged. */
  readonly base?: string;
  /** Only these; all when empty. */
  readonly environments: readonly string[];
  readonly rules: readonly string[];
  /** Rules besides those that come along, as `<directory>/<category>/<rule-id>/rule.yaml`. */
  readonly ruleDirectories: readonly string[];
  readonly cache: boolean;
  /** Apply the safe suggestions. */
  readonly fix: boolean;
}

export type Checked =
  | {
      readonly ok: true;
      readonly report: Report;
      /** A rule, the configuration or the contract is wrong; the report says where. */
      readonly mistaken: boolean;
      /** The threshold of the repository, at the base revision if there is one. */
      readonly failOn: Configuration['failOn'];
      /** What the safe suggestions make of which files; the report is of the tree with them. */
      readonly fixed: readonly FixedFile[];
      /** Keeps what this run came to for the next one. To be called when the report is rendered, for that is kept too. */
      keep(): void;
    }
  | { readonly ok: false; readonly failure: CheckFailure };

/** Checks revisions of a directory, with what is remembered of it between runs. */
export async function check(request: CheckRequest, context: Context): Promise<Checked> {
  const absent = missingDirectory(request.ruleDirectories);
  if (absent !== undefined) return { ok: false, failure: { kind: 'no-rules-directory', path: absent } };
  try {
    return await checkDirectory(request, context);
  } catch (error) {
    if (!(error instanceof DamagedStore)) throw error;
    return await checkDirectory({ ...request, cache: false }, context);
  }
}

async function checkDirectory(request: CheckRequest, context: Context): Promise<Checked> {
  const { facts, disk } = memoryFor(request.directory, request.cache, context);
  const opened = await openRevisions(request, context, { facts, ...(disk && { disk }) });
  if (!opened.ok) return { ok: false, failure: { kind: 'not-opened', failure: opened.failure } };
  try {
    const ledger = disk !== undefined && isAboutAll(request) ? new Ledger(disk.results()) : undefined;
    const name = repositoryName(request.directory);
    const checked = await checkRevisions(opened.revisions, { ...request, name }, context, facts, ledger);
    disk?.save();
    if (!checked.ok) return checked;
    const { report, mistaken, configuration, fixed } = checked;
    return { ok: true, report, mistaken, failOn: configuration.failOn, fixed, keep: () => ledger?.save() };
  } finally {
    await closeRevisions(opened.revisions);
  }
}

/** What a run about less came to is not worth keeping in place of what one about all did. */
function isAboutAll({ environments, rules, fix }: CheckRequest): boolean {
  return environments.length === 0 && rules.length === 0 && !fix;
}
