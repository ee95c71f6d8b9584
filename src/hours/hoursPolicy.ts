import type { ScheduleInterval } from './schedules';

/** First and last day (`YYYY-MM-DD`, both included) of a stretch of closed days. */
export interface ClosedDays {
  startDate: string;
  endDate: string;
}

/** Where the office hours come from: the policy's `hours`, read. */
export type HoursPolicy =
  | {
      from: 'zendesk';
      /** The schedule's name; absent: the account's only schedule. */
      schedule?: string;
    }
  | {
      from: 'policy';
      /** For `office.name`. */
      name?: string;
      /** IANA. */
      timeZone: string;
      week: ScheduleInterval[];
      holidays: ClosedDays[];
    };

/** A stretch of every day, `HH:mm` in the office's zone; where `end` is not after `start` it ends on the next day. */
export interface QuietHours {
  start: string;
  end: string;
}
