import { randomUUID } from 'node:crypto';
import { deliver } from '../whatsapp/deliver';
import { deliveryError, nobodyFound } from '../whatsapp/errors';
import type { Content, Metadata } from '../world/message';
import type { Person } from '../world/model';
import { conversationById, type World } from '../world/world';
import { clientOf, conversationOf, digits } from './conversations';
import { tellNotification } from './events';
import { storeBusinessMessage } from './send';

export interface Notification {
  integrationId: string;
  destinationId: string;
  content: Content;
  metadata?: Metadata | undefined;
}

/**
 * Sends through the Notification API, into the conversation of that number, which is created if there is none. @returns
 * the notification's id
 */
export function notify(world: World, { integrationId, destinationId, content, metadata }: Notification): string {
  const id = randomUUID();
  const person = personByPhone(world, destinationId);
  const known = person?.sunshine && conversationById(world, person.sunshine.conversationId);
  const refusal = deliver(world, { person, conversation: known, integrationId }, content);
  const destination = { type: 'whatsapp' as const, integrationId, destinationId };
  if (!person) {
    tellNotification(world, id, destination, known, nobodyFound);
    return id;
  }
  if (refusal !== undefined) {
    tellNotification(world, id, destination, known, deliveryError(refusal.code, refusal.shape));
    if (!refusal.arrives) return id;
  }
  const conversation = conversationOf(world, person);
  if (person.sunshine) clientOf(person, person.sunshine, integrationId);
  const message = storeBusinessMessage(world, conversation, {
    content,
    source: 'api:conversations',
    ...(metadata && { metadata }),
  });
  conversation.recentNotifications.push(message);
  tellNotification(world, id, destination, conversation);
  return id;
}

export function personByPhone(world: World, phone: string): Person | undefined {
  const wanted = digits(phone);
  const holders = [...world.people.values()].filter((it) => it.phone && digits(it.phone) === wanted);
  return holders.find((it) => it.sunshine) ?? holders[0];
}
