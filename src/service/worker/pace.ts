import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Sunshine, Zendesk } from '../../../activities/ports';
import { VendorError } from '../../../activities/vendorError';
import type { Rates } from '../../config/config';

/**
 * Keeps this process within the account's budget, of which the other integrations want their part. Over it, a call is refused here as the
 * vendor would refuse it (429 with Retry-After), so that the wait becomes a retry or a deadline and never a blocked worker.
 */
export function paced<Z extends Zendesk>(ports: { zendesk: Z; sunshine: Sunshine }, rates: Rates): typeof ports {
  const update = budget('zendesk', rates.zendeskUpdatesPerMinute, 60);
  const send = budget('sunshine', rates.sendsPerSecond, 1);
  return {
    zendesk: {
      ...ports.zendesk,
      updateTicket: (id, change) => update(() => ports.zendesk.updateTicket(id, change)),
    },
    sunshine: {
      ...ports.sunshine,
      post: (conversationId, outgoing) => send(() => ports.sunshine.post(conversationId, outgoing)),
      notify: (phone, outgoing) => send(() => ports.sunshine.notify(phone, outgoing)),
    },
  };
}

function budget(vendor: 'zendesk' | 'sunshine', points: number, duration: number) {
  const limiter = new RateLimiterMemory({ points, duration });
  return async <Result>(call: () => Promise<Result>): Promise<Result> => {
    try {
      await limiter.consume(vendor);
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      throw new VendorError(`${vendor}: our own budget of ${points} in ${duration} s is used up`, {
        vendor,
        reached: 'notSent',
        status: 429,
        retryAfterMs: Math.max(1, refusal.msBeforeNext),
      });
    }
    return call();
  };
}
