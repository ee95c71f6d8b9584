import type { StoredMessage } from './ports';
import type { Instant } from './types';

/** Two clocks differ by less. A time beyond it (year 9999) would keep a window open, and no date can be made of it. */
const MOST_AHEAD_MS = 24 * 3_600_000;

/** Whether a vendor's time can be: it is not far ahead. */
export const canBe = (at: Instant, now: Instant): boolean => at <= now + MOST_AHEAD_MS;

/** The message with a time that can be: its own, or when it was received. @returns undefined if there is none */
export function believable(stored: StoredMessage, now: Instant): StoredMessage | undefined {
  const { receivedAt, ...rest } = stored;
  const isPossible = canBe(stored.at, now);
  if (receivedAt !== undefined && canBe(receivedAt, now)) return isPossible ? stored : { ...stored, at: receivedAt };
  return isPossible ? { ...rest } : undefined;
}
