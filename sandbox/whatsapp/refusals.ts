import type { Refusal } from '../faults';

/** The refusals that a test asked for. */
export class Refusals {
  private waiting: { refusal: Refusal; left: number }[] = [];

  add(refusal: Refusal): void {
    this.waiting.push({ refusal, left: refusal.times ?? 1 });
  }

  clear(): void {
    this.waiting = [];
  }

  /** The code of the next refusal for this customer, if there is one. Calling this uses it up. */
  take(customerId: number): number | undefined {
    const hit = this.waiting.find(({ refusal: { customer } }) => !customer || customer.id === String(customerId));
    if (!hit) return undefined;
    hit.left -= 1;
    if (hit.left <= 0) this.waiting = this.waiting.filter((it) => it !== hit);
    return hit.refusal.code;
  }
}
