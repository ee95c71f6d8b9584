/** What the contract says of lost replies, as of any time. Rows R1 to R8 of docs/behaviour.md. */
import type { Instant } from '../../activities/types';
import { MINUTE, SECOND } from '../support/madrid';
import type { Account, Conversation, Customer, Stored, Ticket } from './account';
import { SLACK, customersWords, isLost } from './facts';

/** Audits know seconds only. */
export const PRECISION = 1.5 * SECOND;
export const TOLD_AFTER = MINUTE;

export const placeOf = (a: Account, { conversationId }: { conversationId?: string }): Conversation | undefined =>
  a.conversations.find(({ id }) => id === conversationId);

export const agentsIn = ({ messages }: Conversation, t: Instant): Stored[] =>
  messages.filter(({ by, at }) => by === 'agent' && at <= t);

/** A reply of the agent's own that came through after it. */
export const isOvertaken = (c: Conversation, it: Stored, t: Instant): boolean =>
  agentsIn(c, t).some((other) => other.at > it.at && !isLost(c, other, t));

/** What no list can read, or has, only the ticket of its time has heard of. */
export const asKnownTo = ({ id, createdAt }: Ticket, c: Conversation): Conversation => ({
  ...c,
  messages: c.messages.filter(
    ({ unread, unlisted, ticketId, arrivedAt }) =>
      (!unread || ticketId === id) && (!unlisted || arrivedAt >= createdAt - SLACK),
  ),
});

export const answersTo = (c: Conversation, it: Stored, t: Instant): Stored[] =>
  customersWords(c, t).filter(({ arrivedAt }) => arrivedAt > it.at);

type Request = Ticket['requests'][number];

/** Requests of that name that an agent has not taken back, on whichever ticket of the customer's. */
export const requestsOf = ({ tickets }: Customer, name: string, t: Instant): Request[] =>
  tickets
    .flatMap(({ requests }) => requests)
    .filter((it) => it.name === name && it.since <= t)
    .filter(({ clearedBy }) => name === 'rescue' || clearedBy === 'ventana');

/** Somebody has asked for it: by macro or, where that is the policy, nobody has to. R3: also before it was written. */
export function isWanted(a: Account, c: Conversation, it: Stored, t: Instant): boolean {
  if (a.week.policy.rescue?.mode === 'automatic') return true;
  return requestsOf(c.customer, 'rescue', t).some(
    ({ since }) => since > it.at - PRECISION || answersTo(c, { ...it, at: since }, it.at).length === 0,
  );
}

/** Surely: it was known to be lost when an agent asked, and the template did not fail, nor was refused by a limit. */
export const isAskedFor = (a: Account, c: Conversation, it: Stored, t: Instant): boolean =>
  a.week.policy.rescue?.mode === 'automatic' ||
  requestsOf(c.customer, 'rescue', t).some(
    ({ since, clearedBy }) =>
      clearedBy !== 'agent' &&
      since > it.at + SLACK &&
      isLost(c, it, since - SLACK) &&
      !isOvertaken(c, it, since) &&
      !hasFailedSince(a, c, since),
  );

const hasFailedSince = (a: Account, c: Conversation, since: Instant): boolean =>
  a.handed.some((it) => it.conversation === c && it.order.purpose.kind === 'rescue' && !it.reached && it.at >= since) ||
  a.turns.refused.some(({ at, intentId }) => {
    return at >= since && c.customer.tickets.some(({ id }) => intentId.startsWith(`${id}-rescue-`));
  }) ||
  // Refused at once: they had opted out.
  isToldOf(c, since, a.week.end);

/** R5 */
export function isWithdrawn(c: Conversation, it: Stored, t: Instant): boolean {
  const asked = requestsOf(c.customer, 'rescue', t);
  return requestsOf(c.customer, 'rescue_withdraw', t).some(
    ({ since }) => since >= it.at && since < t - SLACK && !asked.some((other) => other.since >= since - PRECISION),
  );
}

export const wordsOrders = (a: Account) => a.orders.filter(({ order }) => order.repeats !== undefined);
export const templates = (a: Account) => a.orders.filter(({ order }) => order.purpose.kind === 'rescue');

/** K1: before a repeated attempt nothing is read. It checks by itself what it was told to be known, and posted nothing. */
export const wasStoppedByItself = (a: Account, { order }: Account['orders'][number]): boolean =>
  order.known !== undefined && !a.handed.some((it) => it.order.sendId === order.sendId);

/** What fails only for now is tried again (M3, M4, M6): without a note that it failed, it is not over. */
export const isToldOf = ({ customer }: Conversation, triedAt: Instant, t: Instant): boolean =>
  customer.tickets.some(({ notes }) =>
    notes.some(
      ({ at, note }) =>
        note.kind === 'sendFailed' && note.purpose.kind.startsWith('rescue') && at >= triedAt && at <= t - SLACK,
    ),
  );
