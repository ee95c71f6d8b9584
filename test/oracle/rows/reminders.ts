/** Case 1: when a reminder goes out, when not, and that it does. Rows F1 to F13, E1, E3, rule 6. */
import type { SendOrder } from '../../../activities/orders';
import type { Instant } from '../../../activities/types';
import { DAY, MINUTE, SECOND, when } from '../../support/madrid';
import type { Account, Ticket } from '../account';
import { type Judge, breach, groupBy, intentOf } from '../breach';
import {
  afterQuiet,
  closesAt,
  heldLately,
  isRequested,
  isRequestedLong,
  isRetried,
  lastCustomer,
  lastReply,
  lastWord,
  momentsOf,
  optedOut,
  oursSince,
  ownsAt,
  quietAround,
  sessionEndedAt,
  statusAt,
  valueAt,
} from '../facts';
import { expectedBy } from '../patience';

/** Audits know seconds only. */
const PRECISION = 1.5 * SECOND;

/**
 * When the next reminder is due, as of `t`; undefined: none is. @param intent the one being judged; without it, whatever
 * leaves room for doubt counts as a reason not to remind
 */
function dueAt(a: Account, ticket: Ticket, t: Instant, intent?: string): Instant | undefined {
  const { followUp } = a.week.policy;
  const c = ticket.conversation;
  if (!followUp || !c || !ownsAt(ticket, t) || statusAt(ticket, t) !== 'pending') return undefined;
  const requested = intent === undefined ? isRequested : isRequestedLong;
  if (sessionEndedAt(ticket, t) && !followUp.remindsEndedSession) return undefined;
  // What E3 says is about an answer to our own message.
  if (sessionEndedAt(ticket, t) && answeredLater(ticket, t) && intent === undefined) return undefined;
  if (intent === undefined && ((ticket.customer.blockedAt ?? Infinity) <= t || isTriedAgain(a, ticket, t)))
    return undefined;
  if (optedOut(a, c, ticket.customer, t) || lastWord(c, t) !== 'agent' || requested(ticket, t)) return undefined;
  const since = lastCustomer(c, t)!.at;
  const tried = a.orders.filter(
    ({ at, ticket: other, order }) =>
      other === ticket &&
      order.purpose.kind === 'followUp' &&
      at > since &&
      at <= t &&
      intentOf(order.sendId) !== intent,
  );
  if (new Set(tried.map(({ order }) => intentOf(order.sendId))).size >= followUp.max) return undefined;
  const pendingSince = valueAt(ticket.statuses, t)!.at;
  const reply = lastReply(c, t)!.at;
  const settled = pendingSince + followUp.graceMs;
  const ours = oursSince(c, ticket, t).filter(({ sendId }) => intentOf(sendId!) !== intent);
  if (followUp.anchor === 'windowClose' && ours.length === 0 && tried.length === 0)
    return atStartOfQuiet(
      Math.max(closesAt(c, t)! - followUp.beforeMs, settled, reply + followUp.graceMs),
      Math.max(reply, settled),
    );
  const last = Math.max(reply, ...ours.map(({ at }) => at), ...tried.map(({ at }) => at));
  return afterQuiet(Math.max(last + followUp.afterMs, settled));
}

/** F11 */
function atStartOfQuiet(due: Instant, earliest: Instant): Instant {
  const quiet = quietAround(due);
  if (!quiet) return due;
  return quiet.start > earliest ? quiet.start : quiet.end;
}

/** E3: the customer's next message opened another ticket. */
const answeredLater = (ticket: Ticket, t: Instant): boolean =>
  ticket.customer.tickets.some((it) => it.conversation && it.createdAt > ticket.sessionEndedAt! && it.createdAt <= t);

/**
 * A message failed and is tried again: nothing automatic goes out beside it. One that an agent asked for may be tried
 * for a day; of an automatic one (131049: a day later) the next attempt shows it.
 */
const isTriedAgain = ({ handed, orders }: Account, ticket: Ticket, t: Instant): boolean =>
  handed.some(
    (it) =>
      it.ticket === ticket &&
      !it.reached &&
      it.at <= t &&
      it.at > t - 2 * DAY &&
      (it.requested || orders.some(({ at, order }) => at > t && isSameIntent(order, it.order))),
  );

const isSameIntent = (a: SendOrder, b: SendOrder): boolean => intentOf(a.sendId) === intentOf(b.sendId);

const remindersOf = (a: Account) => a.orders.filter(({ order }) => order.purpose.kind === 'followUp');

/** F2, F5, F12, F13, P4 ...: at the moment of a reminder, all that it needs holds; and it is not early. */
export const onlyWhenDue: Judge = (a) =>
  remindersOf(a).flatMap(({ at, ticket, order }) => {
    const intent = intentOf(order.sendId);
    const moments = momentsOf(a, ticket);
    const dues = new Set<string>();
    const isDue = heldLately(moments, at, (t) => {
      const due = dueAt(a, ticket, t, intent);
      dues.add(due === undefined ? 'never' : when(due));
      return due !== undefined && due <= at + PRECISION;
    });
    return isDue ? [] : [breach('F1 not due', at, ticket, `${order.sendId}; due: ${[...dues].join(' or ')}`)];
  });

/** F9: in each silence of the customer. */
export const atMost: Judge = (a) =>
  [
    ...groupBy(
      a.handed.filter(({ order }) => order.purpose.kind === 'followUp'),
      ({ ticket }) => ticket.id,
    ).values(),
  ].flatMap((all) => {
    const silences = groupBy(all, (it) => lastCustomer(it.ticket.conversation!, it.at)?.id ?? '');
    return [...silences.values()].flatMap((mine) => {
      const intents = new Set(mine.map(({ order }) => intentOf(order.sendId)));
      const { at, ticket } = mine.at(-1)!;
      const { max = 0 } = a.week.policy.followUp ?? {};
      return intents.size > max ? [breach('F9', at, ticket, `${[...intents].join(', ')}: more than ${max}`)] : [];
    });
  });

/** F1, F4, F6, F7, F8, F11: and it does go out. */
export const goesOut: Judge = (a) =>
  [...a.tickets.values()].flatMap((ticket) => {
    const moments = momentsOf(a, ticket);
    return moments.flatMap((from, index) => {
      const until = moments[index + 1] ?? a.week.end;
      const due = dueAt(a, ticket, from);
      if (due === undefined) return [];
      // M6, 131049: the same reminder goes out later.
      if (isRetried(ticket, Math.max(due, from))) return [];
      const late = Math.max(due, afterQuiet(Math.max(due, from)));
      const by = expectedBy(a, ticket, { from, due: late });
      if (by === undefined || by >= until - 5 * MINUTE) return [];
      const went = remindersOf(a).some((it) => it.ticket === ticket && it.at >= due - PRECISION && it.at <= by);
      return went ? [] : [breach('F1 missing', due, ticket, `no reminder by ${when(by)}`)];
    });
  });
