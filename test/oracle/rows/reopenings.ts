/** Case 2 without the agent: rows H3, H5, H8, E1. */
import type { Instant } from '../../../activities/types';
import { DAY, SECOND, when } from '../../support/madrid';
import type { Account, Conversation, Ticket } from '../account';
import { type Judge, breach, groupBy, intentOf } from '../breach';
import {
  afterQuiet,
  heldLately,
  isRequested,
  isRequestedLong,
  isStopOnTheSafeSide,
  lastCustomer,
  lastWord,
  momentsOf,
  officeBetween,
  optedOut,
  oursSince,
  ownsAt,
  sessionEndedAt,
  statusAt,
} from '../facts';
import { expectedBy } from '../patience';

const PRECISION = 1.5 * SECOND;

/** When the automatic reopening is due, as of `t`. @param intent the one being judged */
function dueAt(a: Account, ticket: Ticket, t: Instant, intent?: string): Instant | undefined {
  const { reopening } = a.week.policy;
  const c = ticket.conversation;
  if (reopening?.mode !== 'automatic' || !c || !ownsAt(ticket, t)) return undefined;
  const status = statusAt(ticket, t);
  const requested = intent === undefined ? isRequested : isRequestedLong;
  if (status === 'solved' || status === 'closed' || sessionEndedAt(ticket, t)) return undefined;
  if (lastWord(c, t) !== 'customer' || optedOut(a, c, ticket.customer, t) || requested(ticket, t)) return undefined;
  if (intent === undefined && ((ticket.customer.blockedAt ?? Infinity) <= t || mayHaveStopped(c, t))) return undefined;
  const { at } = lastCustomer(c, t)!;
  const office = officeBetween(at, at + 15 * DAY);
  const inWindow = office.map(({ start, end }) => Math.max(0, Math.min(end, at + DAY) - Math.max(start, at)));
  if (inWindow.reduce((sum, it) => sum + it, 0) >= reopening.minOfficeMs) return undefined;
  const others = oursSince(c, ticket, t).filter(({ sendId }) => intentOf(sendId!) !== intent);
  const tried = automatic(a).some(
    (it) => it.ticket === ticket && it.at > at && it.at < t && intentOf(it.order.sendId) !== intent,
  );
  if (others.length > 0 || tried) return undefined;
  const opening = office.find(({ start }) => start > at);
  return opening && afterQuiet(opening.start);
}

const mayHaveStopped = (c: Conversation, t: Instant): boolean =>
  c.messages.some((it) => it.by === 'customer' && it.at <= t && isStopOnTheSafeSide(c, it));

const automatic = (a: Account) =>
  a.orders.filter(({ order, requested }) => order.purpose.kind === 'reopening' && !requested);

export const onlyWhenDue: Judge = (a) =>
  automatic(a).flatMap(({ at, ticket, order }) => {
    const isDue = heldLately(momentsOf(a, ticket), at, (t) => {
      const due = dueAt(a, ticket, t, intentOf(order.sendId));
      return due !== undefined && due <= at + PRECISION;
    });
    return isDue ? [] : [breach('H3 not due', at, ticket, order.sendId)];
  });

/** One for each word of the customer. */
export const atMost: Judge = (a) =>
  [...groupBy(automatic(a), ({ ticket }) => ticket.id).values()].flatMap((all) =>
    [...groupBy(all, (it) => lastCustomer(it.ticket.conversation!, it.at)?.id ?? '').values()].flatMap((mine) => {
      const intents = new Set(mine.map(({ order }) => intentOf(order.sendId)));
      const { at, ticket } = mine.at(-1)!;
      return intents.size > 1 ? [breach('H3 once', at, ticket, [...intents].join(', '))] : [];
    }),
  );

export const goesOut: Judge = (a) =>
  [...a.tickets.values()].flatMap((ticket) => {
    const moments = momentsOf(a, ticket);
    return moments.flatMap((from, index) => {
      const until = moments[index + 1] ?? a.week.end;
      const due = dueAt(a, ticket, from);
      if (due === undefined || from > due + DAY / 2) return [];
      const by = expectedBy(a, ticket, { from, due: afterQuiet(Math.max(due, from)) });
      // An opening missed by more than a day is left to the agents.
      if (by === undefined || by >= until - 300 * SECOND || by > due + DAY) return [];
      const went = automatic(a).some((it) => it.ticket === ticket && it.at >= due - PRECISION && it.at <= by);
      return went ? [] : [breach('H3 missing', due, ticket, `no reopening by ${when(by)}`)];
    });
  });
