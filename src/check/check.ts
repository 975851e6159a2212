import { applySafeSuggestions } from '../fix/apply-safe.js';
import { unifiedDiff } from '../fix/patch.js';
import { verifySuggestions } from '../fix/verify.js';
import { Ledger } from '../ledger/ledger.js';
import type { Model } from '../model/model.js';
import { compareReports } from '../policy/compare.js';
import type { Configuration } from '../policy/configuration.js';
import type { Diagnostic } from '../policy/diagnostic.js';
import type { Rule } from '../policy/rule.js';
import type { Report } from '../reporters/report.js';
import { overlay } from '../workspace/overlay.js';
import { DamagedStore } from '../workspace/segment.js';
import type { Workspace } from '../workspace/workspace.js';
import { type Analysis, analyse, type Context, type FactsCacheOfReaders, memoryFor } from './analyse.js';
import { buildReport } from './build-report.js';
import type { CheckFailure } from './failure.js';
import type { FixedFile } from './fixed-file.js';
import { judge, type Scope } from './judge.js';
import { missingDirectory } from './load-rules.js';
import { type Policy, policyOf, readPolicyFiles } from './policy.js';
import { closeRevisions, openRevisions, type Revisions } from './revisions.js';
import { trialOf } from './trial.js';
import { unobeyed, withoutOutdated } from './unobeyed.js';

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

type CheckedRevisions = Omit<Extract<Checked, { ok: true }>, 'keep'> | Extract<Checked, { ok: false }>;

/** The whole way: a revision's files, what they say, the model, the judgement, the comparison, the report. */
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
    const checked = await checkRevisions(opened.revisions, request, { ...context, ...(ledger && { ledger }) }, facts);
    disk?.save();
    return checked.ok ? { ...checked, keep: () => ledger?.save() } : checked;
  } finally {
    await closeRevisions(opened.revisions);
  }
}

/** What a run about less came to is not worth keeping in place of what one about all did. */
function isAboutAll({ environments, rules, fix }: CheckRequest): boolean {
  return environments.length === 0 && rules.length === 0 && !fix;
}

/** A base says how both are judged: no change can excuse itself (decision 4). */
async function checkRevisions(
  { head, base }: Revisions,
  request: CheckRequest,
  context: Context,
  cache: FactsCacheOfReaders,
): Promise<CheckedRevisions> {
  const { directory, ruleDirectories } = request;
  const ownFiles = await readPolicyFiles(head);
  const policy = policyOf(base === undefined ? ownFiles : await readPolicyFiles(base), ruleDirectories);
  const differing = unobeyed(policy, ownFiles, ruleDirectories);
  const analysis = await analyse(head, policy.configured, context.observer, cache, context.ledger);
  const stranger = unknownName(request, policy.rules.rules, analysis.model);
  if (stranger !== undefined) return { ok: false, failure: stranger };
  const scope = scopeOf(request, policy, context);
  const { tree, fixed } = await treeToReport(analysis, request, scope, cache);
  const judged = judge(tree, scope);
  const trial = await trialOf(tree, judged.diagnostics, scope, cache);
  const verified = await verifySuggestions(judged.diagnostics, trial);
  const compared = base === undefined ? verified : await compareWith(base, verified, policy, scope, context, cache);
  return {
    ok: true,
    mistaken: judged.mistaken || policy.rules.diagnostics.length > 0,
    failOn: policy.configured.configuration.failOn,
    fixed,
    report: await buildReport({
      version: context.version,
      directory,
      analysis: tree,
      judged,
      diagnostics: withoutOutdated(compared, differing),
      ...(base && { base: base.revision }),
      policy,
      unobeyed: differing,
      scope,
    }),
  };
}

function scopeOf(request: CheckRequest, { rules }: Policy, { today }: Context): Scope {
  return { rules: rules.rules, onlyRules: request.rules, onlyEnvironments: request.environments, today };
}

/** With `fix` the tree after the safe suggestions, and the files that make it; nothing is written. */
async function treeToReport(
  analysis: Analysis,
  { fix }: CheckRequest,
  scope: Scope,
  cache: FactsCacheOfReaders,
): Promise<{ readonly tree: Analysis; readonly fixed: readonly FixedFile[] }> {
  if (!fix) return { tree: analysis, fixed: [] };
  const { diagnostics } = judge(analysis, scope);
  const trial = await trialOf(analysis, diagnostics, scope, cache);
  const { texts } = await applySafeSuggestions(diagnostics, trial);
  const fixed = [...texts].flatMap(([path, after]) => {
    const before = trial.textOf(path);
    return before === undefined ? [] : [{ path, before, after, diff: unifiedDiff(path, before, after) }];
  });
  return { tree: await analyse(overlay(analysis.workspace, texts), analysis.configured, {}, cache), fixed };
}

/** The diagnostics with their status against the base revision. */
async function compareWith(
  base: Workspace,
  diagnostics: readonly Diagnostic[],
  { configured }: Policy,
  scope: Scope,
  { observer }: Context,
  cache: FactsCacheOfReaders,
): Promise<readonly Diagnostic[]> {
  const before = judge(await analyse(base, configured, observer, cache), scope);
  return compareReports(before.diagnostics, diagnostics).diagnostics;
}

function unknownName(
  { rules, environments }: CheckRequest,
  known: readonly Rule[],
  model: Model,
): CheckFailure | undefined {
  const ids = known.map(({ id }) => id);
  const rule = rules.find((id) => !ids.includes(id));
  if (rule !== undefined) return { kind: 'no-such-rule', name: rule, known: ids };
  const names = model.environments.map(({ name }) => name);
  const environment = environments.find((name) => !names.includes(name));
  return environment === undefined ? undefined : { kind: 'no-such-environment', name: environment, known: names };
}
