import { z } from 'zod';
import type { Schedules } from '../../../hours/schedules';
import { readAnswer } from '../../http/readAnswer';
import type { ReadList } from '../../http/readList';
import { idSchema } from '../fields';
import { numericId, type ZendeskCall } from '../transport';

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
  const get = (path: string) => call('GET', `business_hours/schedules${path}.json`);
  return {
    async schedules() {
      const { schedules } = readAnswer('zendesk', 'schedules', schedulesSchema, await get(''));
      return readList('schedules', scheduleSchema, schedules).map(({ id, name, time_zone, intervals }) => ({
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
      const answer = await get(`/${numericId(scheduleId)}/holidays`);
      const { holidays } = readAnswer('zendesk', 'holidays', holidaysSchema, answer);
      return readList('holidays', holidaySchema, holidays).map(({ name, start_date, end_date }) => ({
        name,
        startDate: start_date,
        endDate: end_date,
      }));
    },
  };
}
