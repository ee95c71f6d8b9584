import type { StoredMessage } from '../../../../activities/ports';
import { queryOf } from '../../http/http';
import { readAnswer } from '../../http/readAnswer';
import type { ReadList } from '../../http/readList';
import { messagesSchema } from './answers';
import { storedMessageSchema, unreadIn, withTimes } from './message';

/**
 * Pages of a conversation's messages, the newest first, until one of them is the last that is needed, or there were as
 * many as allowed. @returns the messages, oldest first. @throws VendorError
 */
export type MessagePages = (
  conversationId: string,
  most: number,
  isLast: (listed: StoredMessage[]) => boolean,
) => Promise<StoredMessage[]>;

export const createMessagePages =
  (get: (path: string) => Promise<unknown>, readList: ReadList): MessagePages =>
  async (conversationId, most, isLast) => {
    let found: StoredMessage[] = [];
    let query = '';
    for (let page = 0; page < most; page++) {
      const body = await get(`conversations/${encodeURIComponent(conversationId)}/messages${query}`);
      const answer = readAnswer('sunshine', 'messages', messagesSchema, body);
      const timed = withTimes(answer.messages);
      const listed = readList('messages', storedMessageSchema, timed);
      // The next page is older. What was said in the same millisecond keeps the order of the list.
      found = [...listed, ...unreadIn(timed, listed.length), ...found];
      const { hasMore, beforeCursor } = answer.meta ?? {};
      if (hasMore === false || !beforeCursor || isLast(listed)) break;
      query = queryOf({ 'page[before]': beforeCursor });
    }
    return [...new Map(found.map((it) => [it.id, it])).values()].sort((a, b) => a.at - b.at);
  };
