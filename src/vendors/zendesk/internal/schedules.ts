import { z } from 'zod';
import type { Schedules } from '../../../hours/schedules';
import { readAnswer } from '../../http/readAnswer';
import type { ReadList } from '../../http/readList';
import { idSchema } from '../fields';
import { allPages, numericId, type ZendeskCall } from '../transport';

export type { Schedules, ZendeskHoliday, ZendeskSchedule } from '../../../hours/schedules';

const scheduleSchema = z.object({
  id: idSchema,
  name: z.string(),
  time_zone: z.string(),
  intervals: z.array(z.object({ start_time: z.number(), end_time: z.number() })).nullish(),
});
const schedulesSchema = z.object({ schedules: z.unknown() });

const holidaySchema = z.object({ name: z.string(), start_date: z.string(), end_date: z.string() });
const holidaysSchema = z.object({ holidays: z.unknown() });

/** Zendesk's business hours, which only administrators may read. */
export function createSchedules(call: ZendeskCall, readList: ReadList): Schedules {
  // Whether these lists have pages is not documented.
  const pages = (path: string): Promise<unknown[]> => allPages(call, `business_hours/schedules${path}.json`);
  return {
    async schedules() {
      const read = (await pages('')).map((page) => readAnswer('zendesk', 'schedules', schedulesSchema, page));
      const schedules = read.flatMap((page) => readList('schedules', scheduleSchema, page.schedules));
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
      const read = list.map((page) => readAnswer('zendesk', 'holidays', holidaysSchema, page));
      const holidays = read.flatMap((page) => readList('holidays', holidaySchema, page.holidays));
      return holidays.map(({ name, start_date, end_date }) => ({ name, startDate: start_date, endDate: end_date }));
    },
  };
}
