import type { FastifyRequest } from 'fastify';
import { record, text } from '../http/reply';
import { minutes } from '../world/time';
import type { World } from '../world/world';
import { invalid } from './errors';
import { ticketJson } from './json';

/** The cursor export: tickets in order of change, without those changed in the last minute. */
export function ticketExport(world: World, request: FastifyRequest): object {
  const query = record(request.query);
  const [at, id] = startOf(text(query.cursor), text(query.start_time));
  const size = Math.min(Number(query.per_page ?? 1000), world.options.exportPageSize ?? 1000);
  const newest = world.now() - minutes;
  const waiting = [...world.tickets.values()]
    .filter((it) => it.updatedAt <= newest && (it.updatedAt > at || (it.updatedAt === at && it.id > id)))
    .filter((it) => query.exclude_deleted !== 'true' || !it.deleted)
    .sort((a, b) => a.updatedAt - b.updatedAt || a.id - b.id);
  const tickets = waiting.slice(0, size);
  const last = tickets.at(-1);
  const cursor = Buffer.from(last ? `${last.updatedAt}:${last.id}` : `${at}:${id}`).toString('base64url');
  return {
    tickets: tickets.map((it) => ticketJson(world, it)),
    after_cursor: cursor,
    after_url: `http://${request.host}/api/v2/incremental/tickets/cursor.json?cursor=${cursor}`,
    before_cursor: null,
    before_url: null,
    end_of_stream: waiting.length <= size,
  };
}

function startOf(cursor: string | undefined, startTime: string | undefined): [at: number, id: number] {
  if (cursor !== undefined && cursor !== 'undefined') {
    const [at, id] = Buffer.from(cursor, 'base64url').toString().split(':').map(Number);
    return [at ?? 0, id ?? 0];
  }
  const seconds = Number(startTime);
  if (!Number.isFinite(seconds)) throw invalid('start_time', 'is required');
  return [seconds * 1000, 0];
}
