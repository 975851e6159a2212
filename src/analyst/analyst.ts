import type { Proof, Proposal } from '../policy/proposal.js';
import type { Brief } from '../reporters/brief/brief.js';
import type { CheckRunReport } from '../reporters/check-run/check-run.js';
import type { ChangedFile, OwnThread, ReviewPlan } from '../reporters/review/review-plan.js';
import type { Written } from '../reporters/written.js';

/**
 * Analyses revisions in a process of its own: one that has no credentials, can be stopped, and leaves the server free to answer.
 * Everything that crosses is plain data.
 */
export interface Analyst {
  /** The contents that an analysis of these trees needs and nobody remembers the readings of. */
  missing(question: MissingQuestion): Promise<readonly MissingContent[]>;
  review(request: ReviewRequest, texts: TextSource): Promise<ReviewOutcome>;
  fix(request: FixRequest, texts: TextSource): Promise<FixOutcome>;
  explain(request: ExplainRequest, texts: TextSource): Promise<ExplainOutcome>;
  /** What a model may be told about findings of the check run's list, in its order. */
  brief(request: BriefRequest, texts: TextSource): Promise<readonly Brief[]>;
  /** Runs the rules on the head with a proposal. */
  prove(request: ProveRequest, texts: TextSource): Promise<Proof>;
  close(): Promise<void>;
}

/** Hands out contents by blob id. One that is not in the answer could not be had. */
export type TextSource = (ids: readonly string[]) => Promise<ReadonlyMap<string, Buffer>>;

/** A commit's files as git names them. */
export interface AnalysedTree {
  readonly commit: string;
  readonly entries: readonly {
    readonly path: string;
    readonly mode: string;
    readonly id: string;
    readonly size: number;
  }[];
}

export interface MissingQuestion {
  readonly repository: number;
  /** Newest first: the head, and the base. */
  readonly trees: readonly AnalysedTree[];
  /** So that what it excludes is not asked for, where the base has no configuration of its own. By path. */
  readonly organisationPolicy?: ReadonlyMap<string, string>;
}

export interface MissingContent {
  readonly id: string;
  /** Where it lies in the newest of the trees that has it. */
  readonly path: string;
  readonly size: number;
}

/** The two trees of a change, and how they are to be judged. */
export interface Change {
  readonly repository: number;
  /** For titles: `owner/name`. */
  readonly name: string;
  readonly head: AnalysedTree;
  /** Where the change began: the merge base. */
  readonly base: AnalysedTree;
  /** The policy files of the base branch, by path. */
  readonly policy: ReadonlyMap<string, string>;
  /** The organisation's, for what the repository itself does not say; by path. */
  readonly organisationPolicy: ReadonlyMap<string, string>;
  /** As `2026-11-20`. */
  readonly today: string;
  /** Findings that people with write permission set aside for this pull request, by fingerprint. */
  readonly ignored: readonly IgnoredFinding[];
}

export interface IgnoredFinding {
  readonly fingerprint: string;
  readonly reason: string;
  readonly by: string;
}

export interface ReviewRequest extends Change {
  /** The files that the pull request changes; undefined for a merge group, which nobody comments on. */
  readonly files: readonly ChangedFile[] | undefined;
  readonly threads: readonly OwnThread[];
  readonly draft: boolean;
  /** Commits can be made to the branch: the check run has its button. */
  readonly fixable: boolean;
  /** What a model wrote about findings, of this revision or another. The check run says nothing of it. */
  readonly written: readonly Written[];
  /** A model is configured. Where none is, a review says so. */
  readonly assisted: boolean;
}

export interface ReviewOutcome {
  readonly check: CheckRunReport;
  readonly plan: ReviewPlan;
  /** The fingerprints of the check run's list, in its order: finding 1 is the first. */
  readonly findings: readonly string[];
}

export interface FixRequest extends Change {
  /** Numbers of the check run's list. */
  readonly findings: readonly number[] | 'all';
  /** Their proposals are committed where no formula mends a finding. */
  readonly written: readonly Written[];
}

export type FixOutcome =
  | {
      readonly ok: true;
      /** Whole new contents, by path. */
      readonly files: ReadonlyMap<string, string>;
      /** What was fixed: "Set the pool to 16." */
      readonly titles: readonly string[];
      /** Findings that have no fix that holds, by number. */
      readonly left: readonly number[];
    }
  /** In words that can be told to the person who asked. */
  | { readonly ok: false; readonly reason: string };

export interface ExplainRequest extends Change {
  readonly finding: number;
  readonly written: readonly Written[];
  /** A model is configured. Where none is, the text says so. */
  readonly assisted: boolean;
}

export type ExplainOutcome =
  /** `title` and `text` are Markdown. */
  | { readonly ok: true; readonly fingerprint: string; readonly title: string; readonly text: string }
  | { readonly ok: false; readonly reason: string };

export interface BriefRequest extends Change {
  /** Numbers of the check run's list, those that it has not are left out; or what the change brought or made worse, the first twenty. */
  readonly findings: readonly number[] | 'new';
}

export interface ProveRequest extends Change {
  /** The finding that is to be gone, as its brief says. */
  readonly finding: Pick<Brief, 'fingerprint' | 'environments'>;
  readonly proposal: Proposal;
  /** The model. */
  readonly writtenBy: string;
}

/** Why an analysis gave no outcome, in words for whoever reads the check run. */
export class AnalysisFailure extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'AnalysisFailure';
  }
}
