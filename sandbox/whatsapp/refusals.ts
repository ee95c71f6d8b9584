import type { Outage, Refusal } from '../faults';
import type { ErrorShape } from './errors';

/** A message that WhatsApp does not take. */
export interface Refused {
  code: number;
  shape?: ErrorShape;
  /** It is on the phone all the same. */
  arrives?: true;
}

type How = NonNullable<Refusal['how']>;

/** The refusals and the outage that a test asked for. */
export class Refusals {
  private waiting: { refusal: Refusal; left: number }[] = [];
  private outage: Outage | undefined;

  add(refusal: Refusal): void {
    this.waiting.push({ refusal, left: refusal.times ?? 1 });
  }

  begin(outage: Outage): void {
    this.outage = outage;
  }

  clear(): void {
    this.waiting = [];
    this.outage = undefined;
  }

  /**
   * The next refusal for this customer, if there is one. Calling this uses it up.
   * @param how `request`: the request itself is refused; `event`: a delivery event says so later
   */
  take(customerId: number, now: number, how: How): Refused | undefined {
    const { outage } = this;
    if (outage && (outage.how ?? 'event') === how && (outage.until === undefined || now < outage.until)) return outage;
    const hit = this.waiting.find(
      ({ refusal }) =>
        (refusal.how ?? 'event') === how && (!refusal.customer || refusal.customer.id === String(customerId)),
    );
    if (!hit) return undefined;
    hit.left -= 1;
    if (hit.left <= 0) this.waiting = this.waiting.filter((it) => it !== hit);
    return hit.refusal;
  }
}
