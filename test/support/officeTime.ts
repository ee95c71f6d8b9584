import { DateTime } from 'luxon';
import type { Interval } from '../../activities/types';
import type { HoursPolicy } from '../../src/hours/hoursPolicy';
import type { ScheduleInterval, Schedules, ZendeskHoliday, ZendeskSchedule } from '../../src/hours/schedules';

export const MADRID = 'Europe/Madrid';
export const NEW_YORK = 'America/New_York';

/** The instant of a wall-clock time without doubt, or of an ISO time with offset. */
export const at = (text: string, zone = MADRID): number => DateTime.fromISO(text, { zone }).toMillis();

/** Intervals as ISO times of the zone, to the minute, with the offset. */
export const shown = (intervals: Interval[], zone = MADRID): string[] =>
  intervals.map(({ start, end }) => `${iso(start, zone)} / ${iso(end, zone)}`);

const iso = (instant: number, zone: string): string =>
  DateTime.fromMillis(instant, { zone }).toFormat("yyyy-MM-dd'T'HH:mmZZ");

/** @param day 0 is Sunday */
export const open = (day: number, startHour: number, endHour: number): ScheduleInterval => ({
  startMinute: (day * 24 + startHour) * 60,
  endMinute: (day * 24 + endHour) * 60,
});

/** Monday to Friday, 09:00-18:00. */
export const WORKWEEK = [1, 2, 3, 4, 5].map((day) => open(day, 9, 18));

export const fromZendesk: HoursPolicy = { from: 'zendesk' };

export const oficina: ZendeskSchedule = { id: '1', name: 'Oficina', timeZone: 'Madrid', intervals: WORKWEEK };

/** What Zendesk answers, and how often it was asked. */
export function pretendSchedules(
  answer: () => ZendeskSchedule[] | Promise<ZendeskSchedule[]>,
  holidays: ZendeskHoliday[] = [],
): Schedules & { asked: number } {
  return {
    asked: 0,
    async schedules() {
      this.asked++;
      return answer();
    },
    holidays: () => Promise.resolve(holidays),
  };
}
