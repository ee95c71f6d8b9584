import type { DeliveryError } from '../whatsapp/errors';
import { hexId, wamid } from '../world/ids';
import type { Client, Conversation, Person, StoredMessage } from '../world/model';
import { isoMillis } from '../world/time';
import { person, type World } from '../world/world';
import { clientJson, conversationInEvent } from './json';

/** Where a business message was to go. */
export interface Destination {
  type: 'whatsapp';
  integrationId: string;
  destinationId?: string;
}

function tell(world: World, type: string, payload: object): void {
  const event = { id: hexId(), createdAt: isoMillis(world.now()), type, payload };
  const body = { app: { id: world.credentials.appId }, webhook: { id: hexId(), version: 'v2' }, events: [event] };
  world.outbox.push({ vendor: 'sunshine', event: type, id: event.id, body: JSON.stringify(body) });
}

/** `conversation:message`; a customer's carries the client (with the phone number) and the notifications since their last. */
export function tellMessage(world: World, conversation: Conversation, message: StoredMessage, client?: Client): void {
  const { subtypes: _, ...author } = message.author;
  tell(world, 'conversation:message', {
    conversation: conversationInEvent(conversation),
    message: {
      ...message,
      author: message.author.type === 'user' ? { ...author, user: { id: author.userId } } : author,
      ...(client && { source: { ...message.source, client: clientJson(client) } }),
    },
    ...(message.author.type === 'user' &&
      conversation.recentNotifications.length > 0 && { recentNotifications: conversation.recentNotifications }),
  });
}

/** The v2 delivery events of a business message: channel and user, or failure. */
export function tellDelivery(
  world: World,
  conversation: Conversation,
  messageId: string,
  destination: Destination,
  error?: DeliveryError,
): void {
  const common = {
    conversation: conversationInEvent(conversation),
    user: { id: person(world, conversation.personId).sunshine?.id },
    destination,
    message: { id: messageId },
  };
  if (error) {
    tell(world, 'conversation:message:delivery:failure', { ...common, isFinalEvent: true, error });
    return;
  }
  const externalMessages = [{ id: wamid() }];
  tell(world, 'conversation:message:delivery:channel', { ...common, externalMessages, isFinalEvent: false });
  tell(world, 'conversation:message:delivery:user', { ...common, externalMessages, isFinalEvent: true });
}

/** `client:update` with reason `blocked`: the customer no longer wants to hear from us. */
export function tellBlocked(world: World, customer: Person, client: Client): void {
  const conversation = [...world.conversations.values()].find((it) => it.personId === customer.id);
  tell(world, 'client:update', {
    ...(conversation && { conversation: conversationInEvent(conversation) }),
    user: { id: customer.sunshine?.id },
    client: clientJson(client),
    reason: 'blocked',
  });
}

/** What became of a notification, by the v1.1 webhook: channel and user, or failure. */
export function tellNotification(
  world: World,
  notificationId: string,
  destination: Destination,
  conversation: Conversation | undefined,
  error?: DeliveryError,
): void {
  const push = (outcome: string, details: object): void => {
    const trigger = `notification:delivery:${outcome}`;
    const body = {
      trigger,
      app: { _id: world.credentials.appId },
      version: 'v1.1',
      timestamp: world.now() / 1000,
      destination,
      notification: { _id: notificationId },
      ...(conversation && { matchResult: matchResult(world, conversation) }),
      ...details,
    };
    world.outbox.push({ vendor: 'notification', event: trigger, id: hexId(), body: JSON.stringify(body) });
  };
  if (error) {
    push('failure', { isFinalEvent: true, error });
    return;
  }
  const externalMessages = [{ id: wamid() }];
  push('channel', { isFinalEvent: false, externalMessages });
  push('user', { isFinalEvent: true, externalMessages });
}

const matchResult = (world: World, conversation: Conversation): object => ({
  appUser: {
    _id: person(world, conversation.personId).sunshine?.id,
    conversationStarted: conversation.customerLastAt.size > 0,
  },
  conversation: { _id: conversation.id },
});
