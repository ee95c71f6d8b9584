import { z } from 'zod';
import type {
  ExportedTicket,
  ExportPage,
  ExportStart,
  TicketExport,
  TicketStatuses,
} from '../../../../activities/sweepPorts';
import type { Instant } from '../../../../activities/types';
import { readAnswer } from '../../http/readAnswer';
import type { ReadList } from '../../http/readList';
import { instantSchema } from '../../http/instantSchema';
import { type FieldIds, idSchema } from '../fields';
import { customFieldsSchema } from './ticket';
import { numericId, type ZendeskCall } from '../transport';

/** Zendesk gives up to 1,000 tickets a page. Half of that arrives well within the time-out of a request. */
const PAGE_SIZE = 500;

const pageSchema = z.object({
  tickets: z.unknown(),
  after_cursor: z.string().nullish(),
  end_of_stream: z.boolean(),
});

const shownSchema = z.object({ tickets: z.unknown() });

const statusSchema = z.object({ id: idSchema, status: z.string().transform((status) => status.toLowerCase()) });

const exportedSchema = z.object({
  id: idSchema,
  status: z.string().transform((status) => status.toLowerCase()),
  updated_at: z.string().refine((text) => instantSchema.safeParse(text).success, 'not a time'),
  via: z.object({ channel: z.union([z.string(), z.number()]).transform(String) }).nullish(),
  custom_fields: customFieldsSchema,
});

/** Zendesk's cursor export: for administrators only, ten requests a minute. */
export function createExport(
  call: ZendeskCall,
  readList: ReadList,
  fields: () => Promise<FieldIds>,
  now: () => Instant,
): TicketExport & TicketStatuses {
  return {
    async statuses(ticketIds) {
      if (ticketIds.length === 0) return [];
      const answer = await call('GET', 'tickets/show_many.json', { ids: ticketIds.map(numericId).join(',') });
      const { tickets } = readAnswer('zendesk', 'tickets', shownSchema, answer);
      return readList('shown tickets', statusSchema, tickets);
    },
    async exportPage(from) {
      const { action } = await fields();
      const start = 'cursor' in from ? { cursor: from.cursor } : { start_time: String(Math.floor(from.since / 1000)) };
      const answer = await call('GET', 'incremental/tickets/cursor.json', { ...start, per_page: String(PAGE_SIZE) });
      const page = readAnswer('zendesk', 'ticket export', pageSchema, answer);
      const tickets = readList('exported tickets', exportedSchema, page.tickets);
      return { tickets: tickets.map((it) => toTicket(it, action, now())), ...placeAfter(page, from) };
    },
  };
}

function placeAfter(page: z.infer<typeof pageSchema>, from: ExportStart): Omit<ExportPage, 'tickets'> {
  const cursor = page.after_cursor ?? ('cursor' in from ? from.cursor : undefined);
  return { ...(cursor !== undefined && { cursor }), atEnd: page.end_of_stream || page.after_cursor == null };
}

function toTicket(
  exported: z.infer<typeof exportedSchema>,
  actionField: string | undefined,
  now: Instant,
): ExportedTicket {
  const { id, status, updated_at: stamp, via, custom_fields } = exported;
  const updatedAt = Math.min(instantSchema.parse(stamp), now);
  const action = custom_fields.find((it) => it.id === actionField)?.value;
  const hasAction = typeof action === 'string' && action !== '';
  return { id, status, stamp, updatedAt, channel: via?.channel ?? 'unknown', hasAction };
}
