import type { Ticket, Zendesk } from '../../../activities/ports';
import type { TicketExport, TicketStatuses } from '../../../activities/sweepPorts';
import { readAnswer } from '../http/readAnswer';
import { createReadList, type OnSkipped } from '../http/readList';
import { createSchedules, type Schedules } from './internal/schedules';
import { createAuditReader } from './internal/auditPages';
import { historyOf, withTimesThatCanBe } from './internal/audits';
import { ticketUpdate, toCollision } from './internal/change';
import { createExport } from './internal/export';
import { type ClientLog, createFields, type FieldIds } from './fields';
import { failuresOf, statusesOf } from './internal/pastOf';
import { createMacros } from './internal/macros';
import { ticketSchema, toTicket } from './internal/ticket';
import { accessZendesk, numericId, resultOf, type ZendeskSettings } from './transport';
import { readMessagingIdentities, readUser, writeOptOut } from './users';

export type { ZendeskSettings } from './transport';

export interface ZendeskApi extends Zendesk, Schedules, TicketExport, TicketStatuses {
  /** The ids of our custom ticket fields in this account; for `doctor`. @throws VendorError */
  fields(): Promise<FieldIds>;
}

/**
 * The client for Zendesk Support, on top of node-zendesk. Every method throws `VendorError` unless the request
 * succeeded, and never retries. Each missing ticket field is logged once in `log`.
 * @param onSkipped called for each list with items that cannot be read; the others are read
 */
export function createZendesk(settings: ZendeskSettings, log?: ClientLog, onSkipped?: OnSkipped): ZendeskApi {
  const { client, call, list } = accessZendesk(settings);
  const { now = Date.now } = settings;
  const readList = createReadList('zendesk', onSkipped);
  const fields = createFields(list, readList, log);

  const audits = createAuditReader(call, readList);

  const readTicket = async (call: Promise<unknown>, ids: FieldIds): Promise<Ticket> =>
    toTicket(readAnswer('zendesk', 'ticket', ticketSchema, await resultOf(call)), ids, now());

  return {
    ...createSchedules(call, readList),
    ...createExport(call, readList, fields, now),
    fields,
    ticket: async (id) => {
      const ids = await fields();
      return readTicket(client.tickets.show(numericId(id)), ids);
    },
    history: async (ticket) => {
      const ids = await fields();
      const all = withTimesThatCanBe(await audits(ticket.id), ticket, now());
      const undelivered = failuresOf(all).flatMap(({ messageId }) => messageId ?? []);
      return {
        ...historyOf(all, ticket, ids),
        statuses: statusesOf(all),
        ...(undelivered.length > 0 && { undelivered }),
      };
    },
    user: (id) => readUser(client, id),
    messagingIdentities: (userId) => readMessagingIdentities({ list, readList }, userId),
    optOut: (userId, of) => writeOptOut(client, userId, of),
    macroPreview: createMacros({ client, list }, readList, fields),
    async updateTicket(id, change) {
      const ids = await fields();
      const ticket = ticketUpdate(change, ids);
      if (!ticket) return undefined;
      const update = client.tickets.update(numericId(id), { ticket }).catch(toCollision(change));
      return readTicket(update, ids);
    },
  };
}
