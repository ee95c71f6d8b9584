import type { SunshineWebhook } from '../world/settings';
import type { Subscriber } from './requests';

/** A Sunshine webhook of either version: its secret is sent in plain text. */
export const sunshineSubscriber = (webhook: SunshineWebhook): Subscriber => ({
  url: () => webhook.target || undefined,
  headers: () => ({ 'content-type': 'application/json', 'x-api-key': webhook.secret }),
});
