import type { StoredMessage } from './ports';
import type { Instant } from './types';

/** Two clocks differ by less. A time beyond it (year 9999) would keep a window open, and no date can be made of it. */
const MOST_AHEAD_MS = 24 * 3_600_000;

/** The message with a time that can be: its own, or when it was received. @returns undefined if there is none */
export function believable(stored: StoredMessage, now: Instant): StoredMessage | undefined {
  const { receivedAt, ...rest } = stored;
  const canBe = (at: Instant): boolean => at <= now + MOST_AHEAD_MS;
  if (receivedAt !== undefined && canBe(receivedAt)) return canBe(stored.at) ? stored : { ...stored, at: receivedAt };
  return canBe(stored.at) ? { ...rest } : undefined;
}
