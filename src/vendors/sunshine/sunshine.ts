import { z } from 'zod';
import type { StoredMessage, Sunshine, SunshineConversation } from '../../../activities/ports';
import { readAnswer } from '../http/readAnswer';
import { createReadList, type OnSkipped } from '../http/readList';
import { createSunshineCall, type SunshineSettings } from './call';
import { notificationBody, postBody } from './internal/content';
import { conversationSchema, postedSchema } from './internal/answers';
import { createMessagePages } from './internal/messagePages';
import { createSetMetadata } from './internal/setMetadata';
import { createUserLists } from './internal/userLists';

export type { SunshineSettings } from './call';

/** A customer's own words: pages are read back to them. */
const isWritten = ({ author, activity, deleted }: StoredMessage): boolean =>
  author === 'user' && activity === undefined && !deleted;

/** How many pages of older messages to read to find the customer's last one. */
const maxPages = 5;
/** The same to find one message: 3,000 messages. */
const mostPagesBack = 30;

const notificationSchema = z.object({ notification: z.object({ _id: z.string().min(1) }) });

/**
 * The client for Sunshine Conversations: v2, and v1.1 for notifications, which v2 does not have. Every method throws
 * `VendorError` unless the request succeeded, and never retries. Sunshine has no idempotency key, so after an uncertain
 * delivery the message must be looked for first.
 * @param onSkipped called for each list with items that cannot be read; the others are read
 */
export function createSunshine(settings: SunshineSettings, onSkipped?: OnSkipped): Sunshine {
  const call = createSunshineCall(settings);
  const readList = createReadList('sunshine', onSkipped);
  const get = (path: string) => call('GET', 'v2', path);

  const pagesOf = createMessagePages(get, readList);

  const messages = (conversationId: string): Promise<StoredMessage[]> =>
    pagesOf(conversationId, maxPages, (listed) => listed.some(isWritten));

  async function conversation(id: string): Promise<SunshineConversation> {
    const body = await get(`conversations/${encodeURIComponent(id)}`);
    return readAnswer('sunshine', 'conversation', conversationSchema, body).conversation;
  }

  const { whatsAppClients, conversations } = createUserLists(call, readList);

  return {
    messages,

    async message(conversationId, id, at) {
      const isReached = (listed: StoredMessage[]): boolean => listed.some((it) => it.id === id || it.at < at);
      return (await pagesOf(conversationId, mostPagesBack, isReached)).find((it) => it.id === id);
    },

    conversation,

    async whatsAppConversations(userId) {
      const clients = await whatsAppClients(userId);
      const reachable = clients.some(({ status }) => status === 'active' || status === 'pending');
      return reachable ? conversations(userId) : [];
    },

    whatsAppClients,

    setMetadata: createSetMetadata(conversation, (id, metadata) =>
      call('PATCH', 'v2', `conversations/${encodeURIComponent(id)}`, { metadata }),
    ),

    async post(conversationId, outgoing) {
      const path = `conversations/${encodeURIComponent(conversationId)}/messages`;
      const body = await call('POST', 'v2', path, postBody(outgoing));
      return readAnswer('sunshine', 'posted message', postedSchema, body);
    },

    async notify(phone, outgoing) {
      const body = await call('POST', 'v1.1', 'notifications', notificationBody(phone, outgoing));
      return { id: readAnswer('sunshine', 'notification', notificationSchema, body).notification._id };
    },
  };
}
