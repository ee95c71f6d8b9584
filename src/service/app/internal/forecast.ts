import type { Instant, Interval } from '../../../../activities/types';

const HOUR = 3_600_000;

/** How fast agents answer: `answered` conversations in `officeMs` of office time. */
export interface Pace {
  answered: number;
  officeMs: number;
}

/** @param office ordered, not overlapping */
export const timeIn = (office: readonly Interval[], from: Instant, to: Instant): number =>
  office.reduce((sum, { start, end }) => sum + Math.max(0, Math.min(end, to) - Math.max(start, from)), 0);

/**
 * The windows that close unanswered if agents go on at this pace, in office time only, always with the one that closes
 * first: who works in that order loses the fewest.
 * @param closing when each window closes, earliest first
 * @returns those lost, earliest first
 */
export function lostOf(
  closing: readonly Instant[],
  { answered, officeMs }: Pace,
  office: readonly Interval[],
  now: Instant,
): Instant[] {
  let saved = 0;
  return closing.filter((at) => {
    if (saved + 1 > (answered * timeIn(office, now, at)) / officeMs) return true;
    saved += 1;
    return false;
  });
}

/** The full hours in which these times lie, with how many. */
export function byHour(times: readonly Instant[]): Map<Instant, number> {
  const hours = new Map<Instant, number>();
  for (const at of times) {
    const from = Math.floor(at / HOUR) * HOUR;
    hours.set(from, (hours.get(from) ?? 0) + 1);
  }
  return hours;
}

/** The times of so many windows that close in an hour, if nothing more is known of them. */
export const spread = (from: Instant, until: Instant, count: number): Instant[] =>
  Array.from({ length: count }, (_, index) => from + ((index + 0.5) * (until - from)) / count);
