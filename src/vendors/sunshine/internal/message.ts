import { z } from 'zod';
import type { StoredMessage } from '../../../../activities/ports';
import { instantSchema } from '../../http/instantSchema';

const scalar = z.union([z.string(), z.number(), z.boolean()]);

/** Sunshine's metadata is flat. Nested values are ignored instead of making the message invalid. */
export const metadataSchema = z
  .record(z.string(), z.unknown())
  .nullish()
  .transform((metadata) => {
    const flat = Object.entries(metadata ?? {}).filter(([, value]) => scalar.safeParse(value).success);
    return Object.fromEntries(flat) as StoredMessage['metadata'];
  });

const optionalText = z.string().nullish().catch(undefined);

const rawSchema = z.object({
  id: z.string().min(1),
  received: instantSchema,
  author: z.object({
    type: z.enum(['user', 'business']),
    userId: optionalText,
    subtypes: z.array(z.string()).nullish(),
  }),
  content: z.object({ type: z.string(), text: optionalText, payload: optionalText }).nullish(),
  payload: optionalText,
  source: z
    .object({
      type: z.string(),
      integrationId: z.string().nullish(),
      originalMessageTimestamp: instantSchema.nullish().catch(undefined),
    })
    .nullish(),
  metadata: metadataSchema,
});

/**
 * A message of the Sunshine v2 API, in lists, webhooks and `recentNotifications`, reduced to what matters here. Unknown
 * keys are allowed. `originalMessageTimestamp` is WhatsApp's own time of the message, `received` is Sunshine's (OpenAPI
 * file of Sunshine Conversations).
 */
export const storedMessageSchema = rawSchema.transform(
  ({ id, received, author, content, payload = content?.payload, source, metadata }): StoredMessage => ({
    id,
    at: source?.originalMessageTimestamp ?? received,
    author: author.type,
    ...(author.userId && { userId: author.userId }),
    source: source?.type ?? 'unknown',
    ...(source?.integrationId && { integrationId: source.integrationId }),
    content: content?.type ?? 'unknown',
    ...(typeof content?.text === 'string' && { text: content.text }),
    ...(typeof payload === 'string' && { payload }),
    subtypes: author.subtypes ?? [],
    metadata,
  }),
);

/**
 * Reads one raw Sunshine v2 message. Its time (epoch ms) is the channel's own, or else when Sunshine received it.
 * @throws {z.ZodError} when it is not a message; the error names only paths, never values
 */
export const parseStoredMessage = (raw: unknown): StoredMessage => storedMessageSchema.parse(raw);
