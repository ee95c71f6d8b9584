/**
 * What the contract's words mean for an account's history, at any time: window, reply, last word, own ticket. Written
 * from docs/behaviour.md; the core is not asked.
 */
import type { Instant, Interval, TicketStatus } from '../../activities/types';
import { DAY, SECOND, officeHours, quietHours } from '../support/madrid';
import type { Account, Conversation, Customer, Handed, Since, Stored, Ticket } from './account';

/** The longest time between a fact and a decision that must know it: a truth ten seconds old, and activities' times. */
export const SLACK = 20 * SECOND;

export const valueAt = <T>(values: Since<T>[], t: Instant): Since<T> | undefined =>
  values.findLast(({ at }) => at <= t);

export const statusAt = (ticket: Ticket, t: Instant): TicketStatus | undefined => valueAt(ticket.statuses, t)?.value;

export const customersWords = ({ messages }: Conversation, t: Instant): Stored[] =>
  messages.filter((it) => it.by === 'customer' && it.arrivedAt <= t).sort((a, b) => a.at - b.at);

export const lastCustomer = (c: Conversation, t: Instant): Stored | undefined => customersWords(c, t).at(-1);

export const closesAt = (c: Conversation, t: Instant): Instant | undefined => {
  const last = lastCustomer(c, t);
  return last && last.at + DAY;
};

/** Their words that were sent again are theirs, too (R4). */
const isAgents = ({ by, purpose }: Stored): boolean => by === 'agent' || purpose?.kind === 'rescued';

/** An agent's message sent before the window closed and without a delivery failure that anybody told of. */
export function lastReply(c: Conversation, t: Instant): Stored | undefined {
  const words = customersWords(c, t);
  return c.messages.findLast((it) => {
    if (!isAgents(it) || it.at > t || (it.failedKnownAt ?? Infinity) <= t) return false;
    const before = words.findLast(({ at }) => at <= it.at);
    return before !== undefined && it.at < before.at + DAY;
  });
}

/** It came too late, or its failure was told of. */
export function isLost(c: Conversation, it: Stored, t: Instant): boolean {
  if ((it.failedKnownAt ?? Infinity) <= t) return true;
  const before = customersWords(c, t).findLast(({ at }) => at <= it.at);
  return before !== undefined && it.at >= before.at + DAY;
}

/** No report reaches a run that has not been able to read its ticket yet: nobody knows whose conversation it is. */
export const wasToldOf = (a: Account, { createdAt }: Ticket, { failedKnownAt = Infinity }: Stored): boolean =>
  a.week.outages.every(({ from, to }) => from > createdAt + SLACK || to <= failedKnownAt - SLACK);

/** W4: a reply does not answer what had not arrived when it was sent. */
export function lastWord(c: Conversation, t: Instant): 'customer' | 'agent' | undefined {
  const words = customersWords(c, t);
  const last = words.at(-1);
  const reply = lastReply(c, t);
  if (!last) return undefined;
  return reply && reply.at > last.at && words.every(({ arrivedAt }) => reply.at >= arrivedAt) ? 'agent' : 'customer';
}

/** Our messages in the conversation since the customer's last word. */
export const oursSince = (c: Conversation, ticket: Ticket, t: Instant): Stored[] => {
  const since = lastCustomer(c, t)?.at ?? -Infinity;
  return c.messages.filter(
    (it) => it.by === 'ventana' && !isAgents(it) && it.ticketId === ticket.id && it.at > since && it.at <= t,
  );
};

/** The newest ticket whose own conversation it is. */
export const ownerAt = (c: Conversation, t: Instant): Ticket | undefined =>
  c.customer.tickets.findLast((it) => it.conversation === c && it.createdAt <= t);

export const ownsAt = (ticket: Ticket, t: Instant): boolean =>
  ticket.conversation !== undefined && ownerAt(ticket.conversation, t) === ticket;

/** E5 does not occur here: the customer cannot write into such a ticket. */
export const sessionEndedAt = ({ sessionEndedAt: at }: Ticket, t: Instant): boolean => at !== undefined && at <= t;

/** A request of an agent's that nobody has fulfilled, refused or withdrawn. */
export const isRequested = ({ requests }: Ticket, t: Instant): boolean =>
  requests.some(({ since, clearedAt = Infinity }) => since <= t && t < clearedAt);

/** A message of ours has failed for now, and goes out again: so says the ticket's last note of it. */
export const isRetried = ({ notes }: Ticket, t: Instant): boolean =>
  notes.findLast(({ at, note }) => at <= t && note.kind.startsWith('sen'))?.note.kind === 'sendRetried';

