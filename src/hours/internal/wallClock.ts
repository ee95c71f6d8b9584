import { IANAZone } from 'luxon';
import type { Instant } from '../../../activities/types';

export const MINUTE_MS = 60_000;
export const DAY_MS = 86_400_000;
export const DAY_MINUTES = 1_440;

/** A calendar day, as days since 1970-01-01. */
export type DayNumber = number;

/** @throws {RangeError} when the runtime does not know this IANA zone */
export function zoneOf(name: string): IANAZone {
  if (!IANAZone.isValidZone(name)) throw new RangeError(`"${name}" is not an IANA time zone.`);
  return IANAZone.create(name);
}

/** The calendar day in this zone at the instant `at`. */
export const dayOf = (at: Instant, zone: IANAZone): DayNumber =>
  Math.floor((at + zone.offset(at) * MINUTE_MS) / DAY_MS);

/** `YYYY-MM-DD` */
export const isoDate = (day: DayNumber): string => new Date(day * DAY_MS).toISOString().slice(0, 10);

/** 0 is Sunday, as in Zendesk's schedules; 1970-01-01 was a Thursday. */
export const weekdayOf = (day: DayNumber): number => (((day + 4) % 7) + 7) % 7;

/**
 * The first instant at which the zone's clocks show `minute` (minutes since that day's midnight; 1440 is the next
 * midnight) or later. A wall time that occurs twice (clocks go back) means the first one. A wall time that does not
 * exist (clocks go forward) means the moment of the change. Later wall times never give earlier instants.
 */
export function instantOf(day: DayNumber, minute: number, zone: IANAZone): Instant {
  const wall = day * DAY_MS + minute * MINUTE_MS;
  const [offsetBefore, offsetAfter] = [zone.offset(wall - DAY_MS), zone.offset(wall + DAY_MS)];
  const early = wall - Math.max(offsetBefore, offsetAfter) * MINUTE_MS;
  const late = wall - Math.min(offsetBefore, offsetAfter) * MINUTE_MS;
  for (const at of [early, late]) if (at + zone.offset(at) * MINUTE_MS === wall) return at;
  return changeBetween(early, late, offsetAfter, zone);
}

/** Every instant at which the clocks of this zone show that wall time, earliest first: none, one or two. */
export function instantsOf(day: DayNumber, minute: number, zone: IANAZone): Instant[] {
  const wall = day * DAY_MS + minute * MINUTE_MS;
  const offsets = new Set([zone.offset(wall - DAY_MS), zone.offset(wall + DAY_MS)]);
  return [...offsets]
    .map((offset) => wall - offset * MINUTE_MS)
    .filter((at) => at + zone.offset(at) * MINUTE_MS === wall)
    .sort((a, b) => a - b);
}

/** The first minute in `early`..`late` at which the zone's offset is `after`. */
function changeBetween(early: Instant, late: Instant, after: number, zone: IANAZone): Instant {
  let [low, high] = [early, late];
  while (high - low > MINUTE_MS) {
    const middle = low + Math.floor((high - low) / 2 / MINUTE_MS) * MINUTE_MS;
    if (zone.offset(middle) === after) high = middle;
    else low = middle;
  }
  return high;
}
