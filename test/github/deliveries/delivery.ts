/** One webhook delivery, sent or still to be sent. A redelivery is another one with the same GUID. */
export interface Delivery {
  readonly id: number;
  readonly guid: string;
  readonly event: string;
  readonly action: string | null;
  readonly app: number;
  readonly installation: number | null;
  readonly repository: number | null;
  readonly redelivery: boolean;
  /** What is sent. */
  readonly body: string;
  readonly url: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
  /** When it was first sent, or is to be: ISO 8601. */
  readonly deliveredAt: string;
  /** `pending` until it was answered or given up; then as GitHub's list says it: `OK`, `Invalid HTTP Response: 503`, `timed out`. */
  status: string;
  /** 0 when there was no answer. */
  statusCode: number;
  /** Seconds. */
  duration: number;
  /** What the receiver said. */
  response: string | null;
}
