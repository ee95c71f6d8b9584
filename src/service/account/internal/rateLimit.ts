import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { VendorError } from '../../../../activities/vendorError';

/** Takes one call from a budget. @throws VendorError 429 when the budget is used up */
export type Budget = () => Promise<void>;

/**
 * Keeps this process within the account's rate limit, which it shares with other integrations. When the budget is used
 * up, a call is rejected here just as the vendor would reject it (429 with Retry-After). So the wait becomes a retry or
 * a deadline and never blocks a worker.
 * @param points calls allowed per `seconds`; read on every call because the policy may change
 */
export function createBudget(vendor: VendorError['vendor'], points: () => number, seconds: number): Budget {
  const limiter = new RateLimiterMemory({ points: points(), duration: seconds });
  return async () => {
    limiter.points = points();
    try {
      await limiter.consume(vendor);
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      throw new VendorError(`${vendor}: our own budget of ${limiter.points} in ${seconds} s is used up`, {
        vendor,
        reached: 'notSent',
        status: 429,
        retryAfterMs: Math.max(1, refusal.msBeforeNext),
      });
    }
  };
}
