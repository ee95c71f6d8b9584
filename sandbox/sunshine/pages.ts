import type { StoredMessage } from '../world/message';

export interface MessagePage {
  messages: StoredMessage[];
  meta: { hasMore: boolean; beforeCursor?: string; afterCursor?: string };
}

/** One page of messages, oldest first within the page: the newest messages, or those before or after a cursor. */
export function messagePage(all: StoredMessage[], query: Record<string, unknown>): MessagePage {
  const size = Math.min(Number(query['page[size]'] ?? 100), 100);
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

/** One page of any other list: 25 items if no size is given, as at Sunshine. */
export function listPage(name: string, all: object[], query: Record<string, unknown>): object {
  const size = Math.min(Number(query['page[size]'] ?? 25), 100);
  const start = Number(query['page[after]'] ?? 0);
  const hasMore = start + size < all.length;
  return {
    [name]: all.slice(start, start + size),
    meta: { hasMore, ...(hasMore && { afterCursor: String(start + size) }) },
    links: {},
  };
}
