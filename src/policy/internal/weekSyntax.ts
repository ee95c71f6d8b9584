import type { ScheduleInterval } from '../../hours/schedules';

const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const DAY = `(?:${DAYS.join('|')})`;
const TIME = '(?:[01]?\\d|2[0-3]):[0-5]\\d';
const RANGE = `${TIME} ?- ?(?:${TIME}|24:00)`;
const DATE = '\\d{4}-\\d{2}-\\d{2}';

/** `mon`, `mon-fri`, `mon,wed,fri`, `mon-thu,sat` */
export const DAY_KEY = new RegExp(`^${DAY}(?:-${DAY})?(?:, ?${DAY}(?:-${DAY})?)*$`);
/** `09:00-18:00`, `09:00-14:00, 16:00-19:00`; the end may be 24:00. */
export const TIME_RANGES = new RegExp(`^${RANGE}(?:, ?${RANGE})*$`);
/** `21:00-08:00` or `off` */
export const QUIET_HOURS = new RegExp(`^(?:off|${TIME} ?- ?${TIME})$`);
/** `2026-12-25` or `2026-12-24..2026-12-26` */
export const CLOSED_DAYS = new RegExp(`^${DATE}(?:\\.\\.${DATE})?$`);

/** The weekdays (0 is Sunday) that a key of `week` names. `sat-mon` wraps around the end of the week. */
export function weekdays(key: string): number[] {
  return key.split(/, ?/).flatMap((part) => {
    const [first = 0, last = first] = part.split('-').map((day) => DAYS.indexOf(day));
    return Array.from({ length: ((last - first + 7) % 7) + 1 }, (_, index) => (first + index) % 7);
  });
}

/** Converts `HH:mm` to minutes since midnight. */
function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.trim().split(':').map(Number);
  return hours * 60 + minutes;
}

/** Start and end of each of a day's ranges, in minutes since midnight. */
export const timeRanges = (text: string | readonly string[]): { start: number; end: number }[] =>
  [text]
    .flat()
    .flatMap((part) => part.split(','))
    .map((range) => {
      const [start = '', end = ''] = range.split('-');
      return { start: minutesOf(start), end: minutesOf(end) };
    });

/** The validated `week` as intervals, in minutes since Sunday 00:00. */
export const weekIntervals = (week: Record<string, string | string[]>): ScheduleInterval[] =>
  Object.entries(week)
    .flatMap(([key, ranges]) =>
      weekdays(key).flatMap((day) =>
        timeRanges(ranges).map(({ start, end }) => ({
          startMinute: day * 1_440 + start,
          endMinute: day * 1_440 + end,
        })),
      ),
    )
    .sort((a, b) => a.startMinute - b.startMinute);
