/** The answers of Sunshine's v2 API, as far as we read them (OpenAPI file of Sunshine Conversations). */
import { z } from 'zod';
import { instantSchema } from '../../http/instantSchema';
import { readAnswer } from '../../http/readAnswer';
import { metadataSchema, storedMessageSchema } from './message';

/** The first page has the newest messages; `beforeCursor` leads to the page with older ones. */
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

const integrationsSchema = z.object({ integrations: z.array(z.object({ id: z.string(), type: z.string() })) });

/** One page of the list of integrations. @throws VendorError when it cannot be read */
export const integrationsOf = (answer: unknown): { id: string; type: string }[] =>
  readAnswer('sunshine', 'integrations', integrationsSchema, answer).integrations;

export const clientsSchema = z.object({
  clients: z.array(z.object({ type: z.string(), status: z.string().nullish() })),
});

const postedMessage = z.object({ id: z.string().min(1), received: instantSchema.nullish() });

/** One request may store two messages: a text, then the expansion of a shorthand in it. The last one counts. */
export const postedSchema = z
  .object({ messages: z.tuple([postedMessage], postedMessage) })
  .transform(({ messages: [first, ...others] }) => others.at(-1) ?? first)
  .transform(({ id, received }) => ({ id, ...(typeof received === 'number' && { at: received }) }));
