import type { Model } from '../model/model.js';
import type { UnknownReason } from '../model/traced.js';
import type { Undecided } from '../policy/diagnostic.js';

/** Checks that could not be decided for one reason. */
export interface UndecidedReason {
  readonly reason: UnknownReason;
  readonly causes: readonly UndecidedCause[];
}

/** Checks of the same rules, and what each of them waits for. */
export interface UndecidedCause {
  /** Rule × subject × environment, as the coverage counts. */
  readonly checks: number;
  readonly ruleIds: readonly string[];
  /** In words, each once; of processes that nothing deploys, their names. */
  readonly missing: readonly Missing[];
}

/** `A, B` and `, which a source may set`. */
export interface Missing {
  readonly things: readonly string[];
  /** What is said of each; may be empty. */
  readonly clause: string;
}

/** Rule × subject × environment, as the coverage counts. */
export function checksIn(undecided: readonly Undecided[]): number {
  return undecided.reduce((sum, { environments }) => sum + environments.length, 0);
}

/** First what waits for the same is put together, then what waits for the like in the same rules. */
export function undecidedCauses(undecided: readonly Undecided[], model: Model): readonly UndecidedReason[] {
  const names = new Set(model.environments.flatMap(({ processes }) => processes.map(({ name }) => name)));
  return grouped(undecided, ({ reason }) => reason).map(([one, ofReason]) => ({
    reason: one.reason,
    causes: one.reason === 'not-deployed' ? [cause(ofReason, undeployed(model))] : causesOf(ofReason, names),
  }));
}

/** `Procfile/web`: of these the platform decides everything, so that they are one cause. */
function undeployed({ environments }: Model): readonly string[] {
  return environments.flatMap(({ processes }) =>
    processes.filter(({ deployed }) => !deployed).map(({ workload }) => `${workload.type}/${workload.name}`),
  );
}

function causesOf(undecided: readonly Undecided[], names: ReadonlySet<string>): readonly UndecidedCause[] {
  const waits = undecided.map((one) => ({ one, missing: one.missing.map((text) => withoutProcess(text, names)) }));
  const same = grouped(waits, ({ missing }) => missing.join('\0')).map(([, group]) => group);
  const like = grouped(same, (group) => ruleIdsOf(group.map(({ one }) => one)).join('\0'));
  return like.map(([, groups]) =>
    cause(
      groups.flat().map(({ one }) => one),
      groups.flat().flatMap(({ missing }) => missing),
    ),
  );
}

function cause(undecided: readonly Undecided[], missing: readonly string[]): UndecidedCause {
  return { checks: checksIn(undecided), ruleIds: ruleIdsOf(undecided), missing: joined([...new Set(missing)]) };
}

/** `A, which a source may set` and `B, which a source may set` have the clause in common. */
function joined(missing: readonly string[]): readonly Missing[] {
  const parts = missing.map((text) => {
    const comma = text.indexOf(', which ');
    return comma < 0 ? { thing: text, clause: '' } : { thing: text.slice(0, comma), clause: text.slice(comma) };
  });
  return grouped(parts, ({ thing, clause }) => clause || thing).map(([{ clause }, group]) => ({
    things: group.map(({ thing }) => thing),
    clause,
  }));
}

function ruleIdsOf(undecided: readonly Undecided[]): readonly string[] {
  return [...new Set(undecided.map(({ ruleId }) => ruleId))].sort();
}

/** `web: the surge of the module`: what the demand of a server says of one process is the same as the process itself says. */
function withoutProcess(missing: string, names: ReadonlySet<string>): string {
  const colon = missing.indexOf(': ');
  return colon > 0 && names.has(missing.slice(0, colon)) ? missing.slice(colon + 2) : missing;
}

/** Groups by key, in the order of their keys; each with its first element. */
function grouped<T>(elements: readonly T[], keyOf: (element: T) => string): readonly (readonly [T, readonly T[]])[] {
  const groups = new Map<string, [T, ...T[]]>();
  for (const element of elements) {
    const key = keyOf(element);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [element]);
    else group.push(element);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => [group[0], group]);
}
