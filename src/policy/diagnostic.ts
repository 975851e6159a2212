import type { Location } from '../model/location.js';
import type { UnknownReason } from '../model/traced.js';

/** From worst to mildest. `error`: it will fail; `warning`: it fails under a foreseeable event; `notice`: advice. */
export const SEVERITIES = ['error', 'warning', 'notice'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** One thing that is wrong, with every place that it depends on. Plain data. */
export interface Diagnostic {
  readonly ruleId: string;
  readonly severity: Severity;
  /** Against a base revision; absent when nothing was compared. `worsened`: there before, by less. */
  readonly status?: 'new' | 'worsened' | 'existing';
  /** The stable name of what was judged, as `Deployment/web/rails-app`; a file's path for problems of files. */
  readonly subject: string;
  /** Sorted; empty for what is no environment's (a file that cannot be parsed). */
  readonly environments: readonly string[];
  readonly message: string;
  /** The value to change: where the deciding declaration stands. */
  readonly location: Location;
  /** What is there, where the location is a value's: "ConfigMap web, key RAILS_MAX_THREADS". */
  readonly says?: string;
  /** The other places that the verdict depended on, in the order in which they decided it. */
  readonly related: readonly RelatedPlace[];
  /** At first unverified; `verifySuggestions` keeps those that hold. */
  readonly suggestions: readonly Suggestion[];
  /** How far off, in the unit of the rule; larger is worse. */
  readonly margin?: number;
  /** Sixteen hexadecimal digits: the same finding has the same one after lines moved or files were renamed. */
  readonly fingerprint: string;
}

export interface RelatedPlace {
  readonly location: Location;
  /** What is there: "ConfigMap web, key RAILS_MAX_THREADS". */
  readonly says: string;
}

/** A value that would resolve the finding, and the edit that writes it. */
export interface Suggestion {
  /** "Set the pool to 16." */
  readonly title: string;
  readonly edit: Edit;
  /** Cannot lower availability, alter data or raise spend; only such a one is applied by `--fix`. */
  readonly safe: boolean;
  /** Present once the rules ran on the edited file: the finding is gone, and none was added. Only then it is shown. */
  readonly patch?: Patch;
}

/** Replaces [start, end), in UTF-16 offsets of the file's text. */
export interface Edit {
  readonly path: string;
  readonly start: number;
  readonly end: number;
  readonly newText: string;
}

/** A verified edit in the forms that people and GitHub read. */
export interface Patch {
  /** Unified, with three lines of context. */
  readonly diff: string;
  /** Whole lines, 1-based and inclusive, and what replaces them: a GitHub suggestion block. */
  readonly startLine: number;
  readonly endLine: number;
  readonly replacement: string;
}

/** A rule that could not be judged for a subject: neither a pass nor a failure. */
export interface Undecided {
  readonly ruleId: string;
  readonly subject: string;
  readonly environments: readonly string[];
  readonly reason: UnknownReason;
  /** What is not known, in words, each once: "`ENV["POOL"]`". */
  readonly missing: readonly string[];
}

/** A finding that somebody silenced, with their reason. */
export interface Suppressed {
  readonly diagnostic: Diagnostic;
  readonly reason: string;
  /** The comment or the configuration entry that silences it. */
  readonly location: Location;
}

/** Rule × subject × environment, each judged once. */
export interface VerdictCounts {
  readonly passed: number;
  readonly failed: number;
  readonly undecided: number;
}
