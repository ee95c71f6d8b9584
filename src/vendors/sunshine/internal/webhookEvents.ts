import { z } from 'zod';
import { classify, mayBeABots } from '../../../../activities/classify';
import { believable } from '../../../../activities/messageTime';
import { parseDeliveryError } from '../../../../activities/deliveryError';
import type { StoredMessage } from '../../../../activities/ports';
import type { Instant } from '../../../../activities/types';
import { metadataSchema, parseStoredMessage } from './message';
import { ignored } from '../../http/parsed';
import { destinationSchema, isOnWhatsApp } from './destination';
import { type Delivery, deliveryEvent, namedIn, type ParsedSunshineEvent, rolesIn } from '../sunshineEvent';

export interface OptOutWords {
  optOutKeywords: readonly string[];
  /** Those that count only in reply to an outreach. */
  replyKeywords: readonly string[];
}

interface Envelope extends OptOutWords {
  id: string;
  /** When the event happened. */
  at: Instant;
  /** When it was read here. */
  now: Instant;
}

/** @throws {z.ZodError} when the payload lacks something we need; it names paths, never values */
type Reader = (payload: unknown, envelope: Envelope) => ParsedSunshineEvent;

const conversation = z.object({ id: z.string().min(1).max(200), metadata: metadataSchema });

/** Of what we sent since the customer's last message: more than anybody sends. */
const MOST_NOTIFICATIONS = 100;

/** Ignores a notification whose metadata cannot be read, but keeps the message itself. */
const notification = z
  .object({ metadata: metadataSchema, received: z.string().catch('') })
  .catch({ metadata: {}, received: '' });
const notifications = z
  .unknown()
  .optional()
  .transform((list) =>
    (Array.isArray(list) ? list.slice(-MOST_NOTIFICATIONS) : [])
      .map((it) => notification.parse(it))
      .sort((a, b) => (a.received < b.received ? -1 : Number(a.received > b.received)))
      .map((it) => it.metadata),
  );

const messagePayload = z.object({ conversation, message: z.unknown().optional(), recentNotifications: notifications });

const postbackPayload = z.object({
  conversation,
  postback: z
    .object({ payload: z.string().optional().catch(undefined), text: z.string().optional().catch(undefined) })
    .nullish()
    .catch(undefined),
  source: z
    .object({
      type: z.string().catch('unknown'),
      integrationId: z.string().optional().catch(undefined),
      originalMessageTimestamp: z.iso.datetime({ offset: true }).optional().catch(undefined),
    })
    .nullish(),
});

const deliveryPayload = z.object({
  conversation: conversation.nullish(),
  message: z.object({ id: z.string().min(1).max(200), metadata: metadataSchema }),
  destination: destinationSchema,
  isFinalEvent: z.boolean().nullish().catch(undefined),
  error: z.unknown().optional(),
});

const clientPayload = z.object({
  conversation: conversation.nullish(),
  client: z.object({ type: z.string().nullish(), status: z.string().nullish() }).nullish().catch(undefined),
  reason: z.string().nullish(),
});

const readMessage: Reader = (raw, envelope) => {
  const { conversation, message, recentNotifications } = messagePayload.parse(raw);
  const stored = parseStoredMessage(message, envelope.at);
  return seen(stored, envelope, { conversation, notifications: recentNotifications });
};

/**
 * A tap on a button counts as a customer message: it opens WhatsApp's window as a text does. It has no message of its
 * own, so the event's id stands for it.
 */
const readPostback: Reader = (raw, envelope) => {
  const { conversation, postback, source } = postbackPayload.parse(raw);
  const sentAt = source?.originalMessageTimestamp;
  const stored: StoredMessage = {
    id: envelope.id,
    at: sentAt ? Date.parse(sentAt) : envelope.at,
    author: 'user',
    // The specification does not guarantee a source here. Other channels name theirs, so none means WhatsApp.
    source: source?.type ?? 'whatsapp',
    ...(source?.integrationId && { integrationId: source.integrationId }),
    content: 'postback',
    ...(postback?.text !== undefined && { text: postback.text }),
    ...(postback?.payload !== undefined && { payload: postback.payload }),
    subtypes: [],
    metadata: {},
  };
  return seen(stored, envelope, { conversation, notifications: [] });
};

type Conversation = z.output<typeof conversation>;
type Place = { conversation: Conversation; notifications: StoredMessage['metadata'][] };

