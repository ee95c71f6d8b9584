import { z } from 'zod';
import type { ExportedTicket, ExportPage, ExportStart, TicketExport } from '../../../../activities/sweepPorts';
import { readAnswer } from '../../http/readAnswer';
import { instantSchema } from '../../http/instantSchema';
import { type FieldIds, idSchema } from '../fields';
import { customFieldsSchema } from './ticket';
import type { ZendeskCall } from '../transport';

/** Zendesk gives up to 1,000 tickets a page. Half of that arrives well within the time-out of a request. */
const PAGE_SIZE = 500;

const pageSchema = z.object({
  tickets: z.array(z.unknown()),
  after_cursor: z.string().nullish(),
  end_of_stream: z.boolean(),
});

const exportedSchema = z.object({
  id: idSchema,
  status: z.string().transform((status) => status.toLowerCase()),
  updated_at: z.string(),
  via: z.object({ channel: z.union([z.string(), z.number()]).transform(String) }).nullish(),
  custom_fields: customFieldsSchema,
});

/** Zendesk's cursor export: for administrators only, ten requests a minute. */
export function createExport(call: ZendeskCall, fields: () => Promise<FieldIds>): TicketExport {
  return {
    async exportPage(from) {
      const { action } = await fields();
      const start = 'cursor' in from ? { cursor: from.cursor } : { start_time: String(Math.floor(from.since / 1000)) };
      const answer = await call('GET', 'incremental/tickets/cursor.json', { ...start, per_page: String(PAGE_SIZE) });
      return toPage(readAnswer('zendesk', 'ticket export', pageSchema, answer), from, action);
    },
  };
}

/** A ticket that cannot be read (scrubbed, or of an unknown kind) must not stop the sweep of all the others. */
function toPage(page: z.infer<typeof pageSchema>, from: ExportStart, actionField: string | undefined): ExportPage {
  const cursor = page.after_cursor ?? ('cursor' in from ? from.cursor : undefined);
  const tickets = page.tickets.flatMap((it) => toTicket(it, actionField) ?? []);
  return { tickets, ...(cursor !== undefined && { cursor }), atEnd: page.end_of_stream || page.after_cursor == null };
}

function toTicket(exported: unknown, actionField: string | undefined): ExportedTicket | undefined {
  const { data } = exportedSchema.safeParse(exported);
  const updatedAt = instantSchema.safeParse(data?.updated_at).data;
  if (!data || updatedAt === undefined) return undefined;
  const { id, status, updated_at: stamp, via, custom_fields } = data;
  const action = custom_fields.find((it) => it.id === actionField)?.value;
  const hasAction = typeof action === 'string' && action !== '';
  return { id, status, stamp, updatedAt, channel: via?.channel ?? 'unknown', hasAction };
}
