import { Ledger } from '../ledger/ledger.js';
import type { Configuration } from '../policy/configuration.js';
import type { Report } from '../reporters/report.js';
import { DamagedStore } from '../workspace/segment.js';
import { type Context, memoryFor } from './analyse.js';
import { type CheckedRevisions, checkRevisions } from './check-revisions.js';
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
  const examined = await examine(request, context, async ({ report, mistaken, configuration, fixed }, keep) => ({
    ok: true as const,
    report,
    mistaken,
    failOn: configuration.failOn,
    fixed,
    keep,
  }));
  return examined.ok ? examined.result : examined;
}

export type Examined<Result> =
  | { readonly ok: true; readonly result: Result }
  | { readonly ok: false; readonly failure: CheckFailure };

/** What was found, while files can still be read and edits be tried. `keep`: as that of `Checked`. */
export type Look<Result> = (
  checked: Extract<CheckedRevisions, { readonly ok: true }>,
  keep: () => void,
) => Promise<Result>;

/** Checks and hands out what was found. A damaged cache is found out late, perhaps by `look`, which then looks once more. */
export async function examine<Result>(
  request: CheckRequest,
  context: Context,
  look: Look<Result>,
): Promise<Examined<Result>> {
  const absent = missingDirectory(request.ruleDirectories);
  if (absent !== undefined) return { ok: false, failure: { kind: 'no-rules-directory', path: absent } };
  try {
    return await examineDirectory(request, context, look);
  } catch (error) {
    if (!(error instanceof DamagedStore)) throw error;
    return await examineDirectory({ ...request, cache: false }, context, look);
  }
}

async function examineDirectory<Result>(
  request: CheckRequest,
  context: Context,
  look: Look<Result>,
): Promise<Examined<Result>> {
  const { facts, disk } = memoryFor(request.directory, request.cache, context);
  const opened = await openRevisions(request, context, { facts, ...(disk && { disk }) });
  if (!opened.ok) return { ok: false, failure: { kind: 'not-opened', failure: opened.failure } };
  try {
    const ledger = disk !== undefined && isAboutAll(request) ? new Ledger(disk.results()) : undefined;
    const name = repositoryName(request.directory);
    const checked = await checkRevisions(opened.revisions, { ...request, name }, context, facts, ledger);
    disk?.save();
    return checked.ok ? { ok: true, result: await look(checked, () => ledger?.save()) } : checked;
  } finally {
    await closeRevisions(opened.revisions);
  }
}

/** What a run about less came to is not worth keeping in place of what one about all did. */
function isAboutAll({ environments, rules, fix }: CheckRequest): boolean {
  return environments.length === 0 && rules.length === 0 && !fix;
}
