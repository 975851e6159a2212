import type { Model } from '../model/model.js';
import type { Diagnostic, Suppressed, Undecided, VerdictCounts } from '../policy/diagnostic.js';
import { evaluateRules } from '../policy/evaluate.js';
import type { Rule } from '../policy/rule.js';
import { suppress } from '../policy/suppress.js';
import type { ReadingProblem } from '../reading/workspace-reading.js';
import type { Analysis } from './analyse.js';
import { diagnoseFiles } from './file-problems.js';
import { judgeByPart } from './judge-by-part.js';

/** The reader whose problems are the author's mistakes about Plumbline itself, not about another tool's file. */
const CONTRACT_READER = 'contract';

export interface Scope {
  /** All that were loaded. */
  readonly rules: readonly Rule[];
  /** Of these only the ones named; all when empty. */
  readonly onlyRules: readonly string[];
  readonly onlyEnvironments: readonly string[];
  readonly today: string;
}

/** What rules and parsers say about one revision, without what is suppressed there. */
export interface Judged {
  /** What was judged: the environments in scope. */
  readonly model: Model;
  readonly diagnostics: readonly Diagnostic[];
  readonly suppressed: readonly Suppressed[];
  readonly undecided: readonly Undecided[];
  readonly counts: VerdictCounts;
  /** The configuration or the contract is wrong. */
  readonly mistaken: boolean;
}

export function judge(analysis: Analysis, scope: Scope): Judged {
  const { configured, reading } = analysis;
  const model = restrict(analysis.model, scope.onlyEnvironments);
  const { severities } = configured.configuration;
  const judgeEnvironment = judgeByPart(analysis.joined, analysis.ledger);
  const { diagnostics, undecided, counts } = evaluateRules(
    model,
    rulesInScope(scope),
    { severities },
    judgeEnvironment,
  );
  const ofContract = diagnoseFiles(reading.problems.filter(isAboutContract), 'contract-invalid', 'error');
  const ofFiles = diagnoseFiles(
    reading.problems.filter((problem) => !isAboutContract(problem)),
    'file-not-parsed',
    'warning',
  );
  const mistakes = [...configured.diagnostics, ...ofContract];
  const afterSuppression = suppressIn(analysis, scope, [...mistakes, ...ofFiles, ...diagnostics], undecided);
  return { ...afterSuppression, model, undecided, counts, mistaken: mistakes.length > 0 };
}

export function rulesInScope({ rules, onlyRules }: Scope): readonly Rule[] {
  return onlyRules.length === 0 ? rules : rules.filter(({ id }) => onlyRules.includes(id));
}

function suppressIn(
  { directives, configured }: Analysis,
  { rules, onlyRules, onlyEnvironments, today }: Scope,
  diagnostics: readonly Diagnostic[],
  undecided: readonly Undecided[],
): Pick<Judged, 'diagnostics' | 'suppressed'> {
  const { ignore } = configured.configuration;
  const ruleIds = rules.map(({ id }) => id);
  const after = suppress(diagnostics, undecided, { directives, ignore, today, ruleIds });
  if (onlyRules.length === 0 && onlyEnvironments.length === 0) return after;
  // What was left out of the judgement may be what a suppression is for.
  return { ...after, diagnostics: after.diagnostics.filter(({ ruleId }) => ruleId !== 'suppression-unused') };
}

function restrict(model: Model, names: readonly string[]): Model {
  if (names.length === 0) return model;
  return { ...model, environments: model.environments.filter(({ name }) => names.includes(name)) };
}

function isAboutContract({ reader }: ReadingProblem): boolean {
  return reader === CONTRACT_READER;
}
