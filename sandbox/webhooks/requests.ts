import type { WebhookVendor } from '../types';

export interface Webhook {
  vendor: WebhookVendor;
  /** The name used in faults and in the log. */
  event: string;
  /** Different for each webhook, the same in all its attempts. */
  id: string;
  body: string;
  to: Subscriber;
}

/** A receiver of webhooks. */
export interface Subscriber {
  /** Undefined: no target yet. */
  url(): string | undefined;
  /** The headers for one attempt. */
  headers(webhook: Webhook, now: number): Record<string, string>;
  /** Called before the webhook is sent; if it returns false, it is not sent. */
  accepts?(webhook: Webhook, now: number): boolean;
  /** Called with the status of an attempt's answer; undefined if there was no answer. */
  answered?(webhook: Webhook, status: number | undefined, now: number): void;
}

/** How long each vendor waits for an answer, in ms. */
export const patience = (vendor: WebhookVendor): number => (vendor === 'zendesk' ? 10_000 : 20_000);

const finalForSunshine = [400, 401, 403, 404, 406];

/**
 * Whether the vendor sends the webhook again after this answer (undefined: no answer). Zendesk: after a 409, up to
 * three more times. Sunshine: five attempts in all, unless it was a success or a code that Sunshine treats as final.
 */
export function sendsAgain(vendor: WebhookVendor, attempts: number, status: number | undefined): boolean {
  if (vendor === 'zendesk') return status === 409 && attempts <= 3;
  if (status !== undefined && (status < 300 || finalForSunshine.includes(status))) return false;
  return attempts < 5;
}
