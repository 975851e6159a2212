import { applySafeSuggestions } from '../fix/apply-safe.js';
import { unifiedDiff } from '../fix/patch.js';
import type { TreeTrial } from '../fix/tree-trial.js';
import { verifySuggestions } from '../fix/verify.js';
import { Ledger } from '../ledger/ledger.js';
import type { Model } from '../model/model.js';
import { compareReports } from '../policy/compare.js';
import type { Configuration } from '../policy/configuration.js';
import type { Diagnostic } from '../policy/diagnostic.js';
import type { Rule } from '../policy/rule.js';
import type { Report } from '../reporters/report.js';
import type { Workspace } from '../workspace/workspace.js';
import { type Analysis, analyse, analyseEdited, type Context, type FactsCacheOfReaders } from './analyse.js';
import { buildReport } from './build-report.js';
import type { CheckFailure } from './failure.js';
import type { FixedFile } from './fixed-file.js';
import { type Judged, judge, type Scope } from './judge.js';
import type { OrganisationPolicy } from './organisation-policy.js';
import { mergedPolicyFiles, type Policy, type PolicyFiles, policyOf, readPolicyFiles } from './policy.js';
import type { Revisions } from './revisions.js';
import { trialOf } from './trial.js';
import { unobeyed, withoutOutdated } from './unobeyed.js';

/** What to check. Whoever opened the workspaces closes them. */
export interface RevisionsToCheck extends Revisions {
  /** What both are judged by, where that is not what the base itself says: a branch goes on after a change left it. */
  readonly policyFiles?: PolicyFiles;
  readonly organisation?: OrganisationPolicy;
}

export interface JudgementRequest {
  /** What people call the thing that is checked. */
  readonly name: string;
  /** Only these; all when empty. */
  readonly environments: readonly string[];
  readonly rules: readonly string[];
  /** Rules besides those that come along, as `<directory>/<category>/<rule-id>/rule.yaml`. */
  readonly ruleDirectories: readonly string[];
  /** Apply the safe suggestions. */
  readonly fix: boolean;
}

export type CheckContext = Pick<Context, 'version' | 'observer' | 'today'>;

export type CheckedRevisions =
  | {
      readonly ok: true;
      readonly report: Report;
      /** A rule, the configuration or the contract is wrong; the report says where. */
      readonly mistaken: boolean;
      /** What was obeyed. */
      readonly configuration: Configuration;
      /** What the safe suggestions make of which files; the report is of the tree with them. */
      readonly fixed: readonly FixedFile[];
      /** The head by itself. */
      readonly judged: Judged;
      /** Tries edits on the head. */
      readonly trial: TreeTrial;
    }
  | { readonly ok: false; readonly failure: CheckFailure };

/**
 * The whole way from files to the report: what they say, the model, the judgement, the comparison. A base says how both are judged: no
 * change can excuse itself (decision 4).
 */
export async function checkRevisions(
  { head, base, policyFiles, organisation }: RevisionsToCheck,
  request: JudgementRequest,
  context: CheckContext,
  cache: FactsCacheOfReaders,
  ledger = new Ledger(),
): Promise<CheckedRevisions> {
  const origins = { ruleDirectories: request.ruleDirectories, ...(organisation && { organisation }) };
  const ownFiles = await readPolicyFiles(head);
  const baseFiles = base === undefined ? ownFiles : await readPolicyFiles(base);
  const policy = policyOf(policyFiles ?? baseFiles, origins);
  const differing = unobeyed(policy, mergedPolicyFiles(ownFiles, baseFiles, policy.files), origins);
  const analysis = await analyse(head, policy.configured, context.observer, cache, ledger);
  const stranger = unknownName(request, policy.rules.rules, analysis.model);
  if (stranger !== undefined) return { ok: false, failure: stranger };
  const scope = scopeOf(request, policy, context);
  const { tree, fixed } = await treeToReport(analysis, request, scope, cache);
  const judged = judge(tree, scope);
  const trial = await trialOf(tree, judged.diagnostics, scope, cache);
  const verified = await verifySuggestions(judged.diagnostics, trial);
  const compared =
    base === undefined ? verified : await compareWith({ base, after: tree }, verified, scope, context, cache);
  return {
    ok: true,
    mistaken: judged.mistaken || policy.rules.diagnostics.length > 0,
    configuration: policy.configured.configuration,
    fixed,
    judged,
    trial,
    report: await buildReport({
      version: context.version,
      name: request.name,
      analysis: tree,
      judged,
      diagnostics: withoutOutdated(compared, differing, organisation),
      ...(base && { base: base.revision }),
      policy,
      unobeyed: differing,
      scope,
    }),
  };
}

function scopeOf(request: JudgementRequest, { rules }: Policy, { today }: CheckContext): Scope {
  return { rules: rules.rules, onlyRules: request.rules, onlyEnvironments: request.environments, today };
}

/** With `fix` the tree after the safe suggestions, and the files that make it; nothing is written. */
async function treeToReport(
  analysis: Analysis,
  { fix }: JudgementRequest,
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
  return { tree: await analyseEdited(analysis, texts, cache), fixed };
}

/** The diagnostics with their status against the base revision, which costs what differs from the other. */
async function compareWith(
  { base, after }: { readonly base: Workspace; readonly after: Analysis },
  diagnostics: readonly Diagnostic[],
  scope: Scope,
  { observer }: CheckContext,
  cache: FactsCacheOfReaders,
): Promise<readonly Diagnostic[]> {
  const before = judge(await analyse(base, after.configured, observer, cache, after.ledger), scope);
  return compareReports(before.diagnostics, diagnostics).diagnostics;
}

function unknownName(
  { rules, environments }: JudgementRequest,
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
