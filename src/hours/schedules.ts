/**
 * Zendesk's business hours as the API returns them: minutes and dates in the schedule's own zone, nothing resolved yet.
 * The HTTP implementation is `src/vendors/zendesk/internal/schedules.ts`.
 */

/** An open interval of the week. */
export interface ScheduleInterval {
  /** Minutes since Sunday 00:00, on the wall clock of the schedule's zone. */
  startMinute: number;
  /** Like `startMinute`. The midnight at the end of the week may be 0 or 10080. */
  endMinute: number;
}

export interface ZendeskSchedule {
  id: string;
  name: string;
  /** Zendesk uses Rails names ("Eastern Time (US & Canada)"). IANA names are accepted too. */
  timeZone: string;
  intervals: ScheduleInterval[];
}

/** Days on which the office is closed, in the schedule's zone, first and last included. */
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
