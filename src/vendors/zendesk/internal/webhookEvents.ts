import { z } from 'zod';
import { ignored, ticketIdSchema } from '../../http/parsed';
import { actionOf, statusSchema } from '../fields';
import { reader, type Reader } from './webhookFields';

/** Channels of tickets that may have come by WhatsApp; the run finds out which did. */
const messagingChannels = new Set(['whatsapp', 'native_messaging', 'sunshine_conversations_api']);

const detail = z.object({ id: ticketIdSchema });
const plain = z.object({ detail });

const created = z.object({ detail: detail.extend({ via: z.object({ channel: z.string() }) }) });
const statusChanged = z.object({ detail, event: z.object({ current: statusSchema }) });
const fieldChanged = z.object({
  detail,
  event: z.object({ current: z.unknown().optional() }),
});
/** Seen both as a string and as `{ value }`; null or absent when emptied. */
const fieldValue = z.union([
  z.string().nullish(),
  z.object({ value: z.string().nullish() }).transform(({ value }) => value),
]);
const merged = z.object({ detail, event: z.object({ target_ticket_id: ticketIdSchema.nullish() }).nullish() });
const messageAdded = z.object({ detail, event: z.object({ actor: z.object({ type: z.string() }) }) });

const deleted = reader(plain, ({ detail }, id) => [detail.id, { type: 'ticketDeleted', id }]);

/**
 * Readers for the bodies of Zendesk's event subscriptions, by `type` (developer.zendesk.com, "Ticket events" and
 * "Messaging events").
 */
export const eventReaders = new Map<string, Reader>([
  [
    'zen:event-type:ticket.created',
    reader(created, ({ detail }, id) =>
      messagingChannels.has(detail.via.channel.toLowerCase())
        ? [detail.id, { type: 'ticketCreated', id }]
        : ignored('the ticket came by another channel'),
    ),
  ],
  [
    'zen:event-type:ticket.status_changed',
    reader(statusChanged, ({ detail, event }, id) => [detail.id, { type: 'statusChanged', id, status: event.current }]),
  ],
  [
    'zen:event-type:ticket.custom_field_changed',
    reader(fieldChanged, ({ detail, event }, id) => {
      // Any field may have any title, and a value of another shape. Only ours has such values.
      const action = actionOf(fieldValue.safeParse(event.current).data ?? '');
      return action
        ? [detail.id, { type: 'actionRequested', id, action, agentWaits: true }]
        : ignored('no action in the field');
    }),
  ],
  [
    'zen:event-type:ticket.merged',
    reader(merged, ({ detail, event }, id) => {
      const target = event?.target_ticket_id;
      return [detail.id, { type: 'ticketMerged', id, ...(target && { intoTicketId: target }) }];
    }),
  ],
  ['zen:event-type:ticket.soft_deleted', deleted],
  ['zen:event-type:ticket.permanently_deleted', deleted],
  [
    'zen:event-type:messaging_ticket.message_added',
    reader(messageAdded, ({ detail, event }, id) => [
      detail.id,
      { type: 'messageAdded', id, byCustomer: event.actor.type.toLowerCase() === 'end_user' },
    ]),
  ],
]);
