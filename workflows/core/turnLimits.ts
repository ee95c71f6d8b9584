/** Rule 10: what counts towards the limits. A turn counts until it is given back. */
import type { LimitWarning, UsedLimit } from '../../activities/limits';
import type { TurnRequest } from '../../activities/orders';
import type { Instant } from '../../activities/types';
import { budgetRoomAt, spendBudget, unspend } from './turnBudget';
import { isProbe } from './turnHolds';
import type { Counted, GivenTurn, TurnAnswer, TurnEvent, Turns } from './turnState';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/**
 * How long (ms) a turn counts. WhatsApp counts from when it takes the message, up to a minute after the turn was given.
 * A message that takes longer is reported (`used`), and counts from then.
 */
export const COUNTS_MS = DAY + MINUTE;

/** People are warned when this part of a limit is used. */
const WARN_AT = 0.8;

/** More instants than this are kept by the minute. */
const MOST_INSTANTS = 2_000;
/** How many of the turns given can be taken back. An older one stays counted: that is the safe side. */
const MOST_GIVEN = 1_000;

type Uses = TurnRequest['uses'];

/** Counts a turn. `warning`: with it the month's budget is reached. */
export function count(
  turns: Turns,
  { intentId, uses, cost, expiresAt }: Pick<TurnRequest, 'intentId' | 'uses' | 'cost' | 'expiresAt'>,
): { next: Turns; warning?: LimitWarning } {
  const { next, ...warned } = spendBudget(turns, { cost });
  const month = next === turns ? undefined : next.spent?.ends;
  if (uses === undefined && month === undefined) return { next };
  const given: GivenTurn = {
    ...{ intentId, at: turns.asOf },
    ...(expiresAt !== undefined && { expiresAt }),
    ...(uses !== undefined && { uses }),
    ...(cost !== undefined && month !== undefined && { cost, month }),
  };
  return {
    next: {
      ...addTo(next, turns.asOf, uses),
      given: [...turns.given.filter((it) => it.intentId !== intentId), given].slice(-MOST_GIVEN),
    },
    ...warned,
  };
}

/** Takes a turn back, once. If it is not known any more, it stays counted. */
export function takeBack(turns: Turns, intentId: string, at: Instant): Turns {
  const known = givenAs(turns, intentId, at);
  return known ? unspend(uncount(turns, known), known.cost, known.month) : turns;
}

const givenAs = ({ given }: Turns, intentId: string, at: Instant): GivenTurn | undefined =>
  given.find((it) => it.intentId === intentId && it.at === at);

/** It counts towards no limit any more. */
function uncount(turns: Turns, known: GivenTurn): Turns {
  const { at } = known;
  const given = turns.given.filter((it) => it !== known);
  if (known.uses === undefined) return { ...turns, given };
  const { month, count: sent } = turns.notifications;
  const ofThisMonth = known.uses === 'notification' && monthOf(at) === month;
  return {
    ...turns,
    given,
    // One of long ago does not count any more.
    templates: at + COUNTS_MS > turns.asOf ? without(turns.templates, at) : turns.templates,
    ...(ofThisMonth && { notifications: { month, count: Math.max(0, sent - 1) } }),
  };
}

/** The answer that this very request has had, and that was lost. */
export function answeredBefore({ given, holds }: Turns, event: TurnEvent): TurnAnswer | undefined {
  if (event.type !== 'asked' || !event.once) return undefined;
  const { ticketId, intentId, expiresAt } = event;
  const known = given.find((it) => it.intentId === intentId && it.expiresAt === expiresAt);
  const probe = isProbe(holds, intentId) && { probe: true as const };
  return known && { type: 'turn', ticketId, intentId, given: known.at, ...probe };
}

/** Counts a turn from when its message was handed over. */
export function countLater(turns: Turns, intentId: string, given: Instant, at: Instant): Turns {
  const known = givenAs(turns, intentId, given);
  return known ? addTo(uncount(turns, known), Math.min(at, turns.asOf), known.uses) : turns;
}

