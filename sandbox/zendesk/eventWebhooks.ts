import { hexId, ulid } from '../world/ids';
import type { StoredMessage } from '../world/message';
import type { Conversation, Ticket } from '../world/model';
import { isoSeconds } from '../world/time';
import type { World } from '../world/world';
import { zendeskSubscriber } from '../webhooks/zendeskSubscriber';

/** One of Zendesk's own ticket events. @param name such as `ticket.created` */
export function tellEvent(world: World, ticket: Ticket, name: string, event: object): void {
  push(world, ticket, name, ticketDetail(ticket), { ...event, meta: { sequence: { id: hexId(), position: 1 } } });
}

/** `messaging_ticket.message_added`: a minimal event, the same for every author. */
export function tellMessageAdded(
  world: World,
  ticket: Ticket,
  conversation: Conversation,
  message: StoredMessage,
): void {
  const { author, source, content } = message;
  const bot = source.type === 'zd:answerBot';
  push(
    world,
    ticket,
    'messaging_ticket.message_added',
    { id: String(ticket.id) },
    {
      actor: {
        id: bot ? source.type : (author.userId ?? '901'),
        name: author.displayName ?? '',
        type: author.type === 'user' ? 'end_user' : bot ? 'system' : 'agent',
      },
      conversation_id: conversation.id,
      message: { id: message.id, body: content.type === 'text' ? content.text : '' },
    },
  );
}

/** Sends one event to each webhook that subscribed to this type. */
function push(world: World, ticket: Ticket, name: string, detail: object, event: object): void {
  const type = `zen:event-type:${name}`;
  const subscribed = world.webhooks.filter((it) => it.status === 'active' && it.subscriptions.includes(type));
  if (subscribed.length === 0) return;
  const body = JSON.stringify({
    type,
    account_id: 123456,
    id: ulid(),
    time: new Date(world.now()).toISOString().replace('Z', '555515Z'),
    zendesk_event_version: '2022-11-06',
    subject: `zen:ticket:${ticket.id}`,
    detail,
    event,
  });
  for (const webhook of subscribed) {
    world.outbox.push({ vendor: 'zendesk', event: name, id: ulid(), body, to: zendeskSubscriber(webhook) });
  }
}

/** Ids are strings, enumerations are upper case, and there are no custom fields. */
const ticketDetail = (ticket: Ticket): object => ({
  id: String(ticket.id),
  subject: ticket.subject,
  status: ticket.status.toUpperCase(),
  requester_id: String(ticket.requesterId),
  assignee_id: ticket.assigneeId === null ? '' : String(ticket.assigneeId),
  tags: ticket.tags,
  created_at: isoSeconds(ticket.createdAt),
  updated_at: isoSeconds(ticket.updatedAt),
  is_public: true,
  via: { channel: ticket.channel },
});
