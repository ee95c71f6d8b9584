import type { OfficeHours } from './officeHours';
import type { Instant, TicketPolicy, Truth } from './types';

const DAY_MS = 24 * 3_600_000;

/** How far the hours of a truth reach back and ahead of the time at which it was read. */
export const BACK_MS = 8 * DAY_MS;
export const AHEAD_MS = 15 * DAY_MS;

/** The office hours and quiet hours that go into a truth read at `at`. */
export const calendarAt = (hours: OfficeHours, at: Instant): Promise<Pick<Truth, 'office' | 'quiet'>> =>
  hours.between(at - BACK_MS, at + AHEAD_MS);

/** A window older than the hours of a truth keeps its own (H3). @param from the customer message that opened it */
export const keepsItsHours = (
  { reopening }: Pick<TicketPolicy, 'reopening'>,
  from: Instant | undefined,
  readAt: Instant,
): from is Instant => reopening?.mode === 'automatic' && from !== undefined && from < readAt - BACK_MS;
