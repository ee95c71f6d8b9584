import type { StoredMessage } from '../world/message';
import type { Ticket } from '../world/model';
import { person, type World } from '../world/world';

/** The ticket's Conversation Log: messages and comments, oldest first. */
export function conversationLog(world: World, ticket: Ticket): object[] {
  const conversation = ticket.conversationId === undefined ? undefined : world.conversations.get(ticket.conversationId);
  const messages = (conversation?.messages ?? [])
    .filter((message) => conversation?.ticketOf.get(message.id) === ticket.id)
    .map((message) => messageEvent(world, ticket, message));
  return [...messages, ...comments(ticket)].sort((a, b) => Date.parse(a.created_at) - Date.parse(b.created_at));
}

interface LogEvent {
  created_at: string;
}

function messageEvent(world: World, ticket: Ticket, message: StoredMessage): LogEvent {
  const { author, source } = message;
  const requester = person(world, ticket.requesterId);
  return Object.assign(
    { created_at: message.received },
    {
      id: message.id,
      type: 'Messaging::ConversationMessage',
      reference: `zen:sunco:conversation_message:${message.id}`,
      author:
        author.type === 'user'
          ? {
              type: 'user',
              display_name: author.displayName,
              'zen:support:user_id': String(requester.id),
              'zen:sunco:user_id': author.userId,
            }
          : { type: author.subtypes?.includes('bot') ? 'bot' : 'agent', display_name: author.displayName },
      content: message.content,
      received_at: message.received,
      source: { type: source.type },
      metadata: { public: true },
    },
  );
}

const comments = (ticket: Ticket): LogEvent[] =>
  ticket.audits.flatMap((audit) =>
    audit.events
      .filter((event) => event.type === 'Comment')
      .map((event) =>
        Object.assign(
          { created_at: audit.created_at },
          {
            id: String(event.id),
            type: 'Comment',
            reference: `zen:ticket_event:${event.id}`,
            author: { type: 'agent', 'zen:support:user_id': String(audit.author_id) },
            content: { type: 'text', text: event.body },
            received_at: audit.created_at,
            source: { type: 'web' },
            metadata: { public: event.public },
          },
        ),
      ),
  );
