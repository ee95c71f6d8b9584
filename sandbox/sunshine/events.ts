import { sunshineSubscriber } from '../webhooks/sunshineSubscriber';
import { deliveryError } from '../whatsapp/errors';
import { hexId, wamid } from '../world/ids';
import type { StoredMessage } from '../world/message';
import type { Client, Conversation, Person } from '../world/model';
import type { SunshineWebhook } from '../world/settings';
import { isoMillis } from '../world/time';
import { person, type World } from '../world/world';
import { clientJson, conversationInEvent, userJson } from './json';

/** Where a business message was sent. */
export interface Destination {
  type: 'whatsapp' | 'web' | 'ios';
  integrationId: string;
  destinationId?: string;
}

/** Sends one event to each v2 webhook that subscribed to this type, with as much detail as it asked for. */
export function tell(world: World, type: string, payload: (detail: Detail) => object): void {
  const [id, createdAt] = [hexId(), isoMillis(world.now())];
  for (const webhook of listeners(world, 'v2', type)) {
    const event = { id, createdAt, type, payload: payload(webhook) };
    const body = { app: { id: world.credentials.appId }, webhook: { id: webhook.id, version: 'v2' }, events: [event] };
    const to = sunshineSubscriber(webhook);
    world.outbox.push({ vendor: 'sunshine', event: type, id, body: JSON.stringify(body), to });
  }
}

type Detail = Pick<SunshineWebhook, 'includeFullUser' | 'includeFullSource'>;

const listeners = (world: World, version: SunshineWebhook['version'], trigger: string): SunshineWebhook[] =>
  world.sunshineWebhooks.filter((it) => it.version === version && it.triggers.includes(trigger));

/**
 * `conversation:message`. For a customer's message it includes, if the webhook asked for it, the client (with the phone
 * number) and the notifications sent since their previous message.
 */
export function tellMessage(world: World, conversation: Conversation, message: StoredMessage, client?: Client): void {
  // Only lists tell what kind of author and message it is.
  const { activity: _, ...told } = message;
  const { subtypes: __, ...author } = message.author;
  const byUser = message.author.type === 'user';
  tell(world, 'conversation:message', ({ includeFullSource, includeFullUser }) => ({
    conversation: conversationInEvent(conversation),
    message: {
      ...told,
      author: byUser ? { ...author, user: userInEvent(world, conversation, includeFullUser) } : author,
      ...(client && includeFullSource && { source: { ...message.source, client: clientJson(client) } }),
    },
    ...(byUser &&
      conversation.recentNotifications.length > 0 && { recentNotifications: conversation.recentNotifications }),
  }));
}

function userInEvent(world: World, conversation: Conversation, full: boolean): object {
  const { sunshine, name } = person(world, conversation.personId);
  if (!sunshine || !full) return { id: sunshine?.id };
  return { ...userJson(sunshine), profile: { givenName: name } };
}

/** The v2 delivery events of a business message: delivered to channel and user, or failed. */
export function tellDelivery(
  world: World,
  conversation: Conversation,
  messageId: string,
  destination: Destination,
  error?: object,
): void {
  const common = {
    conversation: conversationInEvent(conversation),
    user: { id: person(world, conversation.personId).sunshine?.id },
    destination,
    message: { id: messageId },
  };
  if (error) {
    tell(world, 'conversation:message:delivery:failure', () => ({ ...common, isFinalEvent: true, error }));
    return;
  }
  if (world.switches.failuresBeforeSuccess) {
    const failure = deliveryError(131000);
    tell(world, 'conversation:message:delivery:failure', () => ({ ...common, isFinalEvent: false, error: failure }));
  }
  const externalMessages = [{ id: wamid() }];
  tell(world, 'conversation:message:delivery:channel', () => ({ ...common, externalMessages, isFinalEvent: false }));
  tell(world, 'conversation:message:delivery:user', () => ({ ...common, externalMessages, isFinalEvent: true }));
}

/** `client:update` with reason `blocked`: the customer has blocked the business. */
export function tellBlocked(world: World, customer: Person, client: Client): void {
  const conversation = [...world.conversations.values()].find((it) => it.personId === customer.id);
  tell(world, 'client:update', () => ({
    ...(conversation && { conversation: conversationInEvent(conversation) }),
    user: { id: customer.sunshine?.id },
    client: clientJson(client),
    reason: 'blocked',
  }));
}

/** The v1.1 webhook events of a notification: delivered to channel and user, or failed. */
export function tellNotification(
  world: World,
  notificationId: string,
  destination: Destination,
  conversation: Conversation | undefined,
  error?: object,
): void {
  const push = (outcome: string, details: object): void => {
    const trigger = `notification:${outcome}`;
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
    for (const webhook of listeners(world, 'v1.1', trigger)) {
      const to = sunshineSubscriber(webhook);
      world.outbox.push({ vendor: 'notification', event: trigger, id: hexId(), body: JSON.stringify(body), to });
    }
  };
  if (error) {
    push('underlyingError' in error ? 'delivery:failure' : 'match:failure', { isFinalEvent: true, error });
    return;
  }
  const externalMessages = [{ id: wamid() }];
  push('delivery:channel', { isFinalEvent: false, externalMessages });
  push('delivery:user', { isFinalEvent: true, externalMessages });
}

const matchResult = (world: World, conversation: Conversation): object => ({
  appUser: {
    _id: person(world, conversation.personId).sunshine?.id,
    conversationStarted: conversation.customerLastAt.size > 0,
  },
  conversation: { _id: conversation.id },
});
