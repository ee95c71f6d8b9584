import type { IANAZone } from 'luxon';
import type { Instant, Interval } from '../../../activities/types';
import type { ClosedDays, QuietHours } from '../hoursPolicy';
import type { ScheduleInterval } from '../schedules';
import { DAY_MINUTES, dayOf, instantOf, isoDate, weekdayOf, zoneOf, type DayNumber } from './wallClock';

const WEEK_MINUTES = 7 * DAY_MINUTES;

/** Minutes since midnight. */
interface MinuteRange {
  start: number;
  end: number;
}

/**
 * The open intervals that overlap or touch `from`..`to`, uncut, in order and disjoint: touching ones are merged. An
 * interval that spans several days may be cut a day before `from` or a day after `to`. Opening times are wall-clock
 * times of each day, so they stay the same across a clock change.
 * @param zone IANA name
 * @param holidays closed from the first to the last day, both included. Zendesk's documentation does not say that
 * `end_date` is included, but a single-day holiday has the same date twice, which implies it.
 * @throws {RangeError} when the zone is unknown
 */
export function openIntervals(
  week: readonly ScheduleInterval[],
  zone: string,
  holidays: readonly ClosedDays[],
  from: Instant,
  to: Instant,
): Interval[] {
  const days = byWeekday(week);
  const isHoliday = (day: DayNumber): boolean => {
    const date = isoDate(day);
    return holidays.some(({ startDate, endDate }) => startDate <= date && date <= endDate);
  };
  return eachDay(zone, from, to, (day) => (isHoliday(day) ? [] : (days[weekdayOf(day)] ?? [])));
}

/**
 * The quiet intervals that overlap or touch `from`..`to`, one per day. They cross midnight if `end` is not after
 * `start`.
 * @param zone IANA name
 * @throws {RangeError} when the zone is unknown
 */
export function quietIntervals({ start, end }: QuietHours, zone: string, from: Instant, to: Instant): Interval[] {
  const [first, last] = [minuteOfDay(start), minuteOfDay(end)];
  const range = { start: first, end: last > first ? last : last + DAY_MINUTES };
  return eachDay(zone, from, to, () => [range]);
}

function eachDay(
  zoneName: string,
  from: Instant,
  to: Instant,
  ranges: (day: DayNumber) => readonly MinuteRange[],
): Interval[] {
  const zone: IANAZone = zoneOf(zoneName);
  const found: Interval[] = [];
  for (let day = dayOf(from, zone) - 1; day <= dayOf(to, zone) + 1; day++) {
    for (const { start, end } of ranges(day)) {
      found.push({ start: instantOf(day, start, zone), end: instantOf(day, end, zone) });
    }
  }
  return merged(found).filter(({ start, end }) => end > from && start < to);
}

/** The week's intervals, split at midnight, by weekday (0 is Sunday). */
function byWeekday(week: readonly ScheduleInterval[]): MinuteRange[][] {
  const days: MinuteRange[][] = Array.from({ length: 7 }, () => []);
  for (const interval of week) {
    const start = interval.startMinute % WEEK_MINUTES;
    let end = interval.endMinute === WEEK_MINUTES - 1 ? WEEK_MINUTES : interval.endMinute; // Zendesk ends the week at 10079
    if (end <= start) end += WEEK_MINUTES; // Saturday's midnight given as 0
    for (let midnight = start - (start % DAY_MINUTES); midnight < end; midnight += DAY_MINUTES) {
      days[(midnight / DAY_MINUTES) % 7]?.push({
        start: Math.max(start - midnight, 0),
        end: Math.min(end - midnight, DAY_MINUTES),
      });
    }
  }
  return days;
}

/** Sorted, without empty ones; overlapping and touching ones are merged. */
function merged(intervals: Interval[]): Interval[] {
  const result: Interval[] = [];
  for (const interval of intervals.filter(({ start, end }) => start < end).sort((a, b) => a.start - b.start)) {
    const last = result.at(-1);
    if (last && interval.start <= last.end) last.end = Math.max(last.end, interval.end);
    else result.push({ ...interval });
  }
  return result;
}

/** @param time `HH:mm` */
function minuteOfDay(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}
