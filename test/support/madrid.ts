/** Times as people say them, in Madrid: `Mon 09:00` lies in the week of Monday 5 October 2026. */
import { DateTime } from 'luxon';
import type { Instant, Interval } from '../../activities/types';

const zone = 'Europe/Madrid';
const MONDAY = DateTime.fromISO('2026-10-05', { zone });
const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const WEEKS: Record<string, number> = { last: -1, next: 1 };

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** `Mon 09:00`, `Mon 09:00:05`, `last Sat 10:12`, `next Mon 09:05`, or in full `Sat 24 Oct 2026 20:00`. */
export function at(text: string): Instant {
  const short = /^(?:(last|next) )?([A-Z][a-z]{2}) (\d\d):(\d\d)(?::(\d\d))?$/.exec(text);
  if (short) {
    const [, week = '', day = '', hour, minute, second = 0] = short;
    if (!DAYS.includes(day)) throw new Error(`${day} is no day`);
    const date = MONDAY.plus({ weeks: WEEKS[week] ?? 0, days: DAYS.indexOf(day) });
    return date.set({ hour: Number(hour), minute: Number(minute), second: Number(second) }).toMillis();
  }
  const full = DateTime.fromFormat(text, 'ccc d LLL yyyy HH:mm', { zone, locale: 'en' });
  if (!full.isValid) throw new Error(`"${text}" is no time`);
  return full.toMillis();
}

/** The reverse of `at`, to the second. */
export function when(instant: Instant): string {
  const time = DateTime.fromMillis(instant, { zone, locale: 'en' });
  const week = Math.floor(time.startOf('day').diff(MONDAY, 'days').days / 7);
  const clock = time.toFormat(time.second === 0 ? 'HH:mm' : 'HH:mm:ss');
  if (Math.abs(week) > 1) return `${time.toFormat('ccc d LLL yyyy')} ${clock}`;
  return `${['last ', '', 'next '][week + 1]}${time.toFormat('ccc')} ${clock}`;
}

/** All instants that a clock in Madrid shows, to the minute, as it shows this one: two where it goes back. */
export function sameText(instant: Instant): Instant[] {
  const minute = Math.floor(instant / MINUTE) * MINUTE;
  const known = sameTexts.get(minute);
  if (known) return known;
  const text = (it: Instant): string => DateTime.fromMillis(it, { zone }).toFormat('yyyy-MM-dd HH:mm');
  const same = [minute - HOUR, minute, minute + HOUR].filter((it) => text(it) === text(instant));
  sameTexts.set(minute, same);
  return same;
}

/** Worked out once, as the days are. */
const sameTexts = new Map<Instant, Instant[]>();

/** Monday to Friday, 09:00 to 18:00, less `holidays` (ISO dates). */
export const officeHours = (from: Instant, to: Instant, holidays: readonly string[]): Interval[] =>
  daysBetween(from, to)
    .filter(({ date, weekday }) => weekday <= 5 && !holidays.includes(date))
    .map(({ opens, shuts }) => ({ start: opens, end: shuts }));

/** Every night from 21:00 to 08:00. */
export const quietHours = (from: Instant, to: Instant): Interval[] =>
  daysBetween(from - DAY, to).map(({ evening, morningAfter }) => ({ start: evening, end: morningAfter }));

interface Day {
  date: string;
  weekday: number;
  opens: Instant;
  shuts: Instant;
  evening: Instant;
  morningAfter: Instant;
}

/** Worked out once: the stories ask for them at every read. */
const days = new Map<number, Day>();

function daysBetween(from: Instant, to: Instant): Day[] {
  const first = Math.floor(from / DAY);
  return Array.from({ length: Math.ceil(to / DAY) - first }, (_, index) => dayOf(first + index));
}

function dayOf(number: number): Day {
  const known = days.get(number);
  if (known) return known;
  const start = DateTime.fromMillis(number * DAY, { zone }).startOf('day');
  const hour = (of: number): Instant => start.set({ hour: of }).toMillis();
  const day = {
    date: start.toISODate() ?? '',
    weekday: start.weekday,
    opens: hour(9),
    shuts: hour(18),
    evening: hour(21),
    morningAfter: start.plus({ days: 1 }).set({ hour: 8 }).toMillis(),
  };
  days.set(number, day);
  return day;
}
