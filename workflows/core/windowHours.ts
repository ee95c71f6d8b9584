import type { Instant, Interval, PastWindow } from '../../activities/types';
import { WINDOW_MS } from './history';
import { nextOpening, overlapMs } from './intervals';

/** Office time (ms) in the window that a message at `from` opens, and the first opening after the message. */
export function windowHours(office: readonly Interval[], from: Instant): Omit<PastWindow, 'from'> {
  const opening = nextOpening(office, from);
  return {
    officeMs: overlapMs(office, from, from + WINDOW_MS),
    ...(opening && { opensAt: opening.start }),
  };
}
