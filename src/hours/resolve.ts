import type { ClosedDays, HoursPolicy } from './hoursPolicy';
import type { ScheduleInterval, Schedules, ZendeskSchedule } from './schedules';
import { ianaZone } from './zones';

/** Office hours with everything fetched that had to be. */
export interface ResolvedHours {
  /** Empty if they have no name. */
  name: string;
  /** IANA name. */
  zone: string;
  week: ScheduleInterval[];
  holidays: ClosedDays[];
}

const ALWAYS_OPEN: ResolvedHours = {
  name: '',
  zone: 'Etc/UTC',
  week: [{ startMinute: 0, endMinute: 10_080 }],
  holidays: [],
};

/**
 * Reads the schedule that the policy names, and its holidays, from Zendesk. Makes no request if the policy contains the
 * hours itself. An account without schedules has no office hours: it counts as always open, and `warn` is called.
 * @throws {Error} with a message for people, when it is unclear which schedule is meant or its time zone is unknown
 * @throws {VendorError} from Zendesk
 */
export async function resolveHours(
  hours: HoursPolicy,
  schedules: Schedules,
  warn: (message: string) => void,
): Promise<ResolvedHours> {
  if (hours.from === 'policy') {
    return { name: hours.name ?? '', zone: hours.timeZone, week: hours.week, holidays: hours.holidays };
  }
  const all = await schedules.schedules();
  if (all.length === 0 && hours.schedule === undefined) {
    warn(
      'The Zendesk account has no business hours: Ventana treats the office as always open, in UTC. See hours in the policy file.',
    );
    return ALWAYS_OPEN;
  }
  const schedule = hours.schedule === undefined ? only(all) : named(hours.schedule, all);
  const zone = ianaZone(schedule.timeZone);
  return { name: schedule.name, zone, week: schedule.intervals, holidays: await schedules.holidays(schedule.id) };
}

function only(all: ZendeskSchedule[]): ZendeskSchedule {
  const [first, second] = all;
  if (first && !second) return first;
  throw new Error(
    `The Zendesk account has ${all.length} schedules (${names(all)}): set the one to use in the policy file, ` +
      `as hours: { schedule: ${JSON.stringify(first?.name)} }.`,
  );
}

function named(name: string, all: ZendeskSchedule[]): ZendeskSchedule {
  const plain = (text: string): string => text.trim().toLowerCase();
  const schedule =
    all.find((candidate) => candidate.name === name) ?? all.find((candidate) => plain(candidate.name) === plain(name));
  if (schedule) return schedule;
  throw new Error(
    `The Zendesk account has no schedule ${JSON.stringify(name)} (hours in the policy file); it has ${names(all) || 'none'}.`,
  );
}

const names = (all: ZendeskSchedule[]): string => all.map(({ name }) => JSON.stringify(name)).join(', ');
