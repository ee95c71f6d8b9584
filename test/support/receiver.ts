import type { LightMyRequestResponse } from 'fastify';
import { Writable } from 'node:stream';
import { createApp, type AppOptions } from '../../src/service/receiver/internal/app';
import { createLog } from '../../src/telemetry/log';
import { createMetrics } from '../../src/telemetry/metrics';
import type { AccountWebhooks } from '../../src/service/receiver/internal/webhookRoutes';
import { TicketsUnavailable, type Tickets } from '../../src/temporal/ticketsPort';
import { startsRun } from '../../workflows/messages';
import type { TicketEvent } from '../../workflows/core/events';
import { signZendesk } from './sign';

export const NOW = Date.parse('2026-11-20T15:15:00Z');
export const ZENDESK_SECRET = 'zendesk-secret';
export const SUNSHINE_SECRET = 'sunshine-secret';

/** A pretend Temporal: remembers what it was given, runs nothing. */
export class FakeTickets implements Tickets {
  readonly taken: { ticketId: string; event: TicketEvent }[] = [];
  readonly runs = new Set<string>();
  /** What visibility knows: conversation or notification id to ticket ids. */
  readonly found = new Map<string, string[]>();
  /** Tickets whose signals fail; `all`: every call. */
  readonly down = new Set<string>();

  deliver(ticketId: string, event: TicketEvent): Promise<'taken' | 'noRun'> {
    if (this.down.has('all') || this.down.has(ticketId)) return Promise.reject(new TicketsUnavailable('down'));
    if (startsRun(event)) this.runs.add(ticketId);
    if (!this.runs.has(ticketId)) return Promise.resolve('noRun');
    this.taken.push({ ticketId, event });
    return Promise.resolve('taken');
  }

  find(by: { conversationId: string } | { notificationId: string }): Promise<string[]> {
    if (this.down.has('all') || this.down.has('visibility')) return Promise.reject(new TicketsUnavailable('down'));
    return Promise.resolve(this.found.get('conversationId' in by ? by.conversationId : by.notificationId) ?? []);
  }

  healthy(): Promise<boolean> {
    return Promise.resolve(!this.down.has('all'));
  }
}

/** The receiver over a pretend Temporal, with its log in memory, or where `onLine` puts it. */
export function testReceiver(changes: Partial<AppOptions & AccountWebhooks> = {}, onLine?: (line: string) => void) {
  const tickets = new FakeTickets();
  const metrics = createMetrics();
  const lines: string[] = [];
  const sink = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      if (onLine) onLine(chunk.toString());
      else lines.push(chunk.toString());
      done();
    },
  });
  const account: AccountWebhooks = {
    path: '/webhooks',
    secrets: { zendesk: [ZENDESK_SECRET], sunshine: [SUNSHINE_SECRET] },
    tickets,
    optOutKeywords: () => ['STOP'],
    ...changes,
  };
  const log = createLog('debug', sink);
  const app = createApp({ accounts: [account], now: () => NOW, log, metrics, checks: {}, ...changes });

  type Headers = Record<string, string>;
  const post = (url: string, payload: string | Buffer, headers: Headers): Promise<LightMyRequestResponse> =>
    app.inject({ method: 'POST', url, payload, headers });
  const asText = (body: unknown) => (typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body));

  return {
    app,
    tickets,
    logged: () => lines.join(''),
    /** Sends a body as Zendesk would, signed. */
    zendesk: (body: unknown, headers: Headers = {}, timestamp = new Date(NOW).toISOString()) => {
      const text = asText(body);
      return post('/webhooks/zendesk', text, { ...signZendesk(ZENDESK_SECRET, text, timestamp), ...headers });
    },
    /** Sends a body as Sunshine would, with its key. */
    sunshine: (body: unknown, headers: Headers = {}) => {
      const own = { 'content-type': 'application/json', 'x-api-key': SUNSHINE_SECRET };
      return post('/webhooks/sunshine', asText(body), { ...own, ...headers });
    },
    post,
    /** The value of a counter for these labels. */
    count: async (name: 'webhooks' | 'skipped' | 'deliveries' | 'appRequests', labels: Record<string, string>) => {
      const { values } = await metrics[name].get();
      const isIt = (it: { labels: Record<string, unknown> }) =>
        Object.entries(labels).every(([k, v]) => it.labels[k] === v);
      return values.filter(isIt).reduce((sum, it) => sum + it.value, 0);
    },
  };
}
