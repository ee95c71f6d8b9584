import type { Sunshine, Zendesk } from '../../../activities/ports';
import type { TicketExport } from '../../../activities/sweepPorts';
import type { Config } from '../../config/config';
import type { Schedules } from '../../hours/schedules';
import type { Rates } from '../../policy/policyConfig';
import type { Log } from '../../telemetry/log';
import type { WorkerMetrics } from '../../telemetry/metrics/workerMetrics';
import { createSunshine } from '../../vendors/sunshine/sunshine';
import { createZendesk } from '../../vendors/zendesk/zendesk';
import type { ReadyCheck } from '../monitor/health';
import { createCredentials } from './credentials';
import { createBudget } from './rateLimit';
import { createVendorCall, type VendorCall } from './vendorCalls';

type ZendeskPort = Zendesk & Schedules & TicketExport;

/** The vendors of an account. */
export interface Vendors {
  zendesk: ZendeskPort;
  sunshine: Sunshine;
  /** For `GET /health/ready`: whether each vendor takes our credentials. */
  checks: Record<'zendesk' | 'sunshine', ReadyCheck>;
}

export interface VendorParts {
  metrics: Pick<WorkerMetrics, 'vendorSeconds' | 'vendorErrors'>;
  /** Epoch ms. */
  now: () => number;
  /** Those of the policy that counts now. */
  rates: () => Rates;
}

/** The real vendors. A process makes those of an account once: its checks tell what its calls learn. */
export const createVendors = (config: Config, log: Log, parts: VendorParts): Vendors =>
  guardedVendors(
    config,
    { zendesk: createZendesk(config.zendesk, log), sunshine: createSunshine(config.sunshine) },
    parts,
  );

/** Any answer but 401 and 403 shows that we were let in; that nothing has this id is the cheapest one. */
const NOBODY = '1';

/** Within the account's rates, watched for whether they take our credentials, measured and traced. */
export function guardedVendors(
  { account, zendesk: { auth } }: Pick<Config, 'account' | 'zendesk'>,
  bare: Pick<Vendors, 'zendesk' | 'sunshine'>,
  { metrics, now, rates }: VendorParts,
): Vendors {
  const zendeskCredentials = createCredentials('zendesk', now);
  const sunshineCredentials = createCredentials('sunshine', now);
  const toZendesk = createVendorCall({ account, vendor: 'zendesk', credentials: zendeskCredentials, metrics });
  const toSunshine = createVendorCall({ account, vendor: 'sunshine', credentials: sunshineCredentials, metrics });
  const zendesk = guardedZendesk(bare.zendesk, toZendesk, rates);
  const sunshine = guardedSunshine(bare.sunshine, toSunshine, rates);
  const zendeskNames = auth.type === 'oauth' ? 'ZENDESK_OAUTH_TOKEN' : 'ZENDESK_EMAIL and ZENDESK_API_TOKEN';
  const sunshineNames = 'SUNSHINE_APP_ID, SUNSHINE_KEY_ID and SUNSHINE_KEY_SECRET';
  return {
    zendesk,
    sunshine,
    checks: {
      zendesk: zendeskCredentials.check(zendeskNames, () => zendesk.user(NOBODY)),
      sunshine: sunshineCredentials.check(sunshineNames, () => sunshine.conversation(NOBODY)),
    },
  };
}

function guardedZendesk(bare: ZendeskPort, call: VendorCall, rates: () => Rates): ZendeskPort {
  const updates = createBudget('zendesk', () => rates().zendeskUpdatesPerMinute, 60);
  return {
    ticket: (id) => call('ticket', () => bare.ticket(id)),
    history: (ticket) => call('history', () => bare.history(ticket)),
    user: (id) => call('user', () => bare.user(id)),
    messagingIdentities: (userId) => call('messagingIdentities', () => bare.messagingIdentities(userId)),
    updateTicket: (id, change) => call('updateTicket', () => bare.updateTicket(id, change), updates),
    macroPreview: (ticketId, title) => call('macroPreview', () => bare.macroPreview(ticketId, title)),
    optOut: (userId, of) => call('optOut', () => bare.optOut(userId, of)),
    schedules: () => call('schedules', () => bare.schedules()),
    holidays: (scheduleId) => call('holidays', () => bare.holidays(scheduleId)),
    exportPage: (from) => call('exportPage', () => bare.exportPage(from)),
  };
}

function guardedSunshine(bare: Sunshine, call: VendorCall, rates: () => Rates): Sunshine {
  const sends = createBudget('sunshine', () => rates().sendsPerSecond, 1);
  return {
    messages: (conversationId) => call('messages', () => bare.messages(conversationId)),
    conversation: (id) => call('conversation', () => bare.conversation(id)),
    whatsAppConversations: (userId) => call('whatsAppConversations', () => bare.whatsAppConversations(userId)),
    setMetadata: (conversation, changes) => call('setMetadata', () => bare.setMetadata(conversation, changes)),
    post: (conversationId, outgoing) => call('post', () => bare.post(conversationId, outgoing), sends),
    notify: (phone, outgoing) => call('notify', () => bare.notify(phone, outgoing), sends),
  };
}
