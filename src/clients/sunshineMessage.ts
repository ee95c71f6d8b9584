import { z } from 'zod';
import type { StoredMessage } from '../../activities/ports';

/** ISO 8601 text to epoch ms. */
const instant = z
  .string()
  .transform((text) => Date.parse(text))
  .refine(Number.isFinite, 'not a time');

const scalar = z.union([z.string(), z.number(), z.boolean()]);

/** Flat by Sunshine's rules; whatever is not flat is dropped rather than refused. */
export const metadataSchema = z
  .record(z.string(), z.unknown())
  .nullish()
  .transform((metadata) => {
    const flat = Object.entries(metadata ?? {}).filter(([, value]) => scalar.safeParse(value).success);
    return Object.fromEntries(flat) as StoredMessage['metadata'];
  });

/**
 * A message of the Sunshine v2 API: in lists, webhooks and `recentNotifications`. Unknown keys pass.
 * `originalMessageTimestamp` is WhatsApp's own time of the message, `received` Sunshine's (OpenAPI file of Sunshine Conversations).
 */
export const messageSchema = z.object({
  id: z.string().min(1),
  received: instant,
  author: z.object({ type: z.enum(['user', 'business']), subtypes: z.array(z.string()).nullish() }),
  content: z.object({ type: z.string(), text: z.string().nullish().catch(undefined) }),
  source: z
    .object({
      type: z.string(),
      integrationId: z.string().nullish(),
      originalMessageTimestamp: instant.nullish().catch(undefined),
    })
    .nullish(),
  metadata: metadataSchema,
});

/**
 * One Sunshine v2 message, reduced to what counts. Its time (epoch ms) is the channel's own, else when Sunshine received it.
 * @throws {z.ZodError} when it is no message; the error names paths only, never values
 */
export function parseStoredMessage(raw: unknown): StoredMessage {
  const { id, received, author, content, source, metadata } = messageSchema.parse(raw);
  return {
    id,
    at: source?.originalMessageTimestamp ?? received,
    author: author.type,
    source: source?.type ?? 'unknown',
    ...(source?.integrationId && { integrationId: source.integrationId }),
    content: content.type,
    ...(typeof content.text === 'string' && { text: content.text }),
    subtypes: author.subtypes ?? [],
    metadata,
  };
}
