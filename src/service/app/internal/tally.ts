import type { Instant } from '../../../../activities/types';
import type { OpenRun } from '../../../temporal/openRuns';
import { spread } from './forecast';

const HOUR = 3_600_000;
/** No window is open for longer. */
const DAY = 24 * HOUR;
/** Of a kind: more than anybody scrolls through. Each costs an embedded Temporal 0.4 ms (measured). */
export const MOST_LISTED = 300;

/** A run whose window is known. */
export type Closing = OpenRun & { closesAt: Instant };

/** Open windows of a kind. */
export interface Tally {
  /** When each closes, earliest first. Those that are not listed are spread over their hour. */
  times: Instant[];
  /** The first to close. */
  listed: Closing[];
}

/** Both of windows that close in `from < t <= to`. */
export interface Lookup {
  count: (from: Instant, to: Instant) => Promise<number>;
  list: (from: Instant, to: Instant, most: number) => Promise<OpenRun[]>;
}

/**
 * Lists them all if there are few. Else counts them by the hour, which costs a server much less than to list them, and
 * lists the first.
 */
export async function tallyOf({ count, list }: Lookup, now: Instant): Promise<Tally> {
  const end = now + DAY;
  if ((await count(now, end)) <= MOST_LISTED) {
    const listed = closingIn(await list(now, end, MOST_LISTED));
    return { times: listed.map(({ closesAt }) => closesAt), listed };
  }
  const hours = await Promise.all(hoursOf(now, end).map(async (it) => ({ ...it, count: await count(it.from, it.to) })));
  const horizon = await horizonOf(hours, count, now);
  const listed = closingIn(await list(now, horizon, MOST_LISTED));
  const others = hours.flatMap(({ from, to, count }) => {
    const known = listed.filter(({ closesAt }) => closesAt > from && closesAt <= to).length;
    return spread(horizon > from && horizon < to ? horizon : from, to, Math.max(0, count - known));
  });
  const times = [...listed.map(({ closesAt }) => closesAt), ...others].sort((a, b) => a - b);
  return { times, listed };
}

interface Hour {
  from: Instant;
  to: Instant;
}

/** Cut at full hours. */
function hoursOf(now: Instant, end: Instant): Hour[] {
  const cuts = [now];
  for (let at = (Math.floor(now / HOUR) + 1) * HOUR; at < end; at += HOUR) cuts.push(at);
  return cuts.map((from, index) => ({ from, to: cuts[index + 1] ?? end }));
}

const HALVINGS = 6;

/** Until when there is room in the list. Within an hour that is too full, it is looked for by halves. */
async function horizonOf(
  hours: readonly (Hour & { count: number })[],
  count: Lookup['count'],
  now: Instant,
): Promise<Instant> {
  let sum = 0;
  for (const { from, to, count: more } of hours) {
    if (sum + more > MOST_LISTED) return sum > MOST_LISTED / 2 ? from : within({ from, to }, sum, count, now);
    sum += more;
  }
  return hours.at(-1)?.to ?? now;
}

async function within({ from, to }: Hour, before: number, count: Lookup['count'], now: Instant): Promise<Instant> {
  let [low, high, found] = [from, to, before];
  for (let halving = 0; halving < HALVINGS; halving += 1) {
    const middle = Math.floor((low + high) / 2);
    const some = await count(now, middle);
    if (some <= MOST_LISTED) [low, found] = [middle, some];
    else high = middle;
  }
  // If too many close in one moment, some of them are better than none.
  return found > 0 ? low : high;
}

export const closingIn = (runs: readonly OpenRun[]): Closing[] =>
  runs
    .filter((it): it is Closing => it.closesAt !== undefined)
    .sort((a, b) => a.closesAt - b.closesAt || (a.ticketId < b.ticketId ? -1 : 1));
