import type { Repository } from '../repository.js';

/** What the App asks GitHub as itself. */
export interface AppApi {
  /** One call. */
  self(): Promise<AppIdentity>;
  /** Those since a time, oldest first; GitHub keeps them for some days. One call for each hundred. */
  deliveriesSince(time: Date): Promise<readonly Delivery[]>;
  /** Has GitHub send it once more, with the same GUID. */
  redeliver(delivery: Delivery): Promise<void>;
  /** One call for each hundred. */
  installations(): Promise<readonly Installation[]>;
  /** Those that an installation includes. One call for each hundred. */
  repositories(installation: number): Promise<readonly Repository[]>;
}

export interface AppIdentity {
  readonly id: number;
  readonly slug: string;
  readonly name: string;
}

/** An attempt of GitHub's to hand over an event. */
export interface Delivery {
  /** Of the attempt: more digits than a number holds. */
  readonly id: string;
  /** Of the event: redeliveries have the same. */
  readonly guid: string;
  readonly event: string;
  readonly action: string | undefined;
  readonly deliveredAt: Date;
  readonly redelivery: boolean;
  /** What was answered; 0 when nothing was. */
  readonly status: number;
}

export interface Installation {
  readonly id: number;
  readonly account: string;
  readonly suspended: boolean;
}
