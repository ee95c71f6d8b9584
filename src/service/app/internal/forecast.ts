import type { Instant, Interval } from '../../../../activities/types';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** How fast agents answer: `answered` conversations in `officeMs` of office time. */
export interface Pace {
  answered: number;
  officeMs: number;
}

/** @param office ordered, not overlapping */
export const timeIn = (office: readonly Interval[], from: Instant, to: Instant): number =>
  office.reduce((sum, { start, end }) => sum + Math.max(0, Math.min(end, to) - Math.max(start, from)), 0);

/** Of which time the pace is: the last 24 hours, or seven days. */
export type Basis = 'day' | 'week';
export const daysOf: Record<Basis, number> = { day: 1, week: 7 };

/** After a closed weekend the last 24 hours say nothing. */
export const basisOf = (office: readonly Interval[], at: Instant): Basis =>
  timeIn(office, at - DAY, at) >= HOUR ? 'day' : 'week';

/** In place of office hours that are not known. */
export const allHoursAt = (at: Instant): Interval[] => [{ start: at - 7 * DAY, end: at + DAY }];

/** How many are answered between `now` and `at`, at this pace; not a whole number. */
export const answeredBy = (
  at: Instant,
  { answered, officeMs }: Pace,
  office: readonly Interval[],
  now: Instant,
): number => (answered * timeIn(office, now, at)) / officeMs;

/**
 * The windows that close unanswered if agents go on at this pace, in office time only, always with the one that closes
 * first: who works in that order loses the fewest.
 * @param closing when each window closes, earliest first
 * @returns those lost, earliest first
 */
export function lostOf(closing: readonly Instant[], pace: Pace, office: readonly Interval[], now: Instant): Instant[] {
  let saved = 0;
  return closing.filter((at) => {
    if (saved + 1 > answeredBy(at, pace, office, now)) return true;
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
