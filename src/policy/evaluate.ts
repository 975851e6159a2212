import type { Environment, Model } from '../model/model.js';
import type { Unknown } from '../model/traced.js';
import type { Diagnostic, Severity, Undecided, VerdictCounts } from './diagnostic.js';
import { ReadMeter } from './expressions/observation.js';
import { type Finding, judge, placeKey } from './judge.js';
import { compareDiagnostics, compareUndecided } from './order.js';
import type { Rule } from './rule.js';
import { type Found, supersede } from './supersede.js';

/** In one environment. Where a rule reads more, the rest of its subjects is undecided. */
const MAX_READS_OF_A_RULE = 2_000_000;

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

interface UndecidedCase {
  readonly ruleId: string;
  readonly subject: string;
  readonly environment: string;
  readonly unknowns: readonly [Unknown, ...Unknown[]];
}

/** Judges a model by rules. A pure function: the same model and rules give the same report, byte for byte. */
export function evaluateRules(model: Model, rules: readonly Rule[], options: EvaluationOptions = {}): Evaluation {
  const inForce = rules.filter(({ id }) => options.severities?.get(id) !== 'off');
  const findings: { readonly environment: string; readonly finding: Finding }[] = [];
  const undecided: UndecidedCase[] = [];
  let passed = 0;
  for (const environment of model.environments) {
    const judged = judgeEnvironment(model, environment, inForce);
    for (const finding of supersede(judged.found)) {
      findings.push({ environment: environment.name, finding: reweighed(finding, options) });
    }
    undecided.push(...judged.undecided);
    passed += judged.passed;
  }
  return {
    diagnostics: mergeFindings(findings).sort(compareDiagnostics),
    undecided: mergeUndecided(undecided).sort(compareUndecided),
    counts: { passed, failed: findings.length, undecided: undecided.length },
  };
}

interface JudgedEnvironment {
  readonly found: readonly Found[];
  readonly undecided: readonly UndecidedCase[];
  readonly passed: number;
}

/** The judgement of an environment by the same rules and contract is the same: a tried edit leaves most as they are. */
const judgements = new WeakMap<
  Environment,
  { readonly rules: readonly Rule[]; readonly contract: Model['contract']; readonly judged: JudgedEnvironment }
>();

function judgeEnvironment(model: Model, environment: Environment, rules: readonly Rule[]): JudgedEnvironment {
  const before = judgements.get(environment);
  if (before !== undefined && before.contract === model.contract && sameRules(before.rules, rules)) {
    return before.judged;
  }
  const judged = judgeAnew(model, environment, rules);
  judgements.set(environment, { rules, contract: model.contract, judged });
  return judged;
}

function sameRules(one: readonly Rule[], other: readonly Rule[]): boolean {
  return one.length === other.length && one.every((rule, index) => rule === other[index]);
}

function judgeAnew(model: Model, environment: Environment, rules: readonly Rule[]): JudgedEnvironment {
  const found: Found[] = [];
  const undecided: UndecidedCase[] = [];
  let passed = 0;
  for (const rule of rules) {
    const { subject } = rule;
    const meter = new ReadMeter(MAX_READS_OF_A_RULE);
    for (const judged of subject.cases(environment)) {
      const records = { [subject.variable]: judged.item, environment, contract: model.contract };
      const bindings = { records, meter };
      const judgement = judge(rule, judged, bindings);
      if (judgement.verdict === 'pass') passed += 1;
      else if (judgement.verdict === 'fail')
        found.push({ rule, finding: judgement.finding, about: judged.about, bindings });
      else if (judgement.verdict === 'undecided') {
        const { unknowns } = judgement;
        undecided.push({ ruleId: rule.id, subject: judged.label, environment: environment.name, unknowns });
      }
    }
  }
  return { found, undecided, passed };
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

function mergeUndecided(cases: readonly UndecidedCase[]): Undecided[] {
  const merged = new Map<string, { readonly first: Undecided; readonly environments: Set<string> }>();
  for (const { ruleId, subject, environment, unknowns } of cases) {
    const missing = [...new Set(unknowns.map(({ detail }) => detail))];
    const key = [ruleId, subject, unknowns[0].reason, ...missing].join('\0');
    const first: Undecided = { ruleId, subject, environments: [], reason: unknowns[0].reason, missing };
    const same = merged.get(key);
    if (same === undefined) merged.set(key, { first, environments: new Set([environment]) });
    else same.environments.add(environment);
  }
  return [...merged.values()].map(({ first, environments }) => ({ ...first, environments: [...environments].sort() }));
}
