/** What Zendesk and Sunshine answer when asked, as `activities/readTruth.ts` and its helpers put it together. */
import type { Instant, Message, Truth } from '../../activities/types';
import { DAY, MINUTE, officeHours, quietHours } from '../support/madrid';
import { shownOn } from '../support/shownFields';
import { type Account, type Conversation, type Stored, type Ticket, holds, latestConversation } from './account';

export interface ReadOrder {
  ticketId: string;
  conversationId?: string;
  asks: boolean;
}

export function readTruth(a: Account, ticket: Ticket, order: ReadOrder, now: Instant): Truth {
  const { customer, action } = ticket;
  const changedByOthersAt = ticket.changedByOthers.at(-1);
  const { value: status, at: since } = ticket.statuses.at(-1)!;
  const found = conversationFor(a, ticket, order);
  const listed = found && listedIn(found, now);
  // The session may end by what happens later: the customer writes into the ticket after all.
  const ended = ticket.sessionEndedAt;
  return {
    readAt: now,
    ticket: {
      createdAt: ticket.createdAt,
      status,
      statusSince: toTheSecond(since),
      stamp: `v${ticket.version}`,
      ...(ended !== undefined && { sessionEndedAt: ended }),
      ...(changedByOthersAt !== undefined && { changedByOthersAt: toTheSecond(changedByOthersAt) }),
      ...(action && { action: { name: action.name, since: toTheSecond(action.since) } }),
      shown: shownOn(ticket),
    },
    notesWritten: ticket.notes.map(({ key }) => key),
    ...(found && { conversation: facts(ticket, found) }),
    reach: found ? 'conversation' : customer.blockedAt !== undefined && action ? 'blocked' : 'phone',
    ...(a.week.optOutField && { optedOut: holds(customer.optOut) }),
    optedIn: holds(customer.optIn),
    messages: found ? messagesIn(found) : [],
    ...(listed && { listed }),
    office: officeHours(now - 8 * DAY, now + 15 * DAY, []),
    quiet: quietHours(now - 8 * DAY, now + 15 * DAY),
    policy: a.week.policy,
  };
}

const toTheSecond = (at: Instant): Instant => Math.floor(at / 1_000) * 1_000;

function facts(ticket: Ticket, { id, metadata }: Conversation): NonNullable<Truth['conversation']> {
  const { ticketId, askedBy, stopStored, stopSaid } = metadata;
  return {
    id,
    own: ticket.conversation?.id === id,
    ...(ticketId !== undefined && { ownerTicketId: ticketId }),
    ...(askedBy !== undefined && { askedByTicketId: askedBy }),
    ...(stopStored !== undefined && { stopStored }),
    ...(stopSaid !== undefined && { stopSaid }),
  };
}

/** Links the ticket and its conversation, as each read does. */
function conversationFor(a: Account, ticket: Ticket, order: ReadOrder): Conversation | undefined {
  const own = ticket.conversation;
  if (own) {
    const owner = own.metadata.ticketId;
    if (owner === undefined) {
      const answers = lastOfEarlier(ticket, own);
      if (answers) own.metadata.answers = answers;
    }
    if (owner === undefined || Number(owner) < Number(ticket.id)) own.metadata.ticketId = ticket.id;
    return own;
  }
  const named = a.conversations.find(({ id }) => id === order.conversationId);
  const mayBeElsewhere = ticket.action !== undefined;
  const known = (mayBeElsewhere ? latestConversation(ticket.customer) : undefined) ?? named;
  if (known && order.asks) askIn(known, ticket.id);
  return known;
}

function askIn({ metadata }: Conversation, ticketId: string): void {
  if (!(Number(metadata.askedBy ?? 0) >= Number(ticketId))) metadata.askedBy = ticketId;
}

/** Our message that the customer's earlier conversation ends with. */
function lastOfEarlier({ customer }: Ticket, own: Conversation): Stored | undefined {
  const [earlier] = customer.conversations
    .filter((it) => it !== own && it.metadata.ticketId !== undefined)
    .sort((x, y) => Number(y.metadata.ticketId) - Number(x.metadata.ticketId));
  const last = earlier?.messages.filter(({ by, unlisted }) => by !== 'bot' && !unlisted).at(-1);
  return last?.by === 'ventana' ? last : undefined;
}

export function messagesIn({ messages, metadata }: Conversation): Message[] {
  const stored = [...(metadata.answers ? [metadata.answers] : []), ...messages];
  return stored.filter(({ unlisted, unread }) => !unlisted && !unread).flatMap((it) => asMessage(it) ?? []);
}

export function asMessage(it: Stored): Message | undefined {
  const { id, by, at, arrivedAt, stop, unlisted } = it;
  if (by === 'bot') return undefined;
  if (by === 'agent') return { by, id, at };
  if (by === 'ventana') return { by, id, at, ticketId: it.ticketId!, sendId: it.sendId!, purpose: it.purpose! };
  return {
    by,
    id,
    at,
    integrationId: 'number',
    ...(arrivedAt > at && { arrivedAt }),
    ...(stop === 'always' && { stop: true as const }),
    ...(stop === 'inReply' && { stopIfReply: true as const }),
    ...(unlisted && { unlisted: true as const }),
    ...(it.tap && { tap: true as const }),
  };
}

function listedIn({ messages }: Conversation, now: Instant): Truth['listed'] {
  const shown = messages.filter(({ unlisted }) => !unlisted);
  const unread = shown.filter((it) => it.unread).map(({ id }) => id);
  if (shown.length === 0) return undefined;
  const to = now - MINUTE;
  return {
    from: Math.min(...shown.map(({ arrivedAt }) => arrivedAt)),
    to,
    nobodys: shown.filter((it) => it.by === 'bot' && it.at > to).map(({ id }) => id),
    ...(unread.length > 0 && { unread }),
  };
}
