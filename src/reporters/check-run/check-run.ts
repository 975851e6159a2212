/** GitHub's words. Of these `success`, `neutral` and `skipped` satisfy a required check, the others block. */
export type CheckConclusion = 'success' | 'failure' | 'neutral' | 'action_required' | 'skipped' | 'cancelled';

/** A check run as GitHub shows it, whole: whoever publishes it cuts the annotations into requests. */
export interface CheckRunReport {
  readonly conclusion: CheckConclusion;
  readonly title: string;
  /** Markdown, at most `MAX_OUTPUT_BYTES` bytes. */
  readonly summary: string;
  /** Markdown below the summary, at most `MAX_OUTPUT_BYTES` bytes. */
  readonly text?: string;
  /** In the order of the findings. */
  readonly annotations: readonly Annotation[];
  readonly actions: readonly CheckAction[];
}

export interface Annotation {
  readonly path: string;
  /** 1-based, inclusive. */
  readonly startLine: number;
  readonly endLine: number;
  /** 1-based; only where start and end line are the same, as GitHub demands. */
  readonly startColumn?: number;
  readonly endColumn?: number;
  readonly level: 'notice' | 'warning' | 'failure';
  readonly title: string;
  /** Plain text, shown as it is. */
  readonly message: string;
  readonly details?: string;
}

/** A button. GitHub shows at most three, with labels of 20, descriptions of 40 and identifiers of 20 characters. */
export interface CheckAction {
  readonly label: string;
  readonly description: string;
  readonly identifier: string;
}

/** GitHub counts bytes where its documentation says characters (github/docs#35252). */
export const MAX_OUTPUT_BYTES = 65_535;
