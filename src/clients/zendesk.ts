import type { Ticket, Zendesk } from '../../activities/ports';
import type { TicketExport } from '../../activities/sweepPorts';
import { readAnswer } from './answer';
import { createSchedules, type Schedules } from './schedules';
import { readHistory } from './zendeskAudits';
import { ticketUpdate } from './zendeskChange';
import { createExport } from './zendeskExport';
import { type ClientLog, createFields, type FieldIds } from './zendeskFields';
import { createMacros } from './zendeskMacros';
import { ticketSchema, toTicket } from './zendeskTicket';
import { createZendeskClient, numericId, resultOf, type ZendeskSettings } from './zendeskTransport';
import { readMessagingIdentities, readUser, writeOptOut } from './zendeskUsers';

export type { ZendeskSettings } from './zendeskTransport';

export interface ZendeskApi extends Zendesk, Schedules, TicketExport {
  /** Our custom ticket fields, as the account has them; for `doctor`. @throws VendorError */
  fields(): Promise<FieldIds>;
}

/**
 * Zendesk Support over node-zendesk. Every method throws `VendorError` for whatever did not succeed and never retries.
 * `log` hears once of each ticket field that is missing.
 */
export function createZendesk(settings: ZendeskSettings, log?: ClientLog): ZendeskApi {
  const client = createZendeskClient(settings);
  const fields = createFields(client, log);

  const readTicket = async (call: Promise<unknown>, ids: FieldIds): Promise<Ticket> =>
    toTicket(readAnswer('zendesk', 'ticket', ticketSchema, await resultOf(call)), ids);

  return {
    ...createSchedules(client),
    ...createExport(client, settings.origin, fields),
    fields,
    ticket: async (id) => {
      const ids = await fields();
      return readTicket(client.tickets.show(numericId(id)), ids);
    },
    history: async (ticket) => readHistory(client, ticket, await fields()),
    user: (id) => readUser(client, id),
    messagingIdentities: (userId) => readMessagingIdentities(client, userId),
    optOut: (userId, of) => writeOptOut(client, userId, of),
    macroPreview: createMacros(client, fields),
    async updateTicket(id, change) {
      const ids = await fields();
      return readTicket(client.tickets.update(numericId(id), { ticket: ticketUpdate(change, ids) }), ids);
    },
  };
}
