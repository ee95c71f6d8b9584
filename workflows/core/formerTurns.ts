/**
 * The account's turns as release 0.1.0 and earlier gave them: `turns.ts` goes on from here. Histories that they wrote
 * are replayed by it; it is not to be changed.
 */
import type { LimitWarning } from '../../activities/limits';
import type { TurnRequest } from '../../activities/orders';
import type { Instant } from '../../activities/types';
import { afterQuiet } from './intervals';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Turns are given in small bursts, so that a queue of thousands does not cost a timer for each turn. */
const BURST_MS = 5_000;
/** During a hold on a template or the whole account, one probe is let through this often (ms). */
const PROBE_PAUSE_MS = 5 * 60_000;
/** A probe's failure may take this long (ms) to come back as a delivery event. */
const PROBE_VERDICT_MS = 60_000;
/** People are warned when this part of a limit is used. */
const WARN_AT = 0.8;

export interface Limits {
  templatesPerDay: number;
  notificationsPerMonth: number;
  whenReached: 'stop' | 'warn';
}

export interface TurnRules {
  /**
   * Automatic outreach per second: the lower of the rate of sends and the rate that Zendesk updates allow, at one
   * update for each send.
   */
  perSecond: number;
  limits: Limits;
}

export type TurnEvent =
  | ({ type: 'asked'; rules: TurnRules } & TurnRequest)
  /** WhatsApp stopped this template or, without `message`, the account. `code` is Meta's. */
  | { type: 'stopped'; message?: string; code?: number };

/**
 * The answer to a ticket. `warning`: this message is the first past 80 % of a limit, or past 100 %. `turnHeld`: the
 * ticket waits behind a hold, with the error code.
 */
export type TurnAnswer = { ticketId: string; intentId: string } & (
  | { type: 'turn'; warning?: LimitWarning }
  | { type: 'turnRefused'; warning: LimitWarning }
  | { type: 'turnHeld'; code: number }
);

interface Hold {
  /** Absent: the whole account is on hold. */
  message?: string;
  code?: number;
  /** When the next probe is let through. */
  probeAt: Instant;
  /** A probe is under way: if no other refusal comes before this time, the hold is over. */
  verdictAt?: Instant;
}

/** `toldHeld`: its agent has been told that it waits behind a hold. */
type Waiting = TurnRequest & { toldHeld?: true };

/** Plain JSON, because it is passed on by continue-as-new. */
export interface Turns {
  rules: TurnRules;
  /** Oldest customer message first. */
  waiting: Waiting[];
  /** How many turns may be given at once, as of `asOf`. */
  tokens: number;
  asOf: Instant;
  /** Templates sent, by hour (hours since 1970): WhatsApp counts over a rolling 24 hours. */
  templates: Record<string, number>;
  /** Notifications sent in `month` (`2026-11`, UTC). */
  notifications: { month: string; count: number };
  holds: Hold[];
  /** Warnings already given: `templatesPerDay:80:<day>`. */
  told: string[];
}

export const newTurns = (rules: TurnRules, now: Instant): Turns => ({
  rules,
  waiting: [],
  tokens: burst(rules),
  asOf: now,
  templates: {},
  notifications: { month: monthOf(now), count: 0 },
  holds: [],
  told: [],
});

interface Given {
  next: Turns;
  answers: TurnAnswer[];
}

/** Applies the events, then gives the turns that can be given now. */
export function giveTurns(turns: Turns, events: TurnEvent[], now: Instant): Given {
  const evolved = events.reduce((it, event) => evolveTurns(it, event, now), turns);
  let next = passTime({ ...evolved, waiting: evolved.waiting.toSorted(byCustomer) }, now);
  const answers: TurnAnswer[] = [];
  const waiting: Waiting[] = [];
  for (const request of next.waiting) {
    const answer = judge(next, request);
    if (!answer) {
      waiting.push(request);
      continue;
    }
    answers.push(answer);
    if (answer.type === 'turn') next = spend(next, request);
    if (answer.warning) next = { ...next, told: [...next.told, toldKey(answer.warning, now)].slice(-20) };
  }
  return { next: { ...next, waiting }, answers };
}

/** An agent waits for a message that they asked for: tells the ticket once if a hold delays it. */
export function tellHeld({ next, answers }: Given): Given {
  const held = next.waiting.flatMap((it) => {
    const code = it.requested && !it.toldHeld && earliest(next, it) <= next.asOf ? holdOf(next, it)?.code : undefined;
    return code === undefined ? [] : [{ request: it, code }];
  });
  if (held.length === 0) return { next, answers };
  const told = new Set<TurnRequest>(held.map(({ request }) => request));
  const waiting = next.waiting.map((it) => (told.has(it) ? { ...it, toldHeld: true as const } : it));
  const heldAnswers = held.map(({ request: { ticketId, intentId }, code }) => ({
    type: 'turnHeld' as const,
    ticketId,
    intentId,
    code,
  }));
  return { next: { ...next, waiting }, answers: [...answers, ...heldAnswers] };
}

