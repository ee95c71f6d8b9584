import type { SunshineWebhook } from '../world/settings';
import type { Subscriber } from './requests';

/** A Sunshine webhook of either version: its secret goes along in plain. */
export const sunshineSubscriber = (webhook: SunshineWebhook): Subscriber => ({
  url: () => webhook.target || undefined,
  headers: () => ({ 'content-type': 'application/json', 'x-api-key': webhook.secret }),
});
