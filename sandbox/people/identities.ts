import type { Channel, Customer, MergeOptions, WriteElsewhere } from '../types';
import { clientOf, conversationOf, newConversation, sunshineUsers } from '../sunshine/conversations';
import { tell, tellMessage } from '../sunshine/events';
import { conversationInEvent } from '../sunshine/json';
import { hexId } from '../world/ids';
import type { StoredMessage } from '../world/message';
import type { Client, Conversation, Person, SunshineUser } from '../world/model';
import { isoMillis } from '../world/time';
import { agentId, conversationById, person, ticketById, type World } from '../world/world';
import { updateTicket } from '../zendesk/updates';

const agent = { id: agentId, via: 'web' as const };

/**
 * The customer writes in another conversation than their first one: of the same Sunshine user or of a new one, by
 * WhatsApp or by another channel. It belongs to no ticket.
 */
export function writesElsewhere(
  world: World,
  customer: Customer,
  text: string,
  { channel = 'web', user = 'same', conversationId, at = world.now() }: WriteElsewhere = {},
): { conversationId: string } {
  const from = person(world, Number(customer.id));
  conversationOf(world, from);
  const conversation =
    conversationId === undefined ? begin(world, from, user) : conversationById(world, conversationId);
  const owner = ownerOf(from, conversation.id);
  const client = clientBy(world, from, owner, channel);
  const message: StoredMessage = {
    id: hexId(),
    received: isoMillis(at),
    author: { type: 'user', displayName: from.name, userId: owner.id },
    content: { type: 'text', text },
    source: { type: channel, integrationId: client.integrationId, originalMessageTimestamp: isoMillis(at) },
  };
  conversation.messages.push(message);
  if (channel === 'whatsapp') conversation.customerLastAt.set(client.integrationId, at);
  tellMessage(world, conversation, message, client);
  return { conversationId: conversation.id };
}

function begin(world: World, from: Person, user: 'same' | 'new'): Conversation {
  const conversation = newConversation(world, from);
  if (user === 'new') {
    from.otherSunshine = [...(from.otherSunshine ?? []), { id: hexId(), conversationId: conversation.id, clients: [] }];
  } else if (from.sunshine) {
    from.sunshine.otherConversationIds = [...(from.sunshine.otherConversationIds ?? []), conversation.id];
  }
  return conversation;
}

function ownerOf(from: Person, conversationId: string): SunshineUser {
  const owner = sunshineUsers(from).find(
    (it) => it.conversationId === conversationId || it.otherConversationIds?.includes(conversationId),
  );
  if (!owner) throw new Error(`Conversation ${conversationId} is not this customer's`);
  return owner;
}

function clientBy(world: World, from: Person, owner: SunshineUser, channel: Channel): Client {
  if (channel === 'whatsapp') return clientOf(from, owner, world.credentials.integrationId);
  const known = owner.clients.find(({ type }) => type === channel);
  if (known) return known;
  const client: Client = { id: hexId(), type: channel, status: 'active', externalId: hexId(), integrationId: hexId() };
  owner.clients.push(client);
  return client;
}

/**
 * An agent merges two users: Zendesk keeps the first, Sunshine unites their conversations and tells it (`user:merge`).
 * The audits keep naming the discarded conversation.
 */
export function mergeCustomers(
  world: World,
  into: Customer,
  merged: Customer,
  { discarded: state = 'gone', webhook }: MergeOptions = {},
): void {
  const [kept, lost] = [person(world, Number(into.id)), person(world, Number(merged.id))];
  const [surviving, discarded] = [conversationOf(world, kept), conversationOf(world, lost)];
  const [payload, metadata] = [conversationInEvent(discarded), { ...discarded.metadata, ...surviving.metadata }];
  moveMessages(discarded, surviving);
  surviving.metadata = metadata;
  kept.sunshine?.clients.push(...(lost.sunshine?.clients ?? []));
  if (state === 'gone') world.conversations.delete(discarded.id);
  else discarded.personId = kept.id;
  for (const ticket of world.tickets.values()) {
    if (ticket.conversationId === discarded.id) ticket.conversationId = surviving.id;
    if (ticket.requesterId === lost.id) updateTicket(world, ticket, { requester_id: kept.id }, agent);
  }
  world.people.delete(lost.id);
  const announce = (): void =>
    tell(world, 'user:merge', () => ({
      mergedUsers: { surviving: { id: kept.sunshine?.id }, discarded: { id: lost.sunshine?.id } },
      mergedConversations: { surviving: conversationInEvent(surviving), discarded: payload },
      discardedMetadata: {},
    }));
  if (webhook === false) world.outbox.silently(announce);
  else announce();
}

function moveMessages(from: Conversation, to: Conversation): void {
  to.messages = [...to.messages, ...from.messages].sort((a, b) => Date.parse(a.received) - Date.parse(b.received));
  from.messages = [];
  for (const [id, ticket] of from.ticketOf) to.ticketOf.set(id, ticket);
  to.ticketIds = [...to.ticketIds, ...from.ticketIds].sort((a, b) => a - b);
  for (const [number, at] of from.customerLastAt)
    to.customerLastAt.set(number, Math.max(at, to.customerLastAt.get(number) ?? 0));
}

/** An administrator suspends the user in Zendesk. */
export function suspend(world: World, customer: Customer, suspended = true): void {
  person(world, Number(customer.id)).suspended = suspended;
}

/** An agent makes somebody else the ticket's requester. Its conversation stays with whom it was. */
export function setRequester(world: World, ticketId: string, customer: Customer): void {
  updateTicket(world, ticketById(world, ticketId), { requester_id: Number(customer.id) }, agent);
}
