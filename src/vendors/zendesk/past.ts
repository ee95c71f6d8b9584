import type { TicketHistory } from '../../../activities/ports';
import type { ExportedTicket, TicketExport } from '../../../activities/sweepPorts';
import type { Instant } from '../../../activities/types';
import { VendorError } from '../../../activities/vendorError';
import type { Schedules } from '../../hours/schedules';
import { createReadList, type OnSkipped } from '../http/readList';
import { createAuditReader } from './internal/auditPages';
import { historyOf, withTimesThatCanBe } from './internal/audits';
import { createExport } from './internal/export';
import {
  conversationsOf,
  type FailedMessage,
  failuresOf,
  type PastConversation,
  type StatusChange,
  statusesOf,
} from './internal/pastOf';
import { createSchedules } from './internal/schedules';
import { accessZendesk, type ZendeskSettings } from './transport';

/** What has become of a ticket, by its audits. */
export interface TicketPast extends Pick<TicketHistory, 'conversation' | 'sessionStartedAt' | 'sessionEndedAt'> {
  /** The time of its first audit; absent if it has none that can be read. */
  createdAt?: Instant;
  statuses: StatusChange[];
  conversations: PastConversation[];
  failures: FailedMessage[];
}

/** What `audit` reads from Zendesk. It only reads: any other request is refused here, whatever the code asks. */
export interface ZendeskPast extends Schedules, Pick<TicketExport, 'exportPage'> {
  /** @throws VendorError */
  past(ticket: ExportedTicket): Promise<TicketPast>;
}

/** @param onSkipped called for each list with items that cannot be read; the others are read */
export function createZendeskPast(settings: ZendeskSettings, onSkipped?: OnSkipped): ZendeskPast {
  const { gate = (_, send) => send(), now = Date.now } = settings;
  const { call } = accessZendesk({
    ...settings,
    auth: readingOnly(settings.auth),
    gate(request, send) {
      if (request.method === 'GET') return gate(request, send);
      throw new VendorError(`${request.method}: an audit only reads`, { vendor: 'zendesk', reached: 'notSent' });
    },
  });
  const readList = createReadList('zendesk', onSkipped);
  const audits = createAuditReader(call, readList);
  const noFields = () => Promise.resolve({});
  const tickets = createExport(call, readList, noFields, now);
  return {
    ...createSchedules(call, readList),
    exportPage: (from) => tickets.exportPage(from),
    async past(ticket) {
      const known = { ...ticket, createdAt: 0, subject: '', requesterId: '', status: 'open' as const };
      const all = withTimesThatCanBe(await audits(ticket.id), known, now());
      const { conversation, sessionStartedAt, sessionEndedAt } = historyOf(all, known, {});
      return {
        ...(all.length > 0 && { createdAt: Math.min(...all.map((it) => it.created_at)) }),
        statuses: statusesOf(all),
        conversations: conversationsOf(all),
        failures: failuresOf(all),
        ...(conversation && { conversation }),
        ...(sessionStartedAt !== undefined && { sessionStartedAt }),
        ...(sessionEndedAt !== undefined && { sessionEndedAt }),
      };
    },
  };
}

/** An OAuth client may be allowed nothing else. */
const readingOnly = (auth: ZendeskSettings['auth']): ZendeskSettings['auth'] =>
  auth.type === 'client' ? { ...auth, scope: 'read' } : auth;
