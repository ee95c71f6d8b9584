/** A pause for each thing that a run writes to besides the ticket: one that is refused delays nothing else. */
import type { Elsewhere, Live } from './conversation';
import type { OwnEvent } from './events';
import { nextTry, failedAgain } from './pauses';

export type FailedUpdate = Extract<OwnEvent, { type: 'conflict' | 'writeFailed' }>;

/**
 * After a final refusal, what is still owed is tried again after this long (ms): somebody may have fixed the cause.
 */
export const REFUSED_PAUSE_MS = 3_600_000;

/** The state with a pause before the next attempt, longer each time. */
export function withPause(c: Live, to: Elsewhere, event: FailedUpdate): Live {
  const failing = failedAgain(c.pauses?.[to], c.asOf);
  const isFinal = event.type === 'writeFailed' && (event.final || event.refused === true);
  const asked = event.type === 'writeFailed' ? event.retryAt : c.asOf;
  const until = isFinal ? Math.max(asked, c.asOf + REFUSED_PAUSE_MS) : nextTry(failing, c.asOf, asked);
  return { ...c, pauses: { ...c.pauses, [to]: { ...failing, until } } };
}

export function withoutPause(c: Live, to: Elsewhere): Live {
  if (!c.pauses?.[to]) return c;
  const { [to]: _over, ...pauses } = c.pauses;
  return { ...c, pauses };
}
