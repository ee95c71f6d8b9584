import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { VendorError } from '../../../../activities/vendorError';

/** Takes one call out of a budget. @throws VendorError 429 when it is used up */
export type Budget = () => Promise<void>;

/**
 * Keeps this process within the account's budget, of which the other integrations want their part. Over it, a call is refused here as the
 * vendor would refuse it (429 with Retry-After), so that the wait becomes a retry or a deadline and never a blocked worker.
 * @param points how many calls count as within it now; a changed policy changes that
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
