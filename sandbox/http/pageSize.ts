import type { FastifyRequest } from 'fastify';
import { record, text } from './reply';

declare module 'fastify' {
  interface FastifyInstance {
    /** The most entries in one page of any list, whatever size is asked for. */
    mostOnAPage: () => number;
    pagesAreEndless: () => boolean;
  }
}

/** How many entries the next page has. @param asked the parameter's name @param byDefault if it is not given */
export function pageSize(request: FastifyRequest, asked: string, byDefault: number): number {
  const size = Number(text(record(request.query)[asked]) ?? byDefault);
  return Math.max(1, Math.min(Number.isFinite(size) ? size : byDefault, request.server.mostOnAPage()));
}
