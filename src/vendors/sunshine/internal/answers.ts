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

/** `meta.afterCursor` leads to the next page of any list except messages. */
const page = z.object({
  meta: z.object({ hasMore: z.boolean().nullish(), afterCursor: z.string().nullish() }).nullish(),
});

export const listedConversationSchema = conversation.extend({ type: z.string().nullish() });
export const conversationsSchema = page.extend({ conversations: z.unknown() });

export const integrationSchema = z.object({ id: z.string(), type: z.string() });
export const integrationsSchema = page.extend({ integrations: z.unknown() });

export const clientSchema = z.object({
  type: z.string(),
  status: z.string().nullish(),
  integrationId: z.string().nullish().catch(undefined),
});
export const clientsSchema = page.extend({ clients: z.unknown() });

/** The cursor of the next page; undefined after the last one. */
export const nextPage = ({ meta }: z.output<typeof page>): string | undefined =>
  (meta?.hasMore && meta.afterCursor) || undefined;

const postedMessage = z.object({ id: z.string().min(1), received: instantSchema.nullish() });

/** One request may store two messages: a text, then the expansion of a shorthand in it. The last one counts. */
export const postedSchema = z
  .object({ messages: z.tuple([postedMessage], postedMessage) })
  .transform(({ messages: [first, ...others] }) => others.at(-1) ?? first)
  .transform(({ id, received }) => ({ id, ...(typeof received === 'number' && { at: received }) }));
