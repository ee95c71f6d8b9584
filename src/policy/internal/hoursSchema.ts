import { IANAZone } from 'luxon';
import { z } from 'zod';
import { fromRailsName } from '../../hours/zones';
import { CLOSED_DAYS, DAY_KEY, TIME_RANGES, timeRanges, weekdays } from './weekSyntax';

const openingTimes = z
  .string()
  .regex(TIME_RANGES, { error: 'is not a time range' })
  .meta({ examples: ['09:00-18:00', '09:00-14:00, 16:00-19:00', '00:00-24:00'] });

const timesOfADay = z.union([openingTimes, z.array(openingTimes).min(1)]).superRefine((value, context) => {
  if (![value].flat().every((part) => TIME_RANGES.test(part))) return; // already reported
  const ranges = timeRanges(value).sort((a, b) => a.start - b.start);
  if (ranges.some(({ start, end }) => end <= start)) {
    context.addIssue({
      code: 'custom',
      message: 'ends before it starts',
      params: { hint: 'For a shift past midnight, write 22:00-24:00 on one day and 00:00-06:00 on the next.' },
    });
  } else if (ranges.some(({ start }, index) => start < (ranges[index - 1]?.end ?? 0))) {
    context.addIssue({ code: 'custom', message: 'has ranges that overlap', params: { hint: 'Merge them into one.' } });
  }
});

const week = z
  .record(z.string().regex(DAY_KEY, { error: 'does not name days of the week' }), timesOfADay)
  .superRefine((value, context) => {
    const seen = new Set<number>();
    if (Object.keys(value).length === 0) {
      context.addIssue({
        code: 'custom',
        message: 'has no days',
        params: { hint: 'Write at least one, such as mon-fri: 09:00-18:00.' },
      });
    }
    for (const key of Object.keys(value).filter((candidate) => DAY_KEY.test(candidate))) {
      const days = weekdays(key);
      if (days.some((day) => seen.has(day)) || new Set(days).size < days.length) {
        context.addIssue({
          code: 'custom',
          path: [key],
          message: 'repeats a day',
          params: {
            hint: 'List each day once; put several ranges of a day on one line, such as 09:00-14:00, 16:00-19:00.',
          },
        });
      }
      days.forEach((day) => seen.add(day));
    }
  })
  .describe('Opening times by day. Keys: mon, mon-fri, or mon,wed,fri; days left out are closed.')
  .meta({ examples: [{ 'mon-fri': '09:00-18:00', sat: '10:00-13:00' }] });

const timeZone = z
  .string()
  .superRefine((value, context) => {
    if (IANAZone.isValidZone(value)) return;
    const meant = fromRailsName(value);
    context.addIssue({
      code: 'custom',
      message: 'is not an IANA time zone',
      params: { hint: meant ? `Did you mean ${meant}?` : 'Write it like Europe/Madrid or America/New_York.' },
    });
  })
  .describe('IANA time zone.')
  .meta({ examples: ['Europe/Madrid'] });

const closedDays = z
  .string()
  .regex(CLOSED_DAYS, { error: 'is not a date' })
  .refine(
    (value) => {
      if (!CLOSED_DAYS.test(value)) return true; // already reported
      const [first = '', last = first] = value.split('..');
      return isDate(first) && isDate(last) && first <= last;
    },
    { error: 'does not exist, or ends before it starts' },
  )
  .meta({ examples: ['2026-12-25', '2026-12-24..2026-12-26'] });

const isDate = (text: string): boolean => {
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
};

/** The key `hours` of the policy file. */
export const hoursSchema = z
  .union([
    z.literal('zendesk'),
    z.strictObject({ schedule: z.string().min(1).describe('Name of the Zendesk schedule to use.') }),
    z.strictObject({
      name: z.string().min(1).optional().describe('For the placeholder office.name.'),
      timeZone,
      week,
      holidays: z.array(closedDays).default([]).describe('Closed days, or ranges of days (both ends included).'),
    }),
  ])
  .describe("Office hours: the account's only Zendesk schedule, one of several by name, or hours written here.")
  .meta({
    examples: ['zendesk', { schedule: 'Oficina' }, { timeZone: 'Europe/Madrid', week: { 'mon-fri': '09:00-18:00' } }],
  });
