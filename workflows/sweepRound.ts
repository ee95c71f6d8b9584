/** Which part of all open runs one sweep takes. Pure. */
const HOUR = 3_600_000;

/**
 * Half a window: if the webhook of a customer's message was lost, we learn of it while the agent can still send a
 * free-form answer.
 */
const ROUND_MS = 12 * HOUR;
/** The most runs for each quarter of an hour that has passed, and for one sweep. */
const PER_QUARTER = 200;
const QUARTER_MS = HOUR / 4;
const MOST = 2_000;

/**
 * The part that is due by the time that has really passed: a sweep may have been late, skipped, or long.
 * @param takenAt when the previous sweep took its part; undefined: not known
 * @param everyMs how often a sweep runs: as if at least this much time had passed
 */
export function partOfRound(everyMs: number, takenAt: number | undefined, now: number): { share: number; max: number } {
  const passedMs = Math.max(everyMs, takenAt === undefined ? 0 : now - takenAt);
  return {
    share: Math.min(1, passedMs / ROUND_MS),
    max: Math.min(MOST, Math.ceil(PER_QUARTER * Math.max(1, passedMs / QUARTER_MS))),
  };
}
