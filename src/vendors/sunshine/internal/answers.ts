/** What Sunshine's v2 API answers, as far as we read it (OpenAPI file of Sunshine Conversations). */
import { z } from 'zod';
import { instantSchema } from '../../http/instantSchema';
import { metadataSchema, storedMessageSchema } from './message';

/** Messages come newest page first; `beforeCursor` leads to the page before. */
export const messagesSchema = z.object({
  messages: z.array(storedMessageSchema),
  meta: z.object({ hasMore: z.boolean().nullish(), beforeCursor: z.string().nullish() }).nullish(),
});

const conversation = z.object({ id: z.string().min(1), metadata: metadataSchema });

export const conversationSchema = z.object({ conversation });

/** WhatsApp conversations are `personal`; a `sdkGroup` cannot be reached by WhatsApp. */
export const conversationsSchema = z
  .object({ conversations: z.array(conversation.extend({ type: z.string().nullish() })) })
  .transform(({ conversations }) =>
    conversations.filter(({ type }) => !type || type === 'personal').map(({ id, metadata }) => ({ id, metadata })),
  );

export const integrationsSchema = z.object({
  integrations: z.array(z.object({ id: z.string(), type: z.string() })),
  meta: z.object({ hasMore: z.boolean().nullish(), afterCursor: z.string().nullish() }).nullish(),
});

export const clientsSchema = z.object({
  clients: z.array(z.object({ type: z.string(), status: z.string().nullish() })),
});

const postedMessage = z.object({ id: z.string().min(1), received: instantSchema.nullish() });

/** One request may store two messages (a text, then what a shorthand in it stood for): the last is the one that counts. */
export const postedSchema = z
  .object({ messages: z.tuple([postedMessage], postedMessage) })
  .transform(({ messages: [first, ...others] }) => others.at(-1) ?? first)
  .transform(({ id, received }) => ({ id, ...(typeof received === 'number' && { at: received }) }));
