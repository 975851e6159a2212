import type { Environment, Model } from '../model/model.js';
import type { Diagnostic, Severity, Undecided, VerdictCounts } from './diagnostic.js';
import { type Finding, placeKey } from './judge.js';
import { type JudgedEnvironment, judgeEnvironment, type UndecidedCase } from './judge-environment.js';
import { compareDiagnostics, compareUndecided } from './order.js';
import type { Rule } from './rule.js';

export interface EvaluationOptions {
  /** A rule's severity in place of its own, or that it is not judged at all. */
  readonly severities?: ReadonlyMap<string, Severity | 'off'>;
}

export interface Evaluation {
  /** Sorted by place; the same finding of several environments once. */
  readonly diagnostics: readonly Diagnostic[];
  readonly undecided: readonly Undecided[];
  /** Of rule × subject × environment, before merging. */
  readonly counts: VerdictCounts;
}

/** How an environment is judged, by all rules that are in force. */
export type EnvironmentJudge = (environment: Environment, model: Model, rules: readonly Rule[]) => JudgedEnvironment;

/** Judges a model by rules. A pure function: the same model and rules give the same report, byte for byte. */
export function evaluateRules(
  model: Model,
  rules: readonly Rule[],
  options: EvaluationOptions = {},
  judge: EnvironmentJudge = judgeEnvironment,
): Evaluation {
  const inForce = rules.filter(({ id }) => options.severities?.get(id) !== 'off');
  const findings: { readonly environment: string; readonly finding: Finding }[] = [];
  const undecided: { readonly environment: string; readonly undecided: UndecidedCase }[] = [];
  let passed = 0;
  for (const environment of model.environments) {
    const { name } = environment;
    const judged = judge(environment, model, inForce);
    for (const finding of judged.findings) findings.push({ environment: name, finding: reweighed(finding, options) });
    for (const one of judged.undecided) undecided.push({ environment: name, undecided: one });
    passed += judged.passed;
  }
  return {
    diagnostics: mergeFindings(findings).sort(compareDiagnostics),
    undecided: mergeUndecided(undecided).sort(compareUndecided),
    counts: { passed, failed: findings.length, undecided: undecided.length },
  };
}

function reweighed(finding: Finding, { severities }: EvaluationOptions): Finding {
  const severity = severities?.get(finding.ruleId);
  return severity === undefined || severity === 'off' ? finding : { ...finding, severity };
}

/** What is said of one place in the same words is one diagnostic, with the environments in which it is true. */
function mergeFindings(findings: readonly { readonly environment: string; readonly finding: Finding }[]): Diagnostic[] {
  const merged = new Map<string, { readonly finding: Finding; readonly environments: Set<string> }>();
  for (const { environment, finding } of findings) {
    const key = `${finding.ruleId}\0${placeKey(finding.location)}\0${finding.message}`;
    const same = merged.get(key);
    if (same === undefined) merged.set(key, { finding, environments: new Set([environment]) });
    else same.environments.add(environment);
  }
  return [...merged.values()].map(({ finding, environments }) => ({
    ...finding,
    environments: [...environments].sort(),
  }));
}

function mergeUndecided(
  cases: readonly { readonly environment: string; readonly undecided: UndecidedCase }[],
): Undecided[] {
  const merged = new Map<string, { readonly first: UndecidedCase; readonly environments: Set<string> }>();
  for (const { environment, undecided } of cases) {
    const { ruleId, subject, reason, missing } = undecided;
    const key = [ruleId, subject, reason, ...missing].join('\0');
    const same = merged.get(key);
    if (same === undefined) merged.set(key, { first: undecided, environments: new Set([environment]) });
    else same.environments.add(environment);
  }
  return [...merged.values()].map(({ first: { ruleId, subject, reason, missing }, environments }) => ({
    ruleId,
    subject,
    environments: [...environments].sort(),
    reason,
    missing,
  }));
}
