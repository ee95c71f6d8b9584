import type { FastifyRequest } from 'fastify';
import { record } from '../http/reply';

/** A list with Zendesk's paging: by cursor if `page[size]` is given, otherwise by `page` and `per_page`. */
export function page(request: FastifyRequest, name: string, all: object[]): object {
  const query = record(request.query);
  if (query['page[size]'] !== undefined) return cursorPage(request, name, all);
  const perPage = Math.min(Number(query.per_page ?? 100), 100);
  const number = Number(query.page ?? 1);
  const more = number * perPage < all.length;
  return {
    [name]: all.slice((number - 1) * perPage, number * perPage),
    next_page: more ? link(request, 'page', number + 1) : null,
    previous_page: number > 1 ? link(request, 'page', number - 1) : null,
    count: all.length,
  };
}

/** A list that pages only by cursor, with 100 in a page if no size is given. */
export function cursorPage(request: FastifyRequest, name: string, all: object[]): object {
  const query = record(request.query);
  const size = Math.min(Number(query['page[size]'] ?? 100), 100);
  const start = Number(query['page[after]'] ?? 0);
  const end = start + size;
  const more = end < all.length;
  return {
    [name]: all.slice(start, end),
    meta: { has_more: more, after_cursor: more ? String(end) : null, before_cursor: String(start) },
    links: { next: more ? link(request, 'page[after]', end) : null, prev: null },
  };
}

function link(request: FastifyRequest, parameter: string, value: number): string {
  const url = new URL(request.originalUrl, `http://${request.host}`);
  url.searchParams.set(parameter, String(value));
  return url.href;
}
