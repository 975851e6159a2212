import type { Model } from '../model/model.js';
import type { Diagnostic, Severity, Suppressed, Undecided, VerdictCounts } from '../policy/diagnostic.js';
import type { Source } from '../syntax/source.js';
import type { Renderings } from './renderings.js';

/** Everything that `check` found out, in the order in which every reporter tells it. Plain data, but for `sources` and `renderings`. */
export interface Report {
  /** Plumbline's version. */
  readonly version: string;
  /** What people called the thing analysed: a folder's or repository's name, never an absolute path. */
  readonly name: string;
  readonly revision: ReportedRevision;
  /** What the statuses of diagnostics are relative to. */
  readonly base?: ReportedRevision;
  /** How this revision wants to be judged where the base, which is obeyed, says otherwise; empty without a base. */
  readonly unobeyed: readonly PolicyChange[];
  readonly model: Model;
  /** By place. */
  readonly diagnostics: readonly Diagnostic[];
  readonly suppressed: readonly Suppressed[];
  readonly undecided: readonly Undecided[];
  readonly coverage: Coverage;
  /** The rules that ran, by id; diagnostics of files and configuration have ids that no rule here has. */
  readonly rules: readonly ReportedRule[];
  /** Texts of the files that diagnostics point to. A file that is not here has no excerpt. */
  readonly sources: ReadonlyMap<string, Source>;
  /** Texts of parts of the model that need not be rendered again. */
  readonly renderings: Renderings;
}

export interface ReportedRevision {
  readonly ref?: string;
  readonly commit?: string;
}

/** The heading over such changes. */
export const UNOBEYED = 'Not obeyed before it is merged (the base revision says how a change is judged)';

/** One thing that the head's configuration or rules say and the base's do not, or the other way round. */
export interface PolicyChange {
  readonly path: string;
  /** What it does to the policy: `adds fail_on: never`. */
  readonly says: string;
}

export interface ReportedRule {
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  readonly why: string;
}

/** What was looked at and what was not. */
export interface Coverage {
  readonly filesRead: number;
  readonly filesNotRead: readonly { readonly path: string; readonly reason: string }[];
  readonly verdicts: VerdictCounts;
}
