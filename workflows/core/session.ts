/**
 * Zendesk's messaging sessions: when one has ended, the customer cannot write into the ticket any more. Their next
 * message opens a new conversation and a new ticket. Rows E1-E5 of docs/behaviour.md.
 */
import type { Live } from './conversation';
import { lastArrival, unanswered } from './history';

/** The session has ended, and the customer has not written into the ticket since. */
export function sessionHasEnded(c: Live): boolean {
  const { sessionEndedAt } = c.truth.ticket;
  return sessionEndedAt !== undefined && (lastArrival(c) ?? -Infinity) <= sessionEndedAt;
}

/** The customer has answered our last message in a later ticket, whose run has left a note here. */
export function answeredInLaterTicket(c: Live): boolean {
  const last = unanswered(c).at(-1);
  return sessionHasEnded(c) && last !== undefined && c.done.includes(`answered:${last.sendId}`);
}
