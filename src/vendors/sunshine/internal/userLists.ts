import type { SunshineConversation, WhatsAppClient } from '../../../../activities/ports';
import { VendorError } from '../../../../activities/vendorError';
import { queryOf } from '../../http/http';
import { readAnswer } from '../../http/readAnswer';
import type { ReadList } from '../../http/readList';
import { pageOf100 } from '../call';
import { clientSchema, clientsSchema, conversationsSchema, listedConversationSchema, nextPage } from './answers';

/** More would be hundreds of conversations of one person. */
const maxPages = 5;

/** What a Sunshine user has, all pages. Nothing if there is no such user. @throws VendorError */
export interface UserLists {
  whatsAppClients: (userId: string) => Promise<WhatsAppClient[]>;
  conversations: (userId: string) => Promise<SunshineConversation[]>;
}

export function createUserLists(get: (path: string) => Promise<unknown>, readList: ReadList): UserLists {
  /** All pages of a list. @param read the items of a page, and the cursor of the next one */
  async function pages<T>(
    path: string,
    query: Record<string, string>,
    read: (body: unknown) => { items: T[]; next: string | undefined },
  ): Promise<T[]> {
    const found: T[] = [];
    let after: string | undefined;
    for (let page = 0; page < maxPages; page++) {
      const { items, next } = read(
        await get(`${path}${queryOf({ ...query, ...pageOf100, ...(after && { 'page[after]': after }) })}`),
      );
      found.push(...items);
      if (next === undefined || next === after) break;
      after = next;
    }
    return found;
  }

  async function clientsOf(userId: string): Promise<WhatsAppClient[]> {
    const clients = await pages(`users/${encodeURIComponent(userId)}/clients`, {}, (body) => {
      const page = readAnswer('sunshine', 'clients', clientsSchema, body);
      return { items: readList('clients', clientSchema, page.clients), next: nextPage(page) };
    });
    return clients
      .filter(({ type }) => type === 'whatsapp')
      .map(({ status, integrationId }) => ({ status: status ?? 'unknown', ...(integrationId && { integrationId }) }));
  }

  /** WhatsApp conversations are `personal`; a `sdkGroup` cannot be reached by WhatsApp. */
  async function conversationsOf(userId: string): Promise<SunshineConversation[]> {
    const all = await pages('conversations', { 'filter[userId]': userId }, (body) => {
      const page = readAnswer('sunshine', 'conversations', conversationsSchema, body);
      return { items: readList('conversations', listedConversationSchema, page.conversations), next: nextPage(page) };
    });
    return all.filter(({ type }) => !type || type === 'personal').map(({ id, metadata }) => ({ id, metadata }));
  }

  return {
    whatsAppClients: (userId) => noneIfGone(clientsOf(userId)),
    conversations: (userId) => noneIfGone(conversationsOf(userId)),
  };
}

/** A Sunshine user that was deleted, or merged into another, has nothing any more. */
async function noneIfGone<T>(call: Promise<T[]>): Promise<T[]> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof VendorError && error.status === 404) return [];
    throw error;
  }
}