function seen(
  told: StoredMessage,
  { id, at, now, optOutKeywords, replyKeywords }: Envelope,
  place: Place,
): ParsedSunshineEvent {
  const stored = believable(told, now);
  if (!stored) return { kind: 'invalid', field: 'payload.message.received', message: 'a time more than a day ahead' };
  const message = classify(stored, optOutKeywords, replyKeywords);
  if (!message) return ignored('a message that is not relevant');
  const named = {
    message: stored.metadata,
    conversation: place.conversation.metadata,
    notifications: place.notifications,
  };
  const conversationId = place.conversation.id;
  const unsure = message.by === 'agent' && mayBeABots(stored) ? { unsure: true as const } : {};
  return {
    kind: 'event',
    event: { type: 'messageSeen', id, message, conversationId, ...unsure, ...rolesIn(named) },
    named: namedIn(named),
    lookup: { conversationId },
    at,
    mayBeEarly: false,
  };
}

/** Zendesk's own metadata stands on agents' and bots' messages only. It is not documented whether reports bring any. */
const isSomebodyElses = (metadata: StoredMessage['metadata']): boolean =>
  Object.keys(metadata).length > 0 && typeof metadata['sendId'] !== 'string';

/**
 * `delivery:user`: the message is on the phone, so a failure that was reported of it says nothing. `delivery:channel`:
 * WhatsApp has taken it, which tells a ticket nothing new and is not worth an Action.
 */
const readDelivery =
  (type: Delivery): Reader =>
  (raw, { id, at }) => {
    const { conversation, message, destination, isFinalEvent, error } = deliveryPayload.parse(raw);
    if (!isOnWhatsApp(destination)) return ignored('a delivery by another channel');
    if (type === 'deliveryFailed' && isFinalEvent === false) return ignored('a failure that is not final');
    const named = namedIn({ message: message.metadata, conversation: conversation?.metadata });
    if (type === 'delivered' && named.length > 0) return ignored('a successful delivery');
    if (type === 'arrived' && isSomebodyElses(message.metadata))
      return ignored("the delivery of somebody else's message");
    const about = { id, reference: message.id, ...(conversation && { conversationId: conversation.id }) };
    return {
      kind: 'event',
      event: deliveryEvent(type, about, at, () => parseDeliveryError(error)),
      named,
      ...(conversation && { lookup: { conversationId: conversation.id } }),
      at,
      mayBeEarly: type !== 'arrived' || named.length === 0,
    };
  };

const readClient: Reader = (raw, { id, at }) => {
  const { conversation, client, reason } = clientPayload.parse(raw);
  if ((reason ?? client?.status) !== 'blocked') return ignored('an irrelevant change of the client');
  if ((client?.type ?? 'whatsapp') !== 'whatsapp') return ignored('another channel');
  if (!conversation) return ignored('no conversation in it');
  return {
    kind: 'event',
    event: { type: 'customerBlocked', id },
    named: namedIn({ conversation: conversation.metadata }),
    lookup: { conversationId: conversation.id },
    at,
    mayBeEarly: false,
  };
};

const mergePayload = z.object({
  mergedConversations: z.object({ surviving: conversation, discarded: conversation }).nullish(),
});

/** The audits of a ticket keep naming the discarded conversation. */
const readMerge: Reader = (raw, { id, at }) => {
  const { surviving, discarded } = mergePayload.parse(raw).mergedConversations ?? {};
  if (!surviving || !discarded || surviving.id === discarded.id) return ignored('no conversations were merged');
  const named = [discarded, surviving].flatMap((it) => namedIn({ conversation: it.metadata }));
  return {
    kind: 'event',
    event: { type: 'conversationMerged', id, discarded: discarded.id, surviving: surviving.id },
    named: [...new Set(named)],
    lookup: { conversationId: discarded.id },
    at,
    mayBeEarly: false,
  };
};

/** Readers for the payloads of v2 events, by `type` (OpenAPI file of Sunshine Conversations, "Webhooks"). */
export const sunshineReaders = new Map<string, Reader>([
  ['conversation:message', readMessage],
  ['conversation:postback', readPostback],
  ['conversation:message:delivery:channel', readDelivery('delivered')],
  ['conversation:message:delivery:user', readDelivery('arrived')],
  ['conversation:message:delivery:failure', readDelivery('deliveryFailed')],
  ['client:update', readClient],
  ['user:merge', readMerge],
]);
