import { LRUCache } from 'lru-cache';
import { DateTime } from 'luxon';
import type { OfficeHours } from '../../activities/officeHours';
import type { Instant, Interval } from '../../activities/types';
import type { HoursPolicy, QuietHours } from './hoursPolicy';
import { openIntervals, quietIntervals } from './internal/intervals';
import { resolveHours, type ResolvedHours } from './resolve';
import type { Schedules } from './schedules';
import { DAY_MINUTES, DAY_MS, instantsOf, zoneOf } from './internal/wallClock';

export interface OfficeHoursOptions {
  hours: HoursPolicy;
  quietHours: QuietHours | undefined;
  /** Used only if the policy takes its hours from Zendesk. */
  schedules: Schedules;
  now: () => Instant;
  /** For the age of what was read: ms by a clock that nobody sets. Default: `now`. */
  elapsed?: () => number;
  /** How long a schedule is cached, in ms. Default: ten minutes. */
  cacheMs?: number;
  /**
   * Called with a message, each one once: the account has no schedules, or Zendesk does not answer and the previous
   * schedule is still used.
   */
  warn?: (message: string) => void;
}

/** If reading the hours fails, the previous ones are used for this long before the next attempt. */
const RETRY_MS = 30_000;
/** How far ahead `nextOpening` searches: longer than any holiday. */
const LOOK_AHEAD_MS = 60 * DAY_MS;

/**
 * The account's office hours, resolved to absolute intervals. Until the hours have been read once, every method throws
 * what `resolveHours` throws.
 */
export function createOfficeHours(options: OfficeHoursOptions): OfficeHours {
  const { hours, quietHours, schedules, now, elapsed = now, cacheMs = 600_000 } = options;
  const warn = once(options.warn ?? (() => undefined));
  const cache = new LRUCache<'hours', ResolvedHours>({
    max: 1,
    ttl: cacheMs,
    perf: { now: elapsed },
    ttlResolution: 0,
    fetchMethod: async (_key, last, { options }) => {
      try {
        return await resolveHours(hours, schedules, warn);
      } catch (error) {
        if (!last) throw error;
        warn(`Office hours could not be refreshed; using the last known ones: ${text(error)}`);
        options.ttl = Math.min(RETRY_MS, cacheMs);
        return last;
      }
    },
  });
  const resolved = () => cache.forceFetch('hours');

  const wholeDays = lastAnswer((hours: ResolvedHours, firstDay: number, endDay: number) => {
    const [from, to] = [firstDay * DAY_MS, endDay * DAY_MS];
    return {
      office: openIntervals(hours.week, hours.zone, hours.holidays, from, to),
      quiet: quietHours ? quietIntervals(quietHours, hours.zone, from, to) : [],
    };
  });

  return {
    async between(from, to) {
      const days = wholeDays(await resolved(), Math.floor(from / DAY_MS), Math.ceil(to / DAY_MS));
      const touching = ({ start, end }: Interval): boolean => end > from && start < to;
      return { office: days.office.filter(touching), quiet: days.quiet.filter(touching) };
    },
    async format(at) {
      return formatTime(at, (await resolved()).zone);
    },
    async readings(text) {
      return readings(text, (await resolved()).zone);
    },
    async nextOpening(at, locale) {
      const { week, zone, holidays } = await resolved();
      const opening = openIntervals(week, zone, holidays, at, at + LOOK_AHEAD_MS).find(({ start }) => start > at);
      return opening && inWords(opening.start, at, zone, locale);
    },
    async name() {
      return (await resolved()).name;
    },
    async zone() {
      return (await resolved()).zone;
    },
  };
}

const FORMAT = 'yyyy-MM-dd HH:mm';

/** Always with Latin digits, whatever the machine's locale. */
const formatTime = (at: Instant, zone: string): string =>
  DateTime.fromMillis(at, { zone, locale: 'en' }).toFormat(FORMAT);

/** Empty for anything that `formatTime` never produces, such as a time that the clocks skip. */
function readings(text: string, zone: string): Instant[] {
  const [, date, hours, minutes] = /^(\d{4}-\d{2}-\d{2}) (\d{2}):(\d{2})$/.exec(text) ?? [];
  const minute = Number(hours) * 60 + Number(minutes);
  const midnight = Date.parse(`${date}T00:00:00Z`);
  if (Number.isNaN(midnight) || !(minute < DAY_MINUTES)) return [];
  return instantsOf(midnight / DAY_MS, minute, zoneOf(zone)).filter((at) => formatTime(at, zone) === text);
}

/** "lunes, 9:00". With the date if the weekday alone could mean a nearer day. */
function inWords(at: Instant, from: Instant, zone: string, locale: string): string {
  const near = at - from < 6 * DAY_MS;
  return DateTime.fromMillis(at, { zone, locale: knownLocale(locale) }).toLocaleString({
    weekday: 'long',
    ...(near ? {} : { day: 'numeric', month: 'long' }),
    hour: 'numeric',
    minute: '2-digit',
  });
}

/** Zendesk and WhatsApp write locales with a hyphen or an underscore. Unknown locales become English. */
function knownLocale(locale: string): string {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(locale.replace('_', '-'))[0] ?? 'en';
  } catch {
    return 'en';
  }
}

/** Caches the last answer: every ticket asks for the same days, and zone arithmetic takes milliseconds. */
function lastAnswer<A extends readonly unknown[], R>(compute: (...args: A) => R): (...args: A) => R {
  let last: { args: A; answer: R } | undefined;
  return (...args) => {
    if (!last || args.some((arg, index) => arg !== last?.args[index])) last = { args, answer: compute(...args) };
    return last.answer;
  };
}

function once(tell: (message: string) => void): (message: string) => void {
  const seen = new Set<string>();
  return (message) => {
    if (seen.has(message)) return;
    seen.add(message);
    tell(message);
  };
}

const text = (error: unknown): string => (error instanceof Error ? error.message : String(error));
