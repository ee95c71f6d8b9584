import type { FastifyRequest } from 'fastify';
import { pageSize } from '../http/pageSize';
import { record, text } from '../http/reply';
import { v2Error } from './errors';

/** How many entries a list of v2 has if no size is given. */
const BY_DEFAULT = 25;

/**
 * A list with v2's cursor paging: the cursors are ids of entries. As in the API's specification, a cursor or link that
 * leads nowhere is left out.
 * @throws Refused 400 for a cursor that names no entry, or for both cursors at once
 */
export function cursorList<T extends { id: string }>(
  request: FastifyRequest,
  name: string,
  all: T[],
  json: (entry: T) => object,
): object {
  const query = record(request.query);
  const [after, before] = [text(query['page[after]']), text(query['page[before]'])];
  if (after !== undefined && before !== undefined) throw wrongPage();
  const size = pageSize(request, 'page[size]', BY_DEFAULT);
  const start = before === undefined ? afterOf(all, after) : Math.max(0, positionOf(all, before) - size);
  const end = before === undefined ? Math.min(start + size, all.length) : positionOf(all, before);
  const [first, last] = [all[start], all[end - 1]];
  const previous = start > 0 ? first : undefined;
  const next = end < all.length ? last : undefined;
  return {
    [name]: all.slice(start, end).map(json),
    meta: {
      hasMore: end < all.length,
      ...(next && { afterCursor: next.id }),
      ...(previous && { beforeCursor: previous.id }),
    },
    links: {
      ...(next && { next: link(request, 'page[after]', next.id) }),
      ...(previous && { prev: link(request, 'page[before]', previous.id) }),
    },
  };
}

const afterOf = (all: { id: string }[], after: string | undefined): number =>
  after === undefined ? 0 : positionOf(all, after) + 1;

function positionOf(all: { id: string }[], id: string): number {
  const position = all.findIndex((it) => it.id === id);
  if (position < 0) throw wrongPage();
  return position;
}

const wrongPage = () => v2Error(400, 'bad_request', 'Invalid page query parameters');

function link(request: FastifyRequest, parameter: string, value: string): string {
  const url = new URL(request.originalUrl, `http://${request.host}`);
  for (const other of ['page[after]', 'page[before]']) url.searchParams.delete(other);
  url.searchParams.set(parameter, value);
  return url.href;
}
