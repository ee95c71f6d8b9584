import { createHash } from 'node:crypto';
import type { OfficeHours } from './officeHours';
import type { Instant, TicketPolicy, Truth } from './types';

const DAY_MS = 24 * 3_600_000;
const WEEK_MS = 7 * DAY_MS;

/** How far the hours of a truth at least reach back and ahead of the time at which it was read. */
export const BACK_MS = 8 * DAY_MS;
export const AHEAD_MS = 15 * DAY_MS;

type Hours = Pick<Truth, 'office' | 'quiet'>;

/** The office hours and quiet hours of a truth that is read at `at`: the same for a week, which begins on Thursday. */
export function calendarAt(hours: OfficeHours, at: Instant): Promise<Hours> {
  const week = Math.floor(at / WEEK_MS) * WEEK_MS;
  return hours.between(week - BACK_MS, week + WEEK_MS + AHEAD_MS);
}

/** Of hours and policy: a run that has them already need not be told again. */
export const fingerprintOf = (told: Pick<Truth, 'office' | 'quiet' | 'policy'>): string =>
  createHash('sha256')
    .update(JSON.stringify([told.office, told.quiet, told.policy]))
    .digest('base64url')
    .slice(0, 12);

/** A window older than the hours of a truth keeps its own (H3). @param from the customer message that opened it */
export const keepsItsHours = (
  { reopening }: Pick<TicketPolicy, 'reopening'>,
  from: Instant | undefined,
  readAt: Instant,
): from is Instant => reopening?.mode === 'automatic' && from !== undefined && from < readAt - BACK_MS;
