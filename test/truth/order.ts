/** The account of this run: its calendar, and the times between which everything is. */
import { DateTime } from 'luxon';
import { DAY, HOUR, SECOND } from '../support/madrid';
import type { AccountOrder } from './account';

/** Monday 2 November 2026, 00:00 in Madrid. */
export const MONDAY = Date.parse('2026-11-01T23:00:00Z');
const WEEKS = 3;

export const orderOf = (lives: number, seed: number, ventana = false, monday = MONDAY): AccountOrder => ({
  ...{ seed, lives, ventana },
  ...{ monday, weeks: WEEKS, grid: SECOND },
});

/** From before the first life to when the last windows have closed and the last answers have come. */
export const spanOf = ({ monday, weeks }: Pick<AccountOrder, 'monday' | 'weeks'>): { since: number; end: number } => ({
  since: monday - DAY,
  end: monday + weeks * 7 * DAY + 8 * DAY + HOUR,
});

/** The latest Monday in Madrid whose account has come to its end by now, without a change of the clocks in between. */
export function mondayBefore(now: number): number {
  const zone = 'Europe/Madrid';
  let monday = DateTime.fromMillis(now, { zone }).startOf('week');
  const isUsable = (): boolean => {
    const { end } = spanOf({ monday: monday.toMillis(), weeks: WEEKS });
    return end < now && DateTime.fromMillis(end, { zone }).offset === monday.offset;
  };
  while (!isUsable()) monday = monday.minus({ weeks: 1 });
  return monday.toMillis();
}
