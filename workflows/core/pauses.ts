/** Growing pauses between attempts at what a vendor does not take. */
import type { Instant } from '../../activities/types';

/** Attempts in a row that failed. */
export interface Failing {
  /** When the first one failed. */
  since: Instant;
  times: number;
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** The first pause (ms) and the longest. */
const FIRST_MS = 10 * SECOND;
const LONGEST_MS = 10 * MINUTE;

/** After this long (ms) nothing is tried any more. */
export const AT_MOST_MS = 24 * 60 * MINUTE;
/** A delay of this long (ms) is worth telling. */
export const WORTH_TELLING_MS = 15 * MINUTE;

export const failedAgain = (failing: Failing | undefined, now: Instant): Failing => ({
  since: failing?.since ?? now,
  times: (failing?.times ?? 0) + 1,
});

/** When to try again: after 10, 20, 40 s ... 10 min, and not before `retryAt`, which a vendor may have asked for. */
export const nextTry = ({ times }: Failing, now: Instant, retryAt: Instant, firstMs = FIRST_MS): Instant =>
  Math.max(retryAt, now + Math.min(firstMs * 2 ** Math.min(times - 1, 10), LONGEST_MS));
