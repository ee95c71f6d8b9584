/** What must never be handed to WhatsApp: rules 3, 4 and 5, quiet hours, opt-outs, ended sessions. */
import { MINUTE, SECOND } from '../../support/madrid';
import type { Account } from '../account';
import { type Breach, type Judge, breach, groupBy, intentOf } from '../breach';
import {
  closesAt,
  customersWords,
  heldLately,
  momentsOf,
  optedOut,
  quietAround,
  seemedToHaveFailed,
  sessionEndedAt,
  SLACK,
} from '../facts';

type Order = Account['orders'][number];

export const once: Judge = (a) =>
  [
    ...groupBy(
      a.handed.filter(({ reached }) => reached),
      ({ order }) => intentOf(order.sendId),
    ).values(),
  ]
    .filter(({ length }) => length > 1)
    .filter(([first, second]) => !seemedToHaveFailed(first!, second!.at))
    .map(([first, second]) => breach('rule 3 once', second!.at, first!.ticket, `${first!.order.sendId} came again`));

/** H7, also when the field was emptied and set again. */
export const onceADay: Judge = (a) =>
  a.handed.flatMap((it, index) => {
    if (!it.requested || !it.reached || it.order.repeats) return [];
    const { ticket, order, conversation } = it;
    const earlier = a.handed.slice(0, index).find((other) => {
      const isSame = other.ticket === ticket && other.order.purpose.name === order.purpose.name && other.reached;
      if (!isSame || other.at < it.at - DAY || other.unheard) return false;
      const place = other.conversation ?? conversation;
      return !place || customersWords(place, it.at).every(({ at, arrivedAt }) => at < other.at && arrivedAt < other.at);
    });
    return earlier ? [breach('H7', it.at, ticket, `${order.purpose.name} came again within a day`)] : [];
  });

const DAY = 24 * 60 * MINUTE;
/** F11: at the start of quiet hours. */
const STILL_THE_START = 16 * MINUTE;

export const quiet: Judge = (a) =>
  a.orders.flatMap(({ at, ticket, order, requested }) => {
    const hours = quietAround(at);
    if (requested || !hours) return [];
    const byAnchor = order.purpose.kind === 'followUp' && a.week.policy.followUp?.anchor === 'windowClose';
    if (byAnchor && at < hours.start + STILL_THE_START) return [];
    return [breach('F8', at, ticket, `${order.sendId} in quiet hours`)];
  });

const conversationOf = (a: Account, { order }: Order) => a.conversations.find(({ id }) => id === order.conversationId);

/** Only the first attempt: a failure may open the next rendition. */
export const rendition: Judge = (a) =>
  [...groupBy(a.orders, ({ order }) => intentOf(order.sendId)).values()].flatMap((orders) =>
    orders.flatMap((it, index): Breach[] => {
      const { at, ticket, order } = it;
      const place = conversationOf(a, it);
      const margin = a.week.policy.windowMarginMs;
      const isOpen = (t: number): boolean => place !== undefined && at < (closesAt(place, t) ?? -Infinity) - margin;
      if (order.rendition === 'text')
        return isOpen(at) ? [] : [breach('rule 4 text', at, ticket, `${order.sendId} is text, the window is closed`)];
      const hasText = a.week.policy.messages[order.message]?.hasText === true;
      if (index > 0 || !hasText || !place || !isKnownToRun(it) || !isOpen(at - SLACK)) return [];
      return [breach('rule 4 template', at, ticket, `${order.sendId} is a template, though text would arrive`)];
    }),
  );

/** A tap is known only to the conversation's own ticket. */
const isKnownToRun = ({ ticket, order }: Order): boolean => ticket.conversation?.id === order.conversationId;

export const optOut: Judge = (a) =>
  a.orders.flatMap((it) => {
    const { at, ticket, order } = it;
    const place = conversationOf(a, it);
    const moments = [...momentsOf(a, ticket), ...(place?.messages.map(({ arrivedAt }) => arrivedAt) ?? [])];
    const allowed = heldLately(moments, at, (t) => !optedOut(a, place, ticket.customer, t));
    return allowed ? [] : [breach('O1', at, ticket, `${order.sendId} to a customer who has opted out`)];
  });

/** The send looks again; so it is what is handed over that counts. */
export const blocked: Judge = (a) =>
  a.handed.flatMap(({ at, ticket, customer, order }) =>
    (customer.blockedAt ?? Infinity) < at
      ? [breach('I3', at, ticket, `${order.sendId} to one who has blocked us`)]
      : [],
  );

export const consent: Judge = (a) =>
  a.handed.flatMap(({ at, ticket, customer, order }) => {
    if (!a.week.policy.consentRequired || order.purpose.kind !== 'proactive') return [];
    const isRecorded = customer.optIn.findLast((it) => it.at <= at)!.value;
    return isRecorded ? [] : [breach('C1', at, ticket, `${order.sendId} without consent`)];
  });

export const sessions: Judge = (a) =>
  a.orders.flatMap(({ at, ticket, order, requested }) => {
    if (requested || !sessionEndedAt(ticket, at - SLACK)) return [];
    const reminds = order.purpose.kind === 'followUp' && a.week.policy.followUp?.remindsEndedSession === true;
    return reminds ? [] : [breach('E1', at, ticket, `${order.sendId} into an ended session`)];
  });

/** Rule 5: a requested message is cancelled by a word that came after the request, or by the agent. */
export const requests: Judge = (a) =>
  a.orders.flatMap((it, index) => {
    const { at, ticket, order, requested } = it;
    if (!requested || order.repeats) return [];
    const request = ticket.requests.findLast(({ name, since }) => name === order.purpose.name && since <= at);
    if (!request) return [breach('rule 9', at, ticket, `${order.sendId}, which nobody has asked for`)];
    const place = conversationOf(a, it);
    const words = place ? customersWords(place, at - SLACK).filter(({ unlisted }) => !unlisted) : [];
    const wrote = words.some((word) => word.at > request.since || word.arrivedAt > request.since + SECOND);
    const isFirst = !a.orders.slice(0, index).some((other) => intentOf(other.order.sendId) === intentOf(order.sendId));
    // While Sunshine is out and the webhook is lost, nobody can know: a repeated attempt looks, and then posts or not.
    const counts = isFirst || a.handed.some((other) => other.order.sendId === order.sendId);
    const withdrawn = request.clearedBy === 'agent' && (request.clearedAt ?? Infinity) < at - SLACK;
    return [
      ...(wrote && counts ? [breach('rule 5', at, ticket, `${order.sendId} after the customer had written`)] : []),
      ...(withdrawn && isFirst ? [breach('rule 9', at, ticket, `${order.sendId}, which the agent has withdrawn`)] : []),
    ];
  });
