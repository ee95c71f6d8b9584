import type { SunshineConversation, WhatsAppClient } from '../../../../activities/ports';
import { saysNotThere } from '../../../../activities/vendorError';
import type { ReadList } from '../../http/readList';
import type { SunshineCall } from '../call';
import { allPages } from './allPages';
import { clientsList, conversationsList } from './answers';

/** What a Sunshine user has, all pages. Nothing if there is no such user. @throws VendorError */
export interface UserLists {
  whatsAppClients: (userId: string) => Promise<WhatsAppClient[]>;
  /** The user's ids on WhatsApp: numbers, or business-scoped ids. */
  whatsAppIds: (userId: string) => Promise<string[]>;
  conversations: (userId: string) => Promise<SunshineConversation[]>;
}

export function createUserLists(call: SunshineCall, readList: ReadList): UserLists {
  async function onWhatsApp(userId: string) {
    const clients = await allPages(call, readList, `users/${encodeURIComponent(userId)}/clients`, {}, clientsList);
    return clients.filter(({ type }) => type === 'whatsapp');
  }

  const clientsOf = async (userId: string): Promise<WhatsAppClient[]> =>
    (await onWhatsApp(userId)).map(({ status, integrationId }) => ({
      status: status ?? 'unknown',
      ...(integrationId && { integrationId }),
    }));

  const idsOf = async (userId: string): Promise<string[]> =>
    (await onWhatsApp(userId)).flatMap(({ externalId }) => externalId ?? []);

  /** WhatsApp conversations are `personal`; a `sdkGroup` cannot be reached by WhatsApp. */
  async function conversationsOf(userId: string): Promise<SunshineConversation[]> {
    const all = await allPages(call, readList, 'conversations', { 'filter[userId]': userId }, conversationsList);
    return all.filter(({ type }) => !type || type === 'personal').map(({ id, metadata }) => ({ id, metadata }));
  }

  return {
    whatsAppClients: (userId) => noneIfGone(clientsOf(userId)),
    whatsAppIds: (userId) => noneIfGone(idsOf(userId)),
    conversations: (userId) => noneIfGone(conversationsOf(userId)),
  };
}

/** A Sunshine user that was deleted, or merged into another, has nothing any more. */
async function noneIfGone<T>(call: Promise<T[]>): Promise<T[]> {
  try {
    return await call;
  } catch (error) {
    if (saysNotThere(error)) return [];
    throw error;
  }
}
