import type { Customer, NewCustomer, WriteOptions, Tap } from '../types';
import { replyAutomatically } from './autoReplies';
import { clientOf, conversationOf } from '../sunshine/conversations';
import { tell, tellBlocked, tellMessage } from '../sunshine/events';
import { conversationInEvent } from '../sunshine/json';
import { hexId, wamid } from '../world/ids';
import type { Content, StoredMessage } from '../world/message';
import type { Person, Ticket } from '../world/model';
import { isoMillis } from '../world/time';
import { person, type World } from '../world/world';
import { activeTicket, createTicket } from '../zendesk/create';
import { tellMessageAdded } from '../zendesk/eventWebhooks';
import { updateTicket } from '../zendesk/updates';

export function addCustomer(world: World, { name, phone, locale = 'es-ES', onWhatsApp = true }: NewCustomer): Customer {
  const now = world.now();
  const customer: Person = {
    id: world.next('user', 5_001),
    name,
    ...(phone !== undefined && { phone }),
    locale,
    role: 'end-user',
    userFields: {},
    onWhatsApp,
    createdAt: now,
    updatedAt: now,
    received: [],
  };
  world.people.set(customer.id, customer);
  return asCustomer(customer);
}

const asCustomer = ({ id, name, phone }: Person): Customer => ({
  id: String(id),
  name,
  ...(phone !== undefined && { phone }),
});

/**
 * The customer writes by WhatsApp. Sunshine stores the message and sends its webhooks; Zendesk finds or creates the
 * ticket.
 */
export function customerWrites(
  world: World,
  customer: Customer,
  text: string,
  { at = world.now(), integrationId = world.credentials.integrationId, webhook }: WriteOptions = {},
): { message: StoredMessage; ticketId: string } {
  const content = { type: 'text' as const, text };
  const act = () => receive(world, person(world, Number(customer.id)), content, at, integrationId);
  return webhook === false ? world.outbox.silently(act) : act();
}

/** The customer taps a button. Like a message, it opens WhatsApp's window. */
export function customerTaps(world: World, customer: Customer, { payload, text, as }: Tap): void {
  const from = person(world, Number(customer.id));
  const [at, { integrationId }] = [world.now(), world.credentials];
  if (as === 'message') {
    receive(world, from, { type: 'text', text, payload }, at, integrationId);
    return;
  }
  const conversation = conversationOf(world, from);
  (from.wrote ??= []).push({ at, text });
  conversation.customerLastAt.set(integrationId, at);
  tell(world, 'conversation:postback', () => ({
    conversation: conversationInEvent(conversation),
    user: { id: from.sunshine?.id },
    postback: { payload },
    source: { type: 'whatsapp', integrationId, originalMessageTimestamp: isoMillis(at) },
  }));
  ticketFor(world, from);
}

function receive(world: World, from: Person, content: Content, at: number, integrationId: string) {
  const conversation = conversationOf(world, from);
  const client = from.sunshine && clientOf(from, from.sunshine, integrationId);
  const message: StoredMessage = {
    id: hexId(),
    received: isoMillis(Math.max(at, world.now())),
    author: { type: 'user', displayName: from.name, ...(from.sunshine && { userId: from.sunshine.id }) },
    content,
    source: {
      type: 'whatsapp',
      integrationId,
      originalMessageId: wamid(),
      originalMessageTimestamp: isoMillis(at),
    },
  };
  conversation.messages.push(message);
  if (content.type === 'text') (from.wrote ??= []).push({ at, text: content.text });
  conversation.updatedAt = world.now();
  const last = conversation.customerLastAt.get(integrationId) ?? 0;
  conversation.customerLastAt.set(integrationId, Math.max(last, at));
  tellMessage(world, conversation, message, client);
  conversation.recentNotifications = [];

  const ticket = ticketFor(world, from);
  conversation.ticketOf.set(message.id, ticket.id);
  tellMessageAdded(world, ticket, conversation, message);
  replyAutomatically(world, ticket, conversation, message);
  return { message, ticketId: String(ticket.id) };
}

/**
 * As Zendesk does: an open ticket gets the message, a pending, on-hold or solved one is reopened, otherwise a new one
 * is created.
 */
function ticketFor(world: World, from: Person): Ticket {
  const conversation = conversationOf(world, from);
  const actor = { id: from.id, via: 'whatsapp' as const };
  const active = activeTicket(world, conversation);
  if (!active) {
    const subject = `Conversation with ${from.name}`;
    return createTicket(
      world,
      { requesterId: from.id, channel: 'whatsapp', subject, status: 'new', conversation },
      actor,
    );
  }
  const waiting = ['pending', 'hold', 'solved'].includes(active.status);
  if (waiting && world.options.zendeskReopens !== false) updateTicket(world, active, { status: 'open' }, actor);
  return active;
}

/** The customer blocks the business on WhatsApp. */
export function customerBlocks(world: World, customer: Customer, isShown = true): void {
  const blocker = person(world, Number(customer.id));
  for (const client of blocker.sunshine?.clients ?? []) {
    if (isShown) client.status = 'blocked';
    tellBlocked(world, blocker, { ...client, status: 'blocked' });
  }
}

export function setOptOut(world: World, customer: Customer, optedOut = true): void {
  person(world, Number(customer.id)).userFields.whatsapp_opt_out = optedOut;
}
