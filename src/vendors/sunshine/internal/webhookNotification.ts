import { z } from 'zod';
import { parseDeliveryError } from '../../../../activities/deliveryError';
import type { Instant } from '../../../../activities/types';
import type { SendFailure } from '../../../../activities/orders';
import { destinationSchema, isOnWhatsApp } from './destination';
import { metadataSchema } from './message';
import { ignored, invalid, unknown } from '../../http/parsed';
import { type Delivery, deliveryEvent, namedIn, type ParsedSunshineEvent } from '../sunshineEvent';

const NOBODY_FOUND = 'notification:match:failure';

/** In use: three deliveries, and the failure to find anybody, which happens before there is a conversation. */
const outcomes = new Map<string, Delivery>([
  ['notification:delivery:channel', 'delivered'],
  ['notification:delivery:user', 'arrived'],
  ['notification:delivery:failure', 'deliveryFailed'],
  [NOBODY_FOUND, 'deliveryFailed'],
]);

const notificationSchema = z.object({
  notification: z.object({ _id: z.string().min(1).max(120), metadata: metadataSchema }),
  /** In seconds, with a fraction. */
  timestamp: z.number().nullish().catch(undefined),
  metadata: metadataSchema,
  matchResult: z
    .object({ conversation: z.object({ _id: z.string().min(1) }).nullish() })
    .nullish()
    .catch(undefined),
  destination: destinationSchema,
  isFinalEvent: z.boolean().nullish().catch(undefined),
  error: z.unknown().optional(),
});

/**
 * Reads a v1.1 body: what happened to a message sent through the Notification API. It has no id of its own, so
 * notification and trigger together serve as one. It is not documented whether our metadata comes back in it; we use it
 * if it does.
 */
export function readNotification(raw: unknown, trigger: string, now: Instant): ParsedSunshineEvent {
  const type = outcomes.get(trigger);
  if (!type) return unknown(trigger);
  const body = notificationSchema.safeParse(raw);
  if (!body.success) return invalid(body.error);
  const { notification, metadata, matchResult, timestamp, destination, isFinalEvent, error } = body.data;
  if (!isOnWhatsApp(destination)) return ignored('a delivery by another channel');
  if (trigger === 'notification:delivery:failure' && isFinalEvent === false)
    return ignored('a failure that is not final');
  const conversationId = matchResult?.conversation?._id;
  const ours = { ...metadata, ...notification.metadata };
  const about = {
    id: `${notification._id}:${trigger}`,
    reference: notification._id,
    ...(typeof ours.sendId === 'string' && { sendId: ours.sendId }),
    ...(conversationId && { conversationId }),
  };
  const at = typeof timestamp === 'number' ? Math.min(now, Math.round(timestamp * 1000)) : undefined;
  return {
    kind: 'event',
    event: deliveryEvent(type, about, at, () => failureOf(error, trigger)),
    named: namedIn({ message: ours }),
    lookup: { notificationId: notification._id },
    ...(at !== undefined && { at }),
    mayBeEarly: true,
  };
}

/** WhatsApp's own reason, if there is one, says more. */
function failureOf(error: unknown, trigger: string): SendFailure {
  const failure = parseDeliveryError(error);
  return trigger === NOBODY_FOUND && failure.code === undefined ? { reason: 'nobodyFound' } : failure;
}
