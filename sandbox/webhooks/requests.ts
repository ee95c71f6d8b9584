import type { WebhookVendor } from '../types';
import type { Credentials } from '../world/credentials';
import { isoSeconds } from '../world/time';
import { signature } from './sign';

export interface Webhook {
  vendor: WebhookVendor;
  /** The name that faults and the log know it by. */
  event: string;
  /** Constant over the attempts; its own for each webhook. */
  id: string;
  body: string;
}

/** How long each vendor waits for an answer, in ms. */
export const patience = (vendor: WebhookVendor): number => (vendor === 'zendesk' ? 10_000 : 20_000);

export const path = (vendor: WebhookVendor): string =>
  vendor === 'zendesk' ? '/webhooks/zendesk' : '/webhooks/sunshine';

/** The headers of one attempt. */
export function headers(webhook: Webhook, credentials: Credentials, now: number): Record<string, string> {
  if (webhook.vendor !== 'zendesk') {
    const secret = webhook.vendor === 'sunshine' ? credentials.v2WebhookSecret : credentials.v11WebhookSecret;
    return { 'content-type': 'application/json', 'x-api-key': secret };
  }
  const timestamp = isoSeconds(now);
  return {
    'content-type': 'application/json',
    'user-agent': 'Zendesk Webhook',
    'x-zendesk-account-id': '123456',
    'x-zendesk-webhook-id': '01F1KRFQ6BG29CNWFR60NK5FNY',
    'x-zendesk-webhook-invocation-id': webhook.id,
    'x-zendesk-webhook-signature-timestamp': timestamp,
    'x-zendesk-webhook-signature': signature(credentials.zendeskWebhookSecret, timestamp, webhook.body),
  };
}

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
