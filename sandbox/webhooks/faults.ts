import type { WebhookFault } from '../faults';
import type { Webhook } from './requests';

/** The faults waiting for a webhook. */
export class WebhookFaults {
  private waiting: { fault: WebhookFault; left: number }[] = [];

  /** @returns a function that withdraws the fault */
  add(fault: WebhookFault): () => void {
    const added = { fault, left: fault.times ?? 1 };
    this.waiting.push(added);
    return () => {
      this.waiting = this.waiting.filter((it) => it !== added);
    };
  }

  clear(): void {
    this.waiting = [];
  }

  /** The fault for this webhook, if there is one. Calling this uses it up. */
  take(webhook: Webhook): WebhookFault['effect'] | undefined {
    const hit = this.waiting.find(({ fault }) => matches(fault, webhook) && (fault.befalls?.() ?? true));
    if (!hit) return undefined;
    hit.left -= 1;
    if (hit.left <= 0) this.waiting = this.waiting.filter((it) => it !== hit);
    return hit.fault.effect;
  }
}

const matches = (fault: WebhookFault, webhook: Webhook): boolean =>
  (fault.vendor === undefined || fault.vendor === webhook.vendor) &&
  (fault.event === undefined || new RegExp(fault.event).test(webhook.event));