/** Its failure was told of, and its arrival was not. */
export const seemedToHaveFailed = ({ conversation, order }: Handed, t: Instant): boolean =>
  conversation?.messages.some(
    ({ sendId, failedKnownAt = Infinity }) => sendId === order.sendId && failedKnownAt <= t,
  ) === true;

/** The same, as far as it lasts: a request that is refused at once stands in nobody's way, though its note comes later. */
export const isRequestedLong = ({ requests }: Ticket, t: Instant): boolean =>
  requests.some(({ since, clearedAt = Infinity }) => since <= t && t < clearedAt - SLACK);

/** Whether the last message before it, of those that count, is an outreach, of whichever conversation. */
function answersOutreach(c: Conversation, word: Stored, counts: (it: Stored) => boolean): boolean {
  const words = customersWords(c, Infinity);
  const { answers } = c.metadata;
  const before = [...(answers ? [answers] : []), ...c.messages]
    .filter((it) => it !== word && it.by !== 'customer' && it.by !== 'bot' && it.at < word.at)
    .filter(counts)
    .filter((it) => it.by !== 'agent' || words.some(({ at }) => at <= it.at && it.at < at + DAY))
    .sort((a, b) => a.at - b.at)
    .at(-1);
  return before?.by === 'ventana' && !isAgents(before);
}

/** O7: as far as this conversation's ticket can know, it is one. Of the failure in an earlier one it was not told. */
export const isStopOnTheSafeSide = (c: Conversation, word: Stored): boolean =>
  word.stop === 'inReply' &&
  answersOutreach(c, word, (it) => it === c.metadata.answers || (it.failedKnownAt ?? Infinity) === Infinity);

/** A word that opts out: BAJA only if the last message before it that reached them is an outreach. */
export function isStop(c: Conversation, word: Stored): boolean {
  if (word.stop !== 'inReply') return word.stop === 'always';
  return answersOutreach(c, word, ({ failedKnownAt }) => failedKnownAt === undefined);
}

/** The customer said STOP in that conversation, or their box is ticked; and nobody has cleared it since. */
export function optedOut(a: Account, c: Conversation | undefined, customer: Customer, t: Instant): boolean {
  if (a.week.optOutField && valueAt(customer.optOut, t)?.value) return true;
  const cleared = customer.optOut.findLast(({ at, value, by }) => at <= t && !value && by === 'agent' && at > 0)?.at;
  const stops = c?.messages.filter((it) => it.by === 'customer' && it.arrivedAt <= t && isStop(c, it)) ?? [];
  return stops.some(({ arrivedAt }) => arrivedAt > (cleared ?? -Infinity));
}

export const quietAround = (t: Instant): Interval | undefined =>
  quietHours(t - DAY, t + DAY).find(({ start, end }) => start <= t && t < end);

/** Moved to the end of quiet hours if it falls into them. */
export const afterQuiet = (t: Instant): Instant => quietAround(t)?.end ?? t;

export const officeBetween = (from: Instant, to: Instant): Interval[] => officeHours(from, to, []);

export const isOffice = (t: Instant): boolean =>
  officeBetween(t - DAY, t + DAY).some(({ start, end }) => start <= t && t < end);

/** Everything that happened to a ticket, its conversation and its customer: between these moments nothing changes. */
export function momentsOf(a: Account, ticket: Ticket): Instant[] {
  const { customer, conversation, statuses, requests } = ticket;
  const said = (conversation?.messages ?? []).flatMap((it) => [it.at, it.arrivedAt, it.failedKnownAt ?? it.at]);
  const moments = [
    ...statuses.map(({ at }) => at),
    ...requests.flatMap(({ since, clearedAt = since }) => [since, clearedAt]),
    ...said,
    ...(ticket.sessionEndedAt === undefined ? [] : [ticket.sessionEndedAt]),
    ...customer.optOut.map(({ at }) => at),
    ...customer.tickets.map(({ createdAt }) => createdAt),
    ...(customer.blockedAt === undefined ? [] : [customer.blockedAt]),
    a.week.from,
  ].filter((it) => it >= a.week.from && it < Infinity);
  return [...new Set(moments)].sort((x, y) => x - y);
}

/** Whether it held at some moment of the last seconds: a decision may be as old as that. */
export function heldLately(moments: Instant[], t: Instant, holds: (t: Instant) => boolean): boolean {
  return [t, t - SLACK, ...moments.filter((it) => it > t - SLACK && it < t)].some(holds);
}
