import type { CheckSuite } from './checks.js';
import { nodeId } from './node-id.js';

export type CheckStatus = 'queued' | 'in_progress' | 'completed';

export interface CheckAnnotation {
  readonly path: string;
  readonly start_line: number;
  readonly end_line: number;
  readonly start_column?: number | undefined;
  readonly end_column?: number | undefined;
  readonly annotation_level: 'notice' | 'warning' | 'failure';
  readonly message: string;
  readonly title?: string | undefined;
  readonly raw_details?: string | undefined;
}

export interface CheckAction {
  readonly label: string;
  readonly description: string;
  readonly identifier: string;
}

/** What an App says about a check run: only what is to change. */
export interface CheckRunChange {
  readonly name?: string | undefined;
  readonly external_id?: string | undefined;
  readonly details_url?: string | undefined;
  readonly status?: CheckStatus | undefined;
  readonly conclusion?: string | undefined;
  readonly started_at?: string | undefined;
  readonly completed_at?: string | undefined;
  readonly output?:
    | {
        readonly title?: string | undefined;
        readonly summary?: string | undefined;
        readonly text?: string | undefined;
        readonly annotations?: readonly CheckAnnotation[] | undefined;
      }
    | undefined;
  readonly actions?: readonly CheckAction[] | undefined;
}

/** A check of a commit as GitHub shows it. */
export class CheckRun {
  readonly id: number;
  readonly nodeId: string;
  readonly suite: CheckSuite;
  readonly headSha: string;
  readonly annotations: CheckAnnotation[] = [];
  name: string;
  externalId = '';
  detailsUrl: string | undefined;
  status: CheckStatus = 'queued';
  conclusion: string | undefined;
  startedAt: string;
  completedAt: string | undefined;
  title: string | undefined;
  summary: string | undefined;
  text: string | undefined;
  actions: readonly CheckAction[] = [];

  constructor(id: number, suite: CheckSuite, name: string, startedAt: string) {
    this.id = id;
    this.nodeId = nodeId('CR', id);
    this.suite = suite;
    this.headSha = suite.headSha;
    this.name = name;
    this.startedAt = startedAt;
  }

  /** Annotations are added to those that are there; everything else is replaced. A conclusion completes the run. */
  change(change: CheckRunChange, now: string): void {
    this.name = change.name ?? this.name;
    this.externalId = change.external_id ?? this.externalId;
    this.detailsUrl = change.details_url ?? this.detailsUrl;
    this.startedAt = change.started_at ?? this.startedAt;
    this.actions = change.actions ?? this.actions;
    this.#show(change.output ?? {});
    this.#advance(change.conclusion === undefined ? change.status : 'completed', change, now);
  }

  #show(output: NonNullable<CheckRunChange['output']>): void {
    this.title = output.title ?? this.title;
    this.summary = output.summary ?? this.summary;
    this.text = output.text ?? this.text;
    this.annotations.push(...(output.annotations ?? []));
  }

  #advance(status: CheckStatus | undefined, { conclusion, completed_at }: CheckRunChange, now: string): void {
    if (status === undefined) return;
    this.status = status;
    this.conclusion = status === 'completed' ? (conclusion ?? this.conclusion) : undefined;
    this.completedAt = status === 'completed' ? (completed_at ?? now) : undefined;
  }
}
