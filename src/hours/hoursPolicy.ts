import type { ScheduleInterval } from './schedules';

/** A range of closed days: the first and last day (`YYYY-MM-DD`, both included). */
export interface ClosedDays {
  startDate: string;
  endDate: string;
}

/** The policy's `hours`, parsed: where the office hours come from. */
export type HoursPolicy =
  | {
      from: 'zendesk';
      /** The schedule's name; absent: the account's only schedule. */
      schedule?: string;
    }
  | {
      from: 'policy';
      /** The value of `office.name`. */
      name?: string;
      /** IANA name. */
      timeZone: string;
      week: ScheduleInterval[];
      holidays: ClosedDays[];
    };

/** A daily time range, `HH:mm` in the office's zone. If `end` is not after `start`, it ends on the next day. */
export interface QuietHours {
  start: string;
  end: string;
}
