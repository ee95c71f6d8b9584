import { LRUCache } from 'lru-cache';
import { DateTime } from 'luxon';
import type { OfficeHours } from '../../activities/ports';
import type { Instant, Interval } from '../../activities/types';
import type { HoursPolicy, QuietHours } from './hoursPolicy';
import { openIntervals, quietIntervals } from './internal/intervals';
import { resolveHours, type ResolvedHours } from './resolve';
import type { Schedules } from './schedules';
import { DAY_MINUTES, DAY_MS, instantOf, zoneOf } from './internal/wallClock';

export interface OfficeHoursOptions {
  hours: HoursPolicy;
  quietHours: QuietHours | undefined;
  /** Asked only where `hours` are Zendesk's. */
  schedules: Schedules;
  now: () => Instant;
  /** How long a schedule that was read is good, in ms; ten minutes where nothing is said. */
  cacheMs?: number;
  /** Told what people should know: no schedules, or Zendesk not answering while an older answer serves. Each text once. */
  warn?: (message: string) => void;
}

/** When the hours could not be read again, the old ones serve this long before the next attempt. */
const RETRY_MS = 30_000;
/** How far `nextOpening` looks: longer than any holiday. */
const LOOK_AHEAD_MS = 60 * DAY_MS;

/**
 * Office time of the account, resolved to absolute intervals.
 * Every method throws what `resolveHours` throws, as long as the hours were never read.
 */
export function createOfficeHours(options: OfficeHoursOptions): OfficeHours {
  const { hours, quietHours, schedules, now, cacheMs = 600_000 } = options;
  const warn = once(options.warn ?? (() => undefined));
  const cache = new LRUCache<'hours', ResolvedHours>({
    max: 1,
    ttl: cacheMs,
    perf: { now },
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
      return written(at, (await resolved()).zone);
    },
    async parse(text) {
      return read(text, (await resolved()).zone);
    },
    async nextOpening(at, locale) {
      const { week, zone, holidays } = await resolved();
      const opening = openIntervals(week, zone, holidays, at, at + LOOK_AHEAD_MS).find(({ start }) => start > at);
      return opening && inWords(opening.start, at, zone, locale);
    },
    async name() {
      return (await resolved()).name;
    },
  };
}

const FORMAT = 'yyyy-MM-dd HH:mm';

/** Latin digits whatever the machine's locale is. */
const written = (at: Instant, zone: string): string => DateTime.fromMillis(at, { zone, locale: 'en' }).toFormat(FORMAT);

/** Undefined for what `written` never writes, such as a time that the clocks skip. */
function read(text: string, zone: string): Instant | undefined {
  const [, date, hours, minutes] = /^(\d{4}-\d{2}-\d{2}) (\d{2}):(\d{2})$/.exec(text) ?? [];
  const minute = Number(hours) * 60 + Number(minutes);
  const midnight = Date.parse(`${date}T00:00:00Z`);
  if (Number.isNaN(midnight) || !(minute < DAY_MINUTES)) return undefined;
  const at = instantOf(midnight / DAY_MS, minute, zoneOf(zone));
  return written(at, zone) === text ? at : undefined;
}

/** "lunes, 9:00"; with the date where the weekday alone would be mistaken for a nearer day. */
function inWords(at: Instant, from: Instant, zone: string, locale: string): string {
  const near = at - from < 6 * DAY_MS;
  return DateTime.fromMillis(at, { zone, locale: knownLocale(locale) }).toLocaleString({
    weekday: 'long',
    ...(near ? {} : { day: 'numeric', month: 'long' }),
    hour: 'numeric',
    minute: '2-digit',
  });
}

/** Zendesk and WhatsApp write locales with hyphens and with underscores; English for one that nobody knows. */
function knownLocale(locale: string): string {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(locale.replace('_', '-'))[0] ?? 'en';
  } catch {
    return 'en';
  }
}

/** Remembers the last answer: every ticket asks for the same days, and zone arithmetic takes milliseconds. */
function lastAnswer<A extends readonly unknown[], R>(compute: (...args: A) => R): (...args: A) => R {
  let last: { args: A; answer: R } | undefined;
  return (...args) => {
    if (!last || args.some((arg, index) => arg !== last?.args[index])) last = { args, answer: compute(...args) };
    return last.answer;
  };
}

function once(tell: (message: string) => void): (message: string) => void {
  const told = new Set<string>();
  return (message) => {
    if (told.has(message)) return;
    told.add(message);
    tell(message);
  };
}

const text = (error: unknown): string => (error instanceof Error ? error.message : String(error));
