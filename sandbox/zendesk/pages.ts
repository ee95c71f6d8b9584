import type { FastifyRequest } from 'fastify';
import { pageSize } from '../http/pageSize';
import { Refused, record } from '../http/reply';

/** Zendesk's limit for pages by number since 2024 (support.zendesk.com, article 5591904358938). */
const MOST_BY_NUMBER = 10_000;

/** A list with Zendesk's paging: by cursor if `page[size]` is given, otherwise by `page` and `per_page`. */
export function page(request: FastifyRequest, name: string, all: object[]): object {
  const query = record(request.query);
  if (query['page[size]'] !== undefined) return cursorPage(request, name, all);
  const perPage = pageSize(request, 'per_page', 100);
  const number = Number(query.page ?? 1);
  if (number * perPage > MOST_BY_NUMBER) throw tooFar();
  const more = number * perPage < all.length;
  return {
    [name]: all.slice((number - 1) * perPage, number * perPage),
    next_page: more ? link(request, 'page', number + 1) : null,
    previous_page: number > 1 ? link(request, 'page', number - 1) : null,
    count: all.length,
  };
}

/**
 * A list that pages only by cursor, with 100 in a page if no size is given. The last page has a cursor and a link too:
 * only `has_more` says that nothing follows.
 */
export function cursorPage(request: FastifyRequest, name: string, all: object[]): object {
  const query = record(request.query);
  if (request.server.pagesAreEndless()) return endlessPage(request, name, all);
  const start = Number(query['page[after]'] ?? 0);
  const end = Math.min(start + pageSize(request, 'page[size]', 100), all.length);
  const hasAny = end > start;
  return {
    [name]: all.slice(start, end),
    meta: {
      has_more: end < all.length,
      after_cursor: hasAny ? String(end) : null,
      before_cursor: hasAny ? String(start) : null,
    },
    links: { next: hasAny ? link(request, 'page[after]', end) : null, prev: null },
  };
}

/** The same entries once more, and where more of them are. */
function endlessPage(request: FastifyRequest, name: string, all: object[]): object {
  const next = Number(record(request.query)['page[after]'] ?? 0) + 1;
  return {
    [name]: all.slice(0, pageSize(request, 'page[size]', 100)),
    meta: { has_more: true, after_cursor: String(next), before_cursor: null },
    links: { next: link(request, 'page[after]', next), prev: null },
  };
}

const tooFar = (): Refused =>
  new Refused(400, {
    error: 'OffsetPaginationLimitExceeded',
    description: 'Requests over the first 10,000 records need cursor pagination',
  });

function link(request: FastifyRequest, parameter: string, value: number): string {
  const url = new URL(request.originalUrl, `http://${request.host}`);
  url.searchParams.set(parameter, String(value));
  return url.href;
}
