import { applySafeSuggestions } from '../fix/apply-safe.js';
import { unifiedDiff } from '../fix/patch.js';
import { verifySuggestions } from '../fix/verify.js';
import type { Model } from '../model/model.js';
import { compareReports } from '../policy/compare.js';
import type { Configuration } from '../policy/configuration.js';
import type { Diagnostic } from '../policy/diagnostic.js';
import type { Rule } from '../policy/rule.js';
import type { Report, ReportedRevision } from '../reporters/report.js';
import { overlay } from '../workspace/overlay.js';
import {
  type Analysis,
  analyse,
  analyseWorkspace,
  type Context,
  type FactsCacheOfReaders,
  type Memory,
  memoryFor,
} from './analyse.js';
import { buildReport } from './build-report.js';
import type { CheckFailure } from './failure.js';
import type { FixedFile } from './fixed-file.js';
import { judge, type Scope } from './judge.js';
import { loadAllRules, missingDirectory } from './load-rules.js';
import { trialOf } from './trial.js';

/** What to check. */
export interface CheckRequest {
  readonly directory: string;
  readonly ref?: string;
  /** The revision that statuses are relative to. */
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
      /** The repository's own threshold. */
      readonly failOn: Configuration['failOn'];
      /** What the safe suggestions make of which files; the report is of the tree with them. */
      readonly fixed: readonly FixedFile[];
    }
  | { readonly ok: false; readonly failure: CheckFailure };

/** The whole way: a revision's files, what they say, the model, the judgement, the comparison, the report. */
export async function check(request: CheckRequest, context: Context): Promise<Checked> {
  const absent = missingDirectory(request.ruleDirectories);
  if (absent !== undefined) return { ok: false, failure: { kind: 'no-rules-directory', path: absent } };
  const memory = memoryFor(request.directory, request.cache, context);
  const head = await analyse(request.directory, request.ref, context, memory);
  if (!head.ok) return { ok: false, failure: { kind: 'not-opened', failure: head.failure } };
  try {
    const checked = await checkAnalysis(head.analysis, request, context, memory);
    memory.disk?.save();
    return checked;
  } finally {
    await head.analysis.workspace.close();
  }
}

async function checkAnalysis(
  analysis: Analysis,
  request: CheckRequest,
  context: Context,
  memory: Memory,
): Promise<Checked> {
  const all = await loadAllRules(request.ruleDirectories, analysis.workspace);
  const stranger = unknownName(request, all.rules, analysis.model);
  if (stranger !== undefined) return { ok: false, failure: stranger };
  const scope: Scope = {
    rules: all.rules,
    onlyRules: request.rules,
    onlyEnvironments: request.environments,
    today: context.today,
  };
  const { tree, fixed } = await treeToReport(analysis, request, scope, memory.facts);
  const judged = judge(tree, scope);
  const trial = await trialOf(tree, judged.diagnostics, scope, memory.facts);
  const verified = await verifySuggestions(judged.diagnostics, trial);
  const compared = await compareWithBase(verified, request, scope, context, memory);
  if (!compared.ok) return compared;
  const { diagnostics, base } = compared;
  const { version } = context;
  const { directory } = request;
  const told = base === undefined ? { diagnostics } : { diagnostics, base };
  return {
    ok: true,
    mistaken: judged.mistaken || all.diagnostics.length > 0,
    failOn: tree.configured.configuration.failOn,
    fixed,
    report: await buildReport({ version, directory, analysis: tree, judged, all, scope, ...told }),
  };
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
  return { tree: await analyseWorkspace(overlay(analysis.workspace, texts), {}, cache), fixed };
}

type Compared =
  | { readonly ok: true; readonly diagnostics: readonly Diagnostic[]; readonly base?: ReportedRevision }
  | { readonly ok: false; readonly failure: CheckFailure };

/** The diagnostics with their status against the base revision, which is judged by the same rules. */
async function compareWithBase(
  diagnostics: readonly Diagnostic[],
  request: CheckRequest,
  scope: Scope,
  context: Context,
  memory: Memory,
): Promise<Compared> {
  if (request.base === undefined) return { ok: true, diagnostics };
  const base = await analyse(request.directory, request.base, context, memory);
  if (!base.ok) return { ok: false, failure: { kind: 'not-opened', failure: base.failure } };
  const { workspace } = base.analysis;
  try {
    const before = judge(base.analysis, scope);
    const compared = compareReports(before.diagnostics, diagnostics);
    return { ok: true, diagnostics: compared.diagnostics, base: workspace.revision };
  } finally {
    await workspace.close();
  }
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
