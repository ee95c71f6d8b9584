/** The days of the demo in words, in the office's time zone. */
import { DateTime } from 'luxon';

const ZONE = 'Europe/Madrid';
const DAYS = ['Sat', 'Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri'] as const;

/** Such as `Mon 09:00`, in the week that begins on Saturday. */
export type Moment = `${(typeof DAYS)[number]} ${string}`;

export interface Week {
  /** Epoch ms. */
  at(moment: Moment): number;
}

/** The first such week that begins at least a day from now: simulated time can only be ahead of real time. */
export function comingWeek(now: number): Week {
  const dayAfter = inOffice(now).plus({ days: 2 }).startOf('day');
  return weekOf(dayAfter.plus({ days: (6 - dayAfter.weekday + 7) % 7 }));
}

/** @param saturday an ISO date */
export const weekBeginning = (saturday: string): Week => weekOf(DateTime.fromISO(saturday, { zone: ZONE }));

const weekOf = (saturday: DateTime): Week => ({
  at(moment) {
    const [day = '', clock = ''] = moment.split(' ');
    const [hour, minute] = clock.split(':').map(Number);
    const index = (DAYS as readonly string[]).indexOf(day);
    // By the calendar, not by adding hours: a day on which the clocks change has 23 or 25 hours.
    const time = saturday.plus({ days: index }).set({ hour: hour ?? NaN, minute: minute ?? NaN });
    if (index < 0 || !time.isValid) throw new Error(`"${moment}" is no moment`);
    return time.toMillis();
  },
});

const inOffice = (at: number): DateTime => DateTime.fromMillis(at, { zone: ZONE, locale: 'en' });

/** Such as `Mon 5 Oct 09:00`. */
export const say = (at: number): string => inOffice(at).toFormat('ccc d LLL HH:mm');

/** Such as `Mon  5 Oct`: the same width for every day. */
export const dayOf = (at: number): string => inOffice(at).toFormat('ccc dd LLL').replace(' 0', '  ');
export const clockOf = (at: number): string => inOffice(at).toFormat('HH:mm');

/** The format in which Ventana writes "WhatsApp window closes at". */
export const fieldOf = (at: number): string => inOffice(at).toFormat('yyyy-MM-dd HH:mm');
export const parseField = (field: string): number =>
  DateTime.fromFormat(field, 'yyyy-MM-dd HH:mm', { zone: ZONE }).toMillis();

/** Times in the words for engineers are in UTC: this converts them to the office's time zone. */
export const inOfficeTime = (words: string): string =>
  words.replace(/(\d{4}-\d\d-\d\d) (\d\d:\d\d) UTC/g, (_, day: string, clock: string) =>
    say(Date.parse(`${day}T${clock}:00Z`)),
  );
