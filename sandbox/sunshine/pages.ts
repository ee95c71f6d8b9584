import type { FastifyRequest } from 'fastify';
import { pageSize } from '../http/pageSize';
import { record } from '../http/reply';
import type { StoredMessage } from '../world/message';

export interface MessagePage {
  messages: StoredMessage[];
  meta: { hasMore: boolean; beforeCursor?: string; afterCursor?: string };
}

/** One page of messages, oldest first within the page: the newest messages, or those before or after a cursor. */
export function messagePage(all: StoredMessage[], request: FastifyRequest): MessagePage {
  const query = record(request.query);
  const size = pageSize(request, 'page[size]', 100);
  const position = (cursor: unknown): number => all.findIndex((message) => message.id === cursor);
  if (query['page[after]'] !== undefined) {
    const start = position(query['page[after]']) + 1;
    return page(all.slice(start, start + size), start + size < all.length);
  }
  const end = query['page[before]'] === undefined ? all.length : Math.max(position(query['page[before]']), 0);
  const start = Math.max(end - size, 0);
  return page(all.slice(start, end), start > 0);
}

function page(messages: StoredMessage[], hasMore: boolean): MessagePage {
  const [first, last] = [messages.at(0), messages.at(-1)];
  return {
    messages,
    meta: { hasMore, ...(first && { beforeCursor: first.id }), ...(last && { afterCursor: last.id }) },
  };
}