/** When to act next; undefined: not until a ticket asks for a turn. */
export function turnsWakeAt(turns: Turns): Instant | undefined {
  const { waiting, holds, asOf, tokens, rules } = turns;
  if (waiting.length === 0) return undefined;
  const times = waiting.map((it) => earliest(turns, it));
  const due = Math.min(...times);
  if (due > asOf) return due;
  const pause = waiting.length > burst(rules) ? BURST_MS : Math.ceil(((1 - tokens) / rules.perSecond) * 1000);
  const refill = tokens >= 1 ? undefined : asOf + pause;
  const probes = holds.map(({ probeAt, verdictAt }) => verdictAt ?? probeAt);
  const later = times.filter((at) => at > asOf);
  const nextHour = (Math.floor(asOf / HOUR) + 1) * HOUR;
  return Math.max(asOf + 1, refill ?? Math.min(nextHour, ...probes, ...later));
}

function evolveTurns(turns: Turns, event: TurnEvent, now: Instant): Turns {
  if (event.type === 'stopped') {
    const { type: _type, ...stop } = event;
    const { message } = stop;
    const others = turns.holds.filter((it) => it.message !== message);
    return {
      ...turns,
      holds: [...others, { ...stop, probeAt: now + PROBE_PAUSE_MS }],
    };
  }
  const { type: _type, rules, ...request } = event;
  const others = turns.waiting.filter(({ intentId }) => intentId !== request.intentId);
  return { ...turns, rules, waiting: [...others, request] };
}

const byCustomer = (a: TurnRequest, b: TurnRequest): number =>
  Number(b.requested) - Number(a.requested) ||
  a.customerLastAt - b.customerLastAt ||
  (a.intentId < b.intentId ? -1 : 1);

/** Adds the tokens earned, forgets old hours, and ends the holds whose probe was not refused. */
function passTime(turns: Turns, now: Instant): Turns {
  const month = monthOf(now);
  const oldest = Math.floor((now - DAY) / HOUR);
  return {
    ...turns,
    asOf: now,
    tokens: Math.min(burst(turns.rules), turns.tokens + ((now - turns.asOf) / 1000) * turns.rules.perSecond),
    templates: Object.fromEntries(Object.entries(turns.templates).filter(([hour]) => Number(hour) > oldest)),
    notifications: turns.notifications.month === month ? turns.notifications : { month, count: 0 },
    holds: turns.holds.filter(({ verdictAt }) => verdictAt === undefined || verdictAt > now),
  };
}

function judge(turns: Turns, request: TurnRequest): Exclude<TurnAnswer, { type: 'turnHeld' }> | undefined {
  const { ticketId, intentId, requested } = request;
  if (!requested && turns.tokens < 1) return undefined;
  if (earliest(turns, request) > turns.asOf || holdOf(turns, request)) return undefined;
  const warning = warningFor(turns, request);
  const full = warning !== undefined && warning.used >= warning.max;
  const untold = warning && !turns.told.includes(toldKey(warning, turns.asOf)) ? { warning } : {};
  if (full && requested && turns.rules.limits.whenReached === 'stop')
    return { type: 'turnRefused', ticketId, intentId, warning };
  if (full && !requested) return undefined;
  return { type: 'turn', ticketId, intentId, ...untold };
}

const earliest = ({ asOf }: Turns, { notBefore, quiet }: TurnRequest): Instant =>
  afterQuiet(quiet, Math.max(notBefore, asOf));

function holdOf({ holds, asOf }: Turns, { message }: TurnRequest): Hold | undefined {
  return holds.find((it) => (it.message ?? message) === message && (it.probeAt > asOf || it.verdictAt !== undefined));
}

function spend(turns: Turns, { requested, uses, message }: TurnRequest): Turns {
  const hour = String(Math.floor(turns.asOf / HOUR));
  const { month, count } = turns.notifications;
  return {
    ...turns,
    tokens: requested ? turns.tokens : turns.tokens - 1,
    ...(uses !== undefined && { templates: { ...turns.templates, [hour]: (turns.templates[hour] ?? 0) + 1 } }),
    ...(uses === 'notification' && { notifications: { month, count: count + 1 } }),
    holds: turns.holds.map((it) =>
      (it.message ?? message) === message ? { ...it, verdictAt: turns.asOf + PROBE_VERDICT_MS } : it,
    ),
  };
}

/** The limit that this request comes close to (80 % or more); if there are two, the fuller one. */
function warningFor(
  { rules: { limits }, templates, notifications }: Turns,
  { uses }: TurnRequest,
): LimitWarning | undefined {
  const used = Object.values(templates).reduce((sum, count) => sum + count, 0);
  const near: LimitWarning[] = [];
  if (uses !== undefined) near.push({ limit: 'templatesPerDay', used, max: limits.templatesPerDay });
  if (uses === 'notification') {
    near.push({ limit: 'notificationsPerMonth', used: notifications.count, max: limits.notificationsPerMonth });
  }
  return near.filter((it) => it.used >= it.max * WARN_AT).sort((a, b) => b.used / b.max - a.used / a.max)[0];
}

/** Each warning is given once per limit, level and day. */
const toldKey = ({ limit, used, max }: LimitWarning, now: Instant): string =>
  `${limit}:${used >= max ? 100 : 80}:${new Date(now).toISOString().slice(0, 10)}`;

const burst = ({ perSecond }: TurnRules): number => Math.max(1, Math.ceil((perSecond * BURST_MS) / 1000));

const monthOf = (now: Instant): string => new Date(now).toISOString().slice(0, 7);
