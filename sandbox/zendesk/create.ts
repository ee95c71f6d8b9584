import type { TicketStatus } from '../types';
import type { AuditEvent, Conversation, Ticket } from '../world/model';
import { isoSeconds } from '../world/time';
import type { World } from '../world/world';
import { announceCreation } from './announce';
import type { Actor } from './rules/subject';
import { eventId, makeAudit } from './updates';

interface NewTicket {
  requesterId: number;
  channel: string;
  subject: string;
  status: TicketStatus;
  /** Present for a messaging ticket: its conversation. */
  conversation?: Conversation;
}

export function createTicket(world: World, it: NewTicket, actor: Actor): Ticket {
  const now = world.now();
  const ticket: Ticket = {
    id: world.next('ticket', 35_436),
    status: it.status,
    subject: it.subject,
    requesterId: it.requesterId,
    assigneeId: null,
    channel: it.channel,
    createdAt: now,
    updatedAt: now,
    fields: new Map(),
    tags: [],
    audits: [],
    ...(it.conversation && { conversationId: it.conversation.id }),
    deleted: false,
  };
  const created = (field_name: string, value: unknown): AuditEvent => ({
    id: eventId(world),
    type: 'Create',
    field_name,
    value,
  });
  const events = [
    created('subject', it.subject),
    created('requester_id', String(it.requesterId)),
    created('status', it.status),
    ...(it.conversation ? [chatStarted(world, ticket, it.conversation)] : []),
  ];
  ticket.audits.push(makeAudit(world, ticket, actor, events));
  world.tickets.set(ticket.id, ticket);
  it.conversation?.ticketIds.push(ticket.id);
  announceCreation(world, ticket, actor);
  return ticket;
}

function chatStarted(world: World, ticket: Ticket, conversation: Conversation): AuditEvent {
  const chatId = `${ticket.id}-${conversation.id}`;
  return {
    id: eventId(world),
    type: 'ChatStartedEvent',
    value: {
      visitor_id: `visitor-${conversation.personId}`,
      chat_id: chatId,
      channel: ticket.channel,
      conversation_id: conversation.id,
      chat_start_url: null,
      started_at: isoSeconds(world.now()),
      history: [],
    },
  };
}

/** The ticket that the customer's next message goes to: the newest in the conversation that is not closed. */
export const activeTicket = (world: World, conversation: Conversation): Ticket | undefined =>
  conversation.ticketIds
    .map((id) => world.tickets.get(id))
    .findLast((ticket) => ticket !== undefined && ticket.status !== 'closed' && !ticket.deleted);
