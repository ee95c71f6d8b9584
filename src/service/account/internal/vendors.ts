import type { Sunshine, Zendesk } from '../../../../activities/ports';
import type { TicketExport, TicketStatuses } from '../../../../activities/sweepPorts';
import type { Config } from '../../../config/config';
import { signInVariables } from '../../../config/zendeskSignIn';
import type { Schedules } from '../../../hours/schedules';
import type { ReadyCheck } from '../../monitor/health';
import type { Line } from './line';
import { createVendorCalls, type VendorCall, type VendorCallParts } from './vendorCalls';

type ZendeskPort = Zendesk & Schedules & TicketExport & TicketStatuses;

export interface Vendors {
  zendesk: ZendeskPort;
  sunshine: Sunshine;
  /** For `GET /health/ready`: whether each vendor accepts our credentials. */
  checks: Record<'zendesk' | 'sunshine', ReadyCheck>;
}

export interface VendorParts extends Omit<VendorCallParts, 'account'> {
  /** The last thing before a message is posted. @throws if it must not be */
  mayPost: () => Promise<void>;
  /** The budget of messages. Requests to Zendesk have passed their gate when they come here. */
  sends: Line;
}

/**
 * Any answer other than 401 and 403 shows that the credentials are accepted. "Not found" for an id that does not exist
 * is the cheapest one.
 */
const UNKNOWN_ID = '1';

/**
 * Wraps an account's vendors: calls stay within its rates, show whether our credentials are accepted, and are measured
 * and traced. Call it once per account and process, because the checks report what the calls have learned.
 */
export function guardVendors(
  { account, zendesk: { auth } }: Pick<Config, 'account' | 'zendesk'>,
  bare: Pick<Vendors, 'zendesk' | 'sunshine'>,
  { sends, mayPost, ...parts }: VendorParts,
): Vendors {
  const toZendesk = createVendorCalls('zendesk', { account, ...parts });
  const toSunshine = createVendorCalls('sunshine', { account, ...parts });
  const zendesk = guardZendesk(bare.zendesk, toZendesk.call);
  const sunshine = guardSunshine(bare.sunshine, toSunshine.call, sends, mayPost);
  const zendeskNames = signInVariables(auth);
  const sunshineNames = 'SUNSHINE_APP_ID, SUNSHINE_KEY_ID and SUNSHINE_KEY_SECRET';
  return {
    zendesk,
    sunshine,
    checks: {
      zendesk: toZendesk.check(zendeskNames, () => zendesk.user(UNKNOWN_ID)),
      sunshine: toSunshine.check(sunshineNames, () => sunshine.conversation(UNKNOWN_ID)),
    },
  };
}

function guardZendesk(bare: ZendeskPort, call: VendorCall): ZendeskPort {
  return {
    ticket: (id) => call('ticket', () => bare.ticket(id)),
    history: (ticket) => call('history', () => bare.history(ticket)),
    user: (id) => call('user', () => bare.user(id)),
    messagingIdentities: (userId) => call('messagingIdentities', () => bare.messagingIdentities(userId)),
    updateTicket: (id, change) => call('updateTicket', () => bare.updateTicket(id, change)),
    macroPreview: (ticketId, title) => call('macroPreview', () => bare.macroPreview(ticketId, title)),
    optOut: (userId, of) => call('optOut', () => bare.optOut(userId, of)),
    schedules: () => call('schedules', () => bare.schedules()),
    holidays: (scheduleId) => call('holidays', () => bare.holidays(scheduleId)),
    statuses: (ticketIds) => call('statuses', () => bare.statuses(ticketIds)),
    exportPage: (from) => call('exportPage', () => bare.exportPage(from)),
  };
}

function guardSunshine(bare: Sunshine, call: VendorCall, sends: Line, mayPost: () => Promise<void>): Sunshine {
  const last = <Result>(post: () => Promise<Result>) => mayPost().then(post);
  return {
    messages: (conversationId) => call('messages', () => bare.messages(conversationId)),
    message: (conversationId, id, at) => call('message', () => bare.message(conversationId, id, at)),
    conversation: (id) => call('conversation', () => bare.conversation(id)),
    whatsAppConversations: (userId) => call('whatsAppConversations', () => bare.whatsAppConversations(userId)),
    whatsAppClients: (userId) => call('whatsAppClients', () => bare.whatsAppClients(userId)),
    setMetadata: (conversation, changes) => call('setMetadata', () => bare.setMetadata(conversation, changes)),
    post: (conversationId, outgoing) => call('post', () => last(() => bare.post(conversationId, outgoing)), sends),
    notify: (phone, outgoing) => call('notify', () => last(() => bare.notify(phone, outgoing)), sends),
  };
}
