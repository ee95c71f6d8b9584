import { AHEAD_MS, BACK_MS } from '../../activities/calendar';
import type { Instant, Interval } from '../../activities/types';
import { createOfficeHours } from '../hours/officeHours';
import { resolveHours } from '../hours/resolve';
import type { Schedules } from '../hours/schedules';
import type { PolicyConfig } from '../policy/policyConfig';
import type { PastSchedule } from './facts';

/** Office and quiet hours of the whole time. */
export interface Calendar {
  /** IANA name. */
  zone: string;
  /** Of the hours; empty: they have none. */
  name: string;
  /**
   * `assumed`: the account has several schedules and the policy names none, so the first was taken. `unknown`: Zendesk
   * did not show them, so the office counts as always open.
   */
  known: 'known' | 'assumed' | 'unknown';
  /** From eight days before to fifteen days after, as in a truth that is read then. */
  around(at: Instant): { office: Interval[]; quiet: Interval[] };
}

const DAY_MS = 24 * 3_600_000;

type HoursConfig = Pick<PolicyConfig, 'hours' | 'quietHours'>;

/** @param span of which hours are needed */
export async function readCalendar(
  { hours, quietHours }: HoursConfig,
  schedules: readonly PastSchedule[] | undefined,
  span: { since: Instant; until: Instant },
): Promise<Calendar> {
  const all = schedules ?? [];
  const isOpen = hours.from === 'zendesk' && hours.schedule === undefined;
  const known = hours.from === 'policy' || schedules ? (isOpen && all.length > 1 ? 'assumed' : 'known') : 'unknown';
  const source = asSchedules(known === 'assumed' ? all.slice(0, 1) : all);
  // The hours that the policy names cannot be looked up: as if it named none.
  const used = known === 'unknown' ? ({ from: 'zendesk' } as const) : hours;
  const { zone, name } = await resolveHours(used, source, () => undefined);
  const office = createOfficeHours({ hours: used, quietHours, schedules: source, now: () => span.until });
  const whole = await office.between(span.since - 2 * BACK_MS, span.until + 2 * AHEAD_MS);
  const days = new Map<number, { office: Interval[]; quiet: Interval[] }>();
  const within = (intervals: Interval[], from: Instant, to: Instant): Interval[] =>
    intervals.filter(({ start, end }) => end > from && start < to);
  return {
    zone,
    name,
    known,
    around(at) {
      const day = Math.floor(at / DAY_MS);
      const kept = days.get(day);
      if (kept) return kept;
      const [from, to] = [day * DAY_MS - BACK_MS, (day + 1) * DAY_MS + AHEAD_MS];
      const found = { office: within(whole.office, from, to), quiet: within(whole.quiet, from, to) };
      days.set(day, found);
      return found;
    },
  };
}

const asSchedules = (all: readonly PastSchedule[]): Schedules => ({
  schedules: () => Promise.resolve(all.map(({ holidays: _, ...it }) => it)),
  holidays: (id) => Promise.resolve(all.find((it) => it.id === id)?.holidays ?? []),
});
