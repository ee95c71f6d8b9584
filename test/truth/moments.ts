/** Times to draw, in Madrid: the office is open Monday to Friday, 09:00 to 18:00, and the clocks do not change. */
import { DAY, HOUR, MINUTE } from '../support/madrid';
import type { Dice } from './dice';

export interface Calendar {
  /** A Monday, 00:00 in Madrid (epoch ms). */
  monday: number;
  weeks: number;
  /** All times are whole multiples of it (ms), so that several things happen at once where that saves time. */
  grid: number;
  /** On how many days of the week customers begin to write in office hours, from Monday on. Default: five. */
  days?: number;
}

export interface Moments {
  dice: Dice;
  /** A duration of so many minutes, at least one step of the grid. */
  minutes(lowest: number, highest: number): number;
  /** In office hours, so that what comes up to six hours later is not in the night. */
  office(): number;
  /** From Friday evening on, so that the window closes before the office has been open for an hour. */
  weekend(): number;
  /** On an evening with a working day after it. */
  evening(): number;
  /** 10:00 on a Monday, of the week of a weekend's time. */
  nextMonday(at: number): number;
  /** Office time in the 24 hours from `at` on. */
  officeMs(at: number): number;
}

const OPENS = 9 * HOUR;
const SHUTS = 18 * HOUR;
const WORKDAYS = 5;

export function momentsOf(dice: Dice, { monday, weeks, grid, days = WORKDAYS }: Calendar): Moments {
  const rounded = (ms: number): number => Math.max(1, Math.round(ms / grid)) * grid;
  const within = (from: number, to: number): number => Math.ceil((from + dice.fraction() * (to - from)) / grid) * grid;
  const week = (): number => monday + dice.between(0, weeks - 1) * 7 * DAY;
  const daysFrom = (at: number): number => Math.floor((at - monday) / DAY);
  return {
    dice,
    minutes: (lowest, highest) => rounded((lowest + dice.fraction() * (highest - lowest)) * MINUTE),
    office: () => week() + dice.between(0, days - 1) * DAY + within(9.5 * HOUR, 14 * HOUR),
    weekend: () => week() + within(4 * DAY + SHUTS + HOUR, 6 * DAY + 8 * HOUR),
    evening: () => week() + dice.between(0, WORKDAYS - 2) * DAY + within(19 * HOUR, 22 * HOUR),
    nextMonday: (at) => monday + (Math.floor((at - monday) / (7 * DAY)) + 1) * 7 * DAY + 10 * HOUR,
    officeMs(at) {
      let open = 0;
      for (const day of [daysFrom(at), daysFrom(at) + 1]) {
        if (((day % 7) + 7) % 7 >= WORKDAYS) continue;
        const [start, end] = [monday + day * DAY + OPENS, monday + day * DAY + SHUTS];
        open += Math.max(0, Math.min(end, at + DAY) - Math.max(start, at));
      }
      return open;
    },
  };
}
