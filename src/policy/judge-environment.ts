import type { Environment, Model } from '../model/model.js';
import type { Undecided } from './diagnostic.js';
import { ReadMeter } from './expressions/observation.js';
import { type Finding, judge } from './judge.js';
import type { Rule } from './rule.js';
import type { Subject } from './subjects/subject.js';
import { type Found, supersede } from './supersede.js';

/** In one environment. Where a rule reads more, the rest of its subjects is undecided. */
const MAX_READS_OF_A_RULE = 2_000_000;

export type UndecidedCase = Omit<Undecided, 'environments'>;

/** What rules say about one environment, or about a part of it. Plain data. */
export interface JudgedEnvironment {
  /** By rule, in the order of the rules. */
  readonly findings: readonly Finding[];
  readonly undecided: readonly UndecidedCase[];
  readonly passed: number;
}

/** Of a part of an environment: what may be added up over all of its parts. */
export interface JudgedPart extends JudgedEnvironment {
  /** Values that each rule read. */
  readonly reads: readonly number[];
}

/** What is judged: the cases of `part`; expressions may look at the whole `environment`. */
export interface Judged {
  readonly part: Environment;
  readonly environment: Environment;
  readonly contract: Model['contract'];
}

export function judgeEnvironment(
  environment: Environment,
  { contract }: Model,
  rules: readonly Rule[],
): JudgedEnvironment {
  return judgePart({ part: environment, environment, contract }, rules, () => true);
}

/** Judges the subjects that `isJudged` says. Findings of one process, server or other thing must not be in several parts. */
export function judgePart(judged: Judged, rules: readonly Rule[], isJudged: (subject: Subject) => boolean): JudgedPart {
  const found: Found[] = [];
  const undecided: UndecidedCase[] = [];
  const reads: number[] = [];
  let passed = 0;
  for (const rule of rules) {
    const meter = new ReadMeter(MAX_READS_OF_A_RULE);
    for (const judgement of isJudged(rule.subject) ? judgements(rule, judged, meter) : []) {
      if ('finding' in judgement) found.push(judgement);
      else if ('reason' in judgement) undecided.push(judgement);
      else passed += 1;
    }
    reads.push(meter.reads);
  }
  return { findings: supersede(found), undecided, passed, reads };
}

const PASSED = { passed: true } as const;

function* judgements(rule: Rule, judged: Judged, meter: ReadMeter): Iterable<Found | UndecidedCase | typeof PASSED> {
  const { subject } = rule;
  for (const each of subject.cases(judged.part)) {
    const records = {
      [subject.variable]: each.item,
      environment: judged.environment,
      contract: judged.contract,
    };
    const bindings = { records, meter };
    const judgement = judge(rule, each, bindings);
    if (judgement.verdict === 'pass') yield PASSED;
    else if (judgement.verdict === 'fail') yield { rule, finding: judgement.finding, about: each.about, bindings };
    else if (judgement.verdict === 'undecided') {
      const { unknowns } = judgement;
      const missing = [...new Set(unknowns.map(({ detail }) => detail))];
      yield { ruleId: rule.id, subject: each.label, reason: unknowns[0].reason, missing };
    }
  }
}

/** The judgement of a whole from those of its parts; undefined where together they read more than a rule may. */
export function addUp(parts: readonly JudgedPart[], rules: readonly Rule[]): JudgedEnvironment | undefined {
  const tooMany = rules.some((_, rule) => sum(parts.map(({ reads }) => reads[rule] ?? 0)) > MAX_READS_OF_A_RULE);
  if (tooMany) return undefined;
  const order = new Map(rules.map(({ id }, index) => [id, index]));
  const byRule = (one: { readonly ruleId: string }, other: { readonly ruleId: string }): number =>
    (order.get(one.ruleId) ?? 0) - (order.get(other.ruleId) ?? 0);
  return {
    findings: parts.flatMap(({ findings }) => findings).sort(byRule),
    undecided: parts.flatMap(({ undecided }) => undecided).sort(byRule),
    passed: sum(parts.map(({ passed }) => passed)),
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
