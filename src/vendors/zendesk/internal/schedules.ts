import { z } from 'zod';
import type { Schedules } from '../../../hours/schedules';
import { readAnswer } from '../../http/readAnswer';
import { idSchema } from '../fields';
import { allPages, numericId, type ZendeskCall } from '../transport';

export type { Schedules, ZendeskHoliday, ZendeskSchedule } from '../../../hours/schedules';

const schedulesSchema = z.object({
  schedules: z.array(
    z.object({
      id: idSchema,
      name: z.string(),
      time_zone: z.string(),
      intervals: z.array(z.object({ start_time: z.number(), end_time: z.number() })).nullish(),
    }),
  ),
});

const holidaysSchema = z.object({
  holidays: z.array(z.object({ name: z.string(), start_date: z.string(), end_date: z.string() })),
});

/** Zendesk's business hours, which only administrators may read. */
export function createSchedules(call: ZendeskCall): Schedules {
  // Whether these lists have pages is not documented.
  const pages = (path: string): Promise<unknown[]> => allPages(call, `business_hours/schedules${path}.json`);
  return {
    async schedules() {
      const read = (await pages('')).map((page) => readAnswer('zendesk', 'schedules', schedulesSchema, page));
      const schedules = read.flatMap((page) => page.schedules);
      return schedules.map(({ id, name, time_zone, intervals }) => ({
        id,
        name,
        timeZone: time_zone,
        intervals: (intervals ?? []).map(({ start_time, end_time }) => ({
          startMinute: start_time,
          endMinute: end_time,
        })),
      }));
    },
    async holidays(scheduleId) {
      const list = await pages(`/${numericId(scheduleId)}/holidays`);
      const holidays = list.flatMap((page) => readAnswer('zendesk', 'holidays', holidaysSchema, page).holidays);
      return holidays.map(({ name, start_date, end_date }) => ({ name, startDate: start_date, endDate: end_date }));
    },
  };
}
