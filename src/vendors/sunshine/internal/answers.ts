/** The answers of Sunshine's v2 API, as far as we read them (OpenAPI file of Sunshine Conversations). */
import { z } from 'zod';
import { instantSchema } from '../../http/instantSchema';
import { metadataSchema } from './message';

/** The first page has the newest messages; `beforeCursor` leads to the page with older ones. */
export const messagesSchema = z.object({
  messages: z.unknown(),
  meta: z.object({ hasMore: z.boolean().nullish(), beforeCursor: z.string().nullish() }).nullish(),
});

const conversation = z.object({ id: z.string().min(1), metadata: metadataSchema });

export const conversationSchema = z.object({ conversation });

/** Items of lists, for `allPages`. */
export const conversationsList = {
  name: 'conversations',
  item: conversation.extend({ type: z.string().nullish() }),
};
export const integrationsList = { name: 'integrations', item: z.object({ id: z.string(), type: z.string() }) };
export const clientsList = {
  name: 'clients',
  item: z.object({
    type: z.string(),
    status: z.string().nullish(),
    integrationId: z.string().nullish().catch(undefined),
    externalId: z.string().nullish().catch(undefined),
  }),
};

const postedMessage = z.object({ id: z.string().min(1), received: instantSchema.nullish() });

/** One request may store two messages: a text, then the expansion of a shorthand in it. The last one counts. */
export const postedSchema = z
  .object({ messages: z.tuple([postedMessage], postedMessage) })
  .transform(({ messages: [first, ...others] }) => others.at(-1) ?? first)
  .transform(({ id, received }) => ({ id, ...(typeof received === 'number' && { at: received }) }));
