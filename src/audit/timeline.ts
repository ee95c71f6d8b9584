import type { Instant, TicketStatus } from '../../activities/types';
import { WINDOW_MS } from '../../workflows/core/history';
import type { PastMessage, PastTicket } from './facts';

/** A ticket with the messages of its own time: a conversation goes on in the customer's next ticket. */
export interface Timeline extends PastTicket {
  /** Until when its conversation was its own, as far as is known. */
  until: Instant;
}

const HOUR_MS = 3_600_000;
/** Zendesk's times are in seconds. */
const PRECISION_MS = 1_000;

export const arrival = ({ at, arrivedAt }: PastMessage): Instant => Math.max(at, arrivedAt ?? at);

/** Each ticket's own part of its conversation, by time. */
export function timelines(tickets: readonly PastTicket[]): Timeline[] {
  const byConversation = new Map<string, PastTicket[]>();
  for (const it of tickets) {
    const others = byConversation.get(it.conversation);
    if (others) others.push(it);
    else byConversation.set(it.conversation, [it]);
  }
  return [...byConversation.values()].flatMap(partsOf);
}

function partsOf(tickets: PastTicket[]): Timeline[] {
  const inOrder = [...tickets].sort((a, b) => beginning(a) - beginning(b) || Number(a.id) - Number(b.id));
  const starts = inOrder.map((it, place) => (place === 0 ? -Infinity : startOf(it)));
  return inOrder.map((it, place) => {
    const [from, to] = [starts[place] ?? -Infinity, starts[place + 1] ?? Infinity];
    const isOwn = (message: PastMessage): boolean => arrival(message) >= from && arrival(message) < to;
    const messages = it.messages.filter((message) => message.earlier || isOwn(message));
    return { ...it, messages, until: Math.min(it.readAt, to) };
  });
}

/** From when on the conversation was the ticket's. */
const beginning = ({ createdAt, joinedAt = createdAt }: PastTicket): Instant => joinedAt;

/** The customer's message that opened the ticket, if one did; of one that took a conversation over, the last before. */
function startOf(ticket: PastTicket): Instant {
  const start = beginning(ticket);
  const from = ticket.joinedAt === undefined ? start - HOUR_MS : -Infinity;
  const opening = ticket.messages.findLast(
    (it) => it.by === 'customer' && !it.earlier && arrival(it) <= start + PRECISION_MS && arrival(it) > from,
  );
  return opening ? arrival(opening) : start;
}

export const isCustomers = ({ by }: PastMessage): boolean => by === 'customer';

/** When the window of a moment closes, or has closed; undefined before the first customer message. */
export function closesAt({ messages }: Pick<Timeline, 'messages'>, at: Instant): Instant | undefined {
  const last = messages.findLast((it) => isCustomers(it) && it.at <= at);
  return last && last.at + WINDOW_MS;
}

/** Whether a message of the business reached the customer, as far as is known. */
export function isDelivered(timeline: Pick<Timeline, 'messages'>, message: PastMessage): boolean {
  if (message.failed) return false;
  return (
    message.by === 'template' || message.by === 'ventana' || message.at < (closesAt(timeline, message.at) ?? -Infinity)
  );
}

/** By a person: an agent's own words, or a template that an agent sent. */
export const isPersons = ({ by }: PastMessage): boolean => by === 'agent' || by === 'template';

export const statusAt = ({ statuses }: Pick<Timeline, 'statuses'>, at: Instant): TicketStatus =>
  statuses.findLast((it) => it.at <= at)?.status ?? 'new';