/** Forgets what no longer counts. */
export function forgetOld(turns: Turns, now: Instant): Turns {
  const month = monthOf(now);
  const { at } = turns.templates;
  const counts = at.findIndex((it) => it[0] + COUNTS_MS > now);
  const left = counts === -1 ? [] : at.slice(counts);
  return {
    ...turns,
    templates: counts === 0 || at.length === 0 ? turns.templates : { used: sum(left), at: left },
    notifications: turns.notifications.month === month ? turns.notifications : { month, count: 0 },
  };
}

/** When there is room for a turn of this kind; `-Infinity`: now. */
export function roomAt(turns: Turns, uses: Uses): Instant {
  const { templates, notifications, rules, asOf } = turns;
  const { templatesPerDay, notificationsPerMonth } = rules.limits;
  const forTemplate = uses !== undefined && templates.used >= templatesPerDay;
  const forNotification = uses === 'notification' && notifications.count >= notificationsPerMonth;
  return Math.max(
    forTemplate ? freeAt(templates, templatesPerDay) : -Infinity,
    forNotification ? nextMonth(asOf) : -Infinity,
  );
}

/** The same, with the month's budget. */
export const roomFor = (turns: Turns, { uses, cost }: Pick<TurnRequest, 'uses' | 'cost'>): Instant =>
  Math.max(roomAt(turns, uses), budgetRoomAt(turns, { cost }));

function freeAt({ used, at }: Turns['templates'], limit: number): Instant {
  if (limit <= 0) return Infinity;
  const counted = { left: used };
  const last = at.find(([, turns]) => (counted.left -= turns) < limit);
  return last ? last[0] + COUNTS_MS : Infinity;
}

/** The limit that this request comes close to (80 % or more); if there are two, the fuller one. */
export function warningFor(
  { rules: { limits }, templates: { used }, notifications }: Turns,
  uses: Uses,
): UsedLimit | undefined {
  const near: UsedLimit[] = [];
  if (uses !== undefined) near.push({ limit: 'templatesPerDay', used, max: limits.templatesPerDay });
  if (uses === 'notification') {
    near.push({ limit: 'notificationsPerMonth', used: notifications.count, max: limits.notificationsPerMonth });
  }
  return near.filter((it) => it.used >= it.max * WARN_AT).sort((a, b) => b.used / b.max - a.used / a.max)[0];
}

/** Each warning is given once per limit, level and day. */
export const toldKey = ({ limit, used, max }: UsedLimit, now: Instant): string =>
  `${limit}:${used >= max ? 100 : 80}:${new Date(now).toISOString().slice(0, 10)}`;

export const monthOf = (now: Instant): string => new Date(now).toISOString().slice(0, 7);

const nextMonth = (now: Instant): Instant => {
  const date = new Date(now);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1);
};

function addTo(turns: Turns, at: Instant, uses: GivenTurn['uses']): Turns {
  if (uses === undefined) return turns;
  const { month, count: sent } = turns.notifications;
  const others = turns.templates.at.filter((it) => it[0] !== at);
  const there = turns.templates.at.find((it) => it[0] === at)?.[1] ?? 0;
  const all = [...others, [at, there + 1] satisfies Counted].sort((a, b) => a[0] - b[0]);
  return {
    ...turns,
    templates: { used: turns.templates.used + 1, at: all.length > MOST_INSTANTS ? byMinute(all) : all },
    ...(uses === 'notification' && { notifications: { month, count: sent + 1 } }),
  };
}

/** One turn less: of that instant or, where instants have been put together, of the first one after it. */
function without({ used, at: all }: Turns['templates'], at: Instant): Turns['templates'] {
  const entry = all.find((it) => it[0] >= at);
  if (!entry) return { used, at: all };
  const less = all.flatMap((it): Counted[] => (it !== entry ? [it] : it[1] > 1 ? [[it[0], it[1] - 1]] : []));
  return { used: used - 1, at: less };
}

/** Rounded up, so that nothing counts for less than 24 hours. */
function byMinute(all: readonly Counted[]): Counted[] {
  const minutes = new Map<Instant, number>();
  for (const [at, turns] of all) {
    const end = Math.ceil(at / MINUTE) * MINUTE;
    minutes.set(end, (minutes.get(end) ?? 0) + turns);
  }
  return [...minutes];
}

export const sum = (all: readonly Counted[]): number => all.reduce((total, [, turns]) => total + turns, 0);
