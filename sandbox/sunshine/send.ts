import { deliver } from '../whatsapp/deliver';
import { deliveryError, noToken } from '../whatsapp/errors';
import { hexId } from '../world/ids';
import type { Content, Metadata, StoredMessage } from '../world/message';
import type { Conversation } from '../world/model';
import { isoMillis } from '../world/time';
import { person, type World } from '../world/world';
import { sunshineUsers } from './conversations';
import { tellDelivery, tellMessage } from './events';

export interface BusinessMessage {
  content: Content;
  /** `zd:agentWorkspace`, `api:conversations`, `zd:answerBot`. */
  source: string;
  displayName?: string;
  subtypes?: string[];
  metadata?: Metadata;
  activity?: { type: string };
  /** Default: now. */
  at?: number;
}

/** Stores a business message without delivering it. */
export function storeBusinessMessage(world: World, conversation: Conversation, it: BusinessMessage): StoredMessage {
  const message: StoredMessage = {
    id: hexId(),
    received: isoMillis(it.at ?? world.now()),
    author: {
      type: 'business',
      displayName: it.displayName ?? 'Acme',
      ...(it.subtypes && { subtypes: it.subtypes }),
    },
    content: it.content,
    source: { type: it.source },
    ...(it.metadata && { metadata: it.metadata }),
    ...(it.activity && { activity: it.activity }),
  };
  conversation.messages.push(message);
  conversation.updatedAt = world.now();
  return message;
}

interface SendOptions {
  integrationId?: string | undefined;
  /** False: a refusal by WhatsApp causes no event. */
  failureEvent?: boolean;
}

/** Sends a business message into a conversation and reports the result by v2 webhooks. */
export function sendToConversation(
  world: World,
  conversation: Conversation,
  business: BusinessMessage,
  { integrationId = lastIntegration(world, conversation), failureEvent = true }: SendOptions = {},
): { message: StoredMessage; delivered: boolean } {
  const message = storeBusinessMessage(world, conversation, business);
  tellMessage(world, conversation, message);
  const to = { person: person(world, conversation.personId), conversation, integrationId };
  tellOtherChannels(world, conversation, message);
  const refusal = deliver(world, to, business.content);
  const destination = { type: 'whatsapp' as const, integrationId };
  if (refusal !== undefined && failureEvent)
    tellDelivery(world, conversation, message.id, destination, deliveryError(refusal.code, refusal.shape));
  if (refusal && !refusal.arrives)
    (conversation.undelivered ??= new Map<string, number>()).set(message.id, refusal.code);
  if (refusal === undefined || refusal.arrives) tellDelivery(world, conversation, message.id, destination);
  return { message, delivered: refusal === undefined };
}

/** Sunshine sends to every client of the user; one of another channel fails by itself. */
function tellOtherChannels(world: World, conversation: Conversation, { id }: StoredMessage): void {
  for (const { type, integrationId } of sunshineUsers(person(world, conversation.personId)).flatMap((it) => it.clients))
    if (type !== 'whatsapp') tellDelivery(world, conversation, id, { type, integrationId }, noToken);
}

/** The number that the customer last wrote to, or else the account's. */
function lastIntegration(world: World, conversation: Conversation): string {
  const [latest] = [...conversation.customerLastAt].sort(([, a], [, b]) => b - a);
  return latest?.[0] ?? world.credentials.integrationId;
}
