import type { WebhookVendor } from '../types';

export interface Webhook {
  vendor: WebhookVendor;
  /** The name that faults and the log know it by. */
  event: string;
  /** Constant over the attempts; its own for each webhook. */
  id: string;
  body: string;
  to: Subscriber;
}

/** Whoever asked to be told. */
export interface Subscriber {
  /** Undefined: nowhere yet. */
  url(): string | undefined;
  /** The headers of one attempt. */
  headers(webhook: Webhook, now: number): Record<string, string>;
  /** Asked before it is sent; false: it is not. */
  accepts?(webhook: Webhook, now: number): boolean;
  /** What an attempt was answered; undefined: nothing. */
  answered?(webhook: Webhook, status: number | undefined, now: number): void;
}

/** How long each vendor waits for an answer, in ms. */
export const patience = (vendor: WebhookVendor): number => (vendor === 'zendesk' ? 10_000 : 20_000);

const finalForSunshine = [400, 401, 403, 404, 406];

/**
 * Whether the vendor sends again after this answer (undefined: none came). Zendesk: a 409, up to three times more.
 * Sunshine: five attempts in all, on anything but success and the codes it takes for final.
 */
export function sendsAgain(vendor: WebhookVendor, attempts: number, status: number | undefined): boolean {
  if (vendor === 'zendesk') return status === 409 && attempts <= 3;
  if (status !== undefined && (status < 300 || finalForSunshine.includes(status))) return false;
  return attempts < 5;
}
