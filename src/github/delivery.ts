/** One webhook delivery that is GitHub's, as its signature says. What its payload holds is still anybody's text. */
export interface Delivery {
  /** The GUID, the same for each redelivery. */
  readonly id: string;
  /** As `pull_request`. */
  readonly name: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** `accepted`: its work is stored. `ignored`: it asks for nothing. `malformed`: it asks for something and does not have what is needed. */
export type DeliveryReceipt = 'accepted' | 'ignored' | 'malformed';

/** Whoever takes deliveries. Throws when the work could not be stored: GitHub then keeps the delivery as failed, to be sent again. */
export interface DeliveryReceiver {
  readonly webhookSecret: string;
  receive(delivery: Delivery): Promise<DeliveryReceipt>;
}
