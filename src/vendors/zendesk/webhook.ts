import { z } from 'zod';
import type { TicketEvent } from '../../../workflows/core/events';
import { identitySchema, type NotAnEvent, ticketIdSchema, unknown } from '../http/parsed';
import { statusSchema } from './fields';
import { actionSchema, reader, type Reader } from './internal/webhookFields';
import { eventReaders } from './internal/webhookEvents';

export type ParsedZendesk = { kind: 'event'; ticketId: string; event: TicketEvent } | NotAnEvent;

/**
 * Readers for the bodies that our triggers send. Those contain only constants and ids, since placeholders break JSON on
 * quotes and new lines.
 */
const triggerReaders = new Map<string, Reader>([
  [
    'ticket_created',
    reader(z.object({ ticket_id: ticketIdSchema }), ({ ticket_id }, id) => [ticket_id, { type: 'ticketCreated', id }]),
  ],
  [
    'status_changed',
    reader(z.object({ ticket_id: ticketIdSchema, status: statusSchema }), ({ ticket_id, status }, id) => [
      ticket_id,
      { type: 'statusChanged', id, status },
    ]),
  ],
  [
    'action_requested',
    reader(z.object({ ticket_id: ticketIdSchema, action: actionSchema }), ({ ticket_id, action }, id) => [
      ticket_id,
      { type: 'actionRequested', id, action, agentWaits: true },
    ]),
  ],
]);

const formSchema = z.object({
  event: z.unknown().optional(),
  type: z.unknown().optional(),
  id: z.unknown().optional(),
});

/**
 * Reads a Zendesk webhook as an event of its ticket, in either form: what our triggers send
 * (`{"event":"status_changed",...}`) or what an event subscription sends
 * (`{"type":"zen:event-type:ticket.status_changed",...}`). Never throws.
 * @param identity the event's id in the trigger form; the event form brings its own `id`
 */
export function parseZendesk(raw: unknown, identity: string): ParsedZendesk {
  const form = formSchema.safeParse(raw).data;
  if (typeof form?.type === 'string') {
    const read = eventReaders.get(form.type);
    if (!read) return unknown(form.type);
    const id = identitySchema.safeParse(form.id);
    return id.success ? read(raw, id.data) : { kind: 'invalid', field: 'id', message: 'expected the id of the event' };
  }
  const read = typeof form?.event === 'string' ? triggerReaders.get(form.event) : undefined;
  return read ? read(raw, identity) : unknown(form?.event);
}
