/**
 * Zendesk's business hours as they come from the API: minutes and dates in the schedule's own zone, nothing resolved yet.
 * Implemented over HTTP in `src/vendors/zendesk/internal/schedules.ts`.
 */

/** An open stretch of the week. */
export interface ScheduleInterval {
  /** Minutes since Sunday 00:00, wall clock of the schedule's zone. */
  startMinute: number;
  /** As `startMinute`; the midnight that ends the week may be 0 or 10080. */
  endMinute: number;
}

export interface ZendeskSchedule {
  id: string;
  name: string;
  /** Zendesk writes Rails names ("Eastern Time (US & Canada)"); IANA names are understood as well. */
  timeZone: string;
  intervals: ScheduleInterval[];
}

/** Days on which the office is closed, in the schedule's zone, both included. */
export interface ZendeskHoliday {
  name: string;
  /** `YYYY-MM-DD` */
  startDate: string;
  /** `YYYY-MM-DD` */
  endDate: string;
}

export interface Schedules {
  /** The account's schedules. @throws VendorError */
  schedules(): Promise<ZendeskSchedule[]>;
  /** The holidays of one schedule. @throws VendorError */
  holidays(scheduleId: string): Promise<ZendeskHoliday[]>;
}
