import { z } from 'zod';
import type { StoredMessage, Sunshine } from '../../../activities/ports';
import { VendorError } from '../../../activities/vendorError';
import { readAnswer } from '../http/readAnswer';
import { queryOf } from '../http/http';
import { createSunshineCall, type SunshineSettings } from './call';
import { allPages } from './internal/allPages';
import { notificationBody, postBody } from './internal/content';
import {
  clientsSchema,
  conversationSchema,
  conversationsSchema,
  messagesSchema,
  postedSchema,
} from './internal/answers';

export type { SunshineSettings } from './call';

/** How many pages of older messages to read to find the customer's last one. */
const maxPages = 5;

const notificationSchema = z.object({ notification: z.object({ _id: z.string().min(1) }) });

/**
 * The client for Sunshine Conversations: v2, and v1.1 for notifications, which v2 does not have. Every method throws
 * `VendorError` unless the request succeeded, and never retries. Sunshine has no idempotency key, so after an uncertain
 * delivery the message must be looked for first.
 */
export function createSunshine(settings: SunshineSettings): Sunshine {
  const call = createSunshineCall(settings);
  const get = (path: string) => call('GET', 'v2', path);

  async function messages(conversationId: string): Promise<StoredMessage[]> {
    const found = new Map<string, StoredMessage>();
    let query = '';
    for (let page = 0; page < maxPages; page++) {
      const body = await get(`conversations/${encodeURIComponent(conversationId)}/messages${query}`);
      const answer = readAnswer('sunshine', 'messages', messagesSchema, body);
      for (const message of answer.messages) found.set(message.id, message);
      const { hasMore, beforeCursor } = answer.meta ?? {};
      if (hasMore === false || !beforeCursor || answer.messages.some(({ author }) => author === 'user')) break;
      query = queryOf({ 'page[before]': beforeCursor });
    }
    return [...found.values()].sort((a, b) => a.at - b.at);
  }

  async function hasWhatsApp(userId: string): Promise<boolean> {
    const path = `users/${encodeURIComponent(userId)}/clients`;
    const clients = await allPages(
      call,
      path,
      {},
      (it) => readAnswer('sunshine', 'clients', clientsSchema, it).clients,
    );
    return clients.some(({ type, status }) => type === 'whatsapp' && (status === 'active' || status === 'pending'));
  }

  return {
    messages,

    async conversation(id) {
      const body = await get(`conversations/${encodeURIComponent(id)}`);
      return readAnswer('sunshine', 'conversation', conversationSchema, body).conversation;
    },

    async whatsAppConversations(userId) {
      try {
        if (!(await hasWhatsApp(userId))) return [];
        return await allPages(call, 'conversations', { 'filter[userId]': userId }, (answer) =>
          readAnswer('sunshine', 'conversations', conversationsSchema, answer),
        );
      } catch (error) {
        if (error instanceof VendorError && error.status === 404) return [];
        throw error;
      }
    },

    async setMetadata({ id, metadata }, changes) {
      // Sends all keys, because it is not documented whether PATCH merges metadata or replaces it.
      await call('PATCH', 'v2', `conversations/${encodeURIComponent(id)}`, { metadata: { ...metadata, ...changes } });
    },

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
