import type { Severity } from '../../policy/diagnostic.js';

/** What a model is told about one finding: plain data without secret values, without characters that hide or reorder text. */
export interface Brief {
  /** Names rule, facts and texts below: what is told is the same wherever the key is. 32 hexadecimal digits. */
  readonly key: string;
  readonly fingerprint: string;
  readonly ruleId: string;
  readonly severity: Severity;
  readonly title: string;
  readonly message: string;
  /** The rule's: what happens, and how one knows. */
  readonly why: string;
  readonly subject: string;
  readonly environments: readonly string[];
  /** The place to change first, then those that decided the verdict, in their order. */
  readonly places: readonly BriefPlace[];
  /** The files that an edit may touch, as the model may see them. */
  readonly files: readonly BriefFile[];
  /** No formula mends it. */
  readonly wantsPatch: boolean;
}

export interface BriefPlace {
  readonly path: string;
  /** 1-based. */
  readonly line: number;
  /** What is there: "ConfigMap web, key RAILS_MAX_THREADS". */
  readonly says: string;
}

export interface BriefFile {
  readonly path: string;
  /** Some of its lines, in order; hidden characters are `•`. */
  readonly lines: readonly { readonly number: number; readonly text: string }[];
}
