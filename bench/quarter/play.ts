import type { TurnRules } from '../../workflows/core/turns';
import { countUpTo } from '../numbers';
import type { AccountTurns } from './account';
import { DAY, MINUTE, QUIET_FROM, QUIET_UNTIL, STEP, Tickets } from './tickets';

/** A Monday. */
const START = Date.UTC(2026, 0, 5);
/** The limit gives turns back a minute after 24 hours, and a day's turns take minutes at the rate. */
const PATIENCE = 15 * MINUTE;

export interface QuarterOptions {
  days: number;
  /** New requests a day, macros included. */
  perDay: number;
  rules: TurnRules;
  turns: (rules: TurnRules, startAt: number) => AccountTurns;
  seed: number;
}

/** What `QuarterAt` says, of one course of the days. */
export interface Quarter {
  /** Sends of each day. */
  sends: number[];
  most: number;
  leastWhileWaiting?: number;
  wasted: number;
  macros: number;
  refused: number;
  refusedWithRoom: number;
}

/** Plays days of one account, in virtual time. */
export function playQuarter({ days, perDay, rules, turns: begin, seed }: QuarterOptions): Quarter {
  const turns = begin(rules, START);
  const tickets = new Tickets(rules, seed);
  const waitedAt: number[] = [];
  const hear = (events: Parameters<AccountTurns['tell']>[0], now: number): void => {
    for (let news = events; ;) {
      news = turns.tell(news, now).flatMap((answer) => tickets.hear(answer, now));
      if (news.length === 0) return;
    }
  };
  for (let now = START; now < START + days * DAY; now += STEP) {
    if (now % DAY === 0) tickets.begin(now, perDay);
    for (let at = turns.wakeAt(); at !== undefined && at < now; at = turns.wakeAt()) hear([], at);
    const events = tickets.happen(now);
    if (events.length > 0) hear(events, now);
    if (hasWaited(tickets, now)) waitedAt.push(now);
  }
  return judge(tickets, waitedAt, days);
}

/** Whether somebody wants a message that could have gone a quarter of an hour ago. */
function hasWaited({ waiting }: Tickets, now: number): boolean {
  const time = now % DAY;
  if (now < START + DAY || time < QUIET_UNTIL + PATIENCE || time >= QUIET_FROM) return false;
  for (const { due, requested } of waiting) if (!requested) return due < now - PATIENCE;
  return false;
}

function judge(tickets: Tickets, waitedAt: readonly number[], days: number): Quarter {
  const sentAt = tickets.sentAt.toSorted((a, b) => a - b);
  const sends = Array.from({ length: days }, () => 0);
  for (const at of sentAt) {
    const day = Math.floor((at - START) / DAY);
    if (day < days) sends[day] = (sends[day] ?? 0) + 1;
  }
  const inDayUpTo = (at: number, more = 0): number => countUpTo(sentAt, at) - countUpTo(sentAt, at - DAY - more);
  const least = waitedAt.reduce((fewest, at) => Math.min(fewest, inDayUpTo(at, PATIENCE)), Infinity);
  return {
    sends,
    most: sentAt.reduce((most, at) => Math.max(most, inDayUpTo(at)), 0),
    ...(least < Infinity && { leastWhileWaiting: least }),
    wasted: tickets.wasted,
    macros: tickets.macros,
    refused: tickets.refused,
    refusedWithRoom: tickets.refusedWithRoom,
  };
}
