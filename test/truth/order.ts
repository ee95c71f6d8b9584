/** The account of this run: its calendar, and the times between which everything is. */
import { DAY, HOUR, SECOND } from '../support/madrid';
import type { AccountOrder } from './account';

/** Monday 2 November 2026, 00:00 in Madrid. */
export const MONDAY = Date.parse('2026-11-01T23:00:00Z');
const WEEKS = 3;

export const orderOf = (lives: number, seed: number, ventana = false): AccountOrder => ({
  ...{ seed, lives, ventana },
  ...{ monday: MONDAY, weeks: WEEKS, grid: SECOND },
});

/** From before the first life to when the last windows have closed and the last answers have come. */
export const spanOf = ({ monday, weeks }: Pick<AccountOrder, 'monday' | 'weeks'>): { since: number; end: number } => ({
  since: monday - DAY,
  end: monday + weeks * 7 * DAY + 8 * DAY + HOUR,
});
