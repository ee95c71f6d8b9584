/** G15: no time of a vendor is far ahead of ours. */
import { describe, expect, it } from 'vitest';
import type { Ticket } from '../../activities/ports';
import { VendorError } from '../../activities/vendorError';
import { createVendorCalls } from '../../src/service/account/internal/vendorCalls';
import { createLog } from '../../src/telemetry/log';
import { createMetrics } from '../../src/telemetry/metrics';
import { historyOf, withTimesThatCanBe, type Audit } from '../../src/vendors/zendesk/internal/audits';
import { ticketSchema, toTicket } from '../../src/vendors/zendesk/internal/ticket';
import { parseSunshine } from '../../src/vendors/sunshine/webhook';
import { own } from '../../workflows/core/own';

const NOW = Date.parse('2026-11-20T10:00:00Z');
const FAR = '9999-12-31T23:59:59Z';
const CHANGED = '2026-11-19T10:00:00Z';

describe('G15 a time in the year 9999', () => {
  it('of a ticket counts as unknown, of an audit as the ticket’s last change', () => {
    const raw = { id: 1, status: 'pending', created_at: FAR, updated_at: CHANGED, requester_id: 7 };
    const ticket: Ticket = toTicket(ticketSchema.parse(raw), {}, NOW);
    expect(ticket.createdAt).toBe(0);
    const events = [{ type: 'Change', field_name: 'status', value: 'pending' }];
    const audits = [{ id: '1', created_at: Date.parse(FAR), author_id: '5', events }] as Audit[];
    expect(historyOf(withTimesThatCanBe(audits, ticket, NOW), ticket, {}).statusSince).toBe(Date.parse(CHANGED));
  });

  it('of an event is the time at which it came', () => {
    const events = [{ id: 'e', type: 'user:merge', createdAt: FAR, payload: merge }];
    expect(parseSunshine({ events }, [], NOW)).toMatchObject({ events: [{ kind: 'event', at: NOW }] });
    const report = { trigger: 'notification:delivery:user', notification: { _id: 'n' }, timestamp: 1e300 };
    expect(parseSunshine(report, [], NOW)).toMatchObject({ events: [{ kind: 'event', at: NOW }] });
  });
});

const merge = { mergedConversations: { surviving: { id: 'a' }, discarded: { id: 'b' } } };

describe('G15 a Retry-After', () => {
  const HOUR_MS = 3_600_000;
  /** Some send the epoch at which to come back, in seconds, where seconds from now belong. */
  const EPOCH_MS = NOW;

  async function refusedFor(retryAfterMs: number): Promise<{ pauseMs: number | undefined; lines: object[] }> {
    const lines: object[] = [];
    const log = createLog('warn', { write: (line) => void lines.push(JSON.parse(line) as object) });
    const { call } = createVendorCalls('zendesk', { account: 'acme', metrics: createMetrics(), now: () => 0, log });
    const busy = new VendorError('busy', { vendor: 'zendesk', reached: 'answered', status: 429, retryAfterMs });
    const error: unknown = await call('user', () => Promise.reject(busy)).catch((it: unknown) => it);
    expect(error).toMatchObject({ vendor: 'zendesk', reached: 'answered', status: 429, message: 'busy' });
    return { pauseMs: (error as VendorError).retryAfterMs, lines };
  }

  it('of more than an hour is an hour, with one line that has the account and what the vendor said', async () => {
    const { pauseMs, lines } = await refusedFor(EPOCH_MS);
    expect(pauseMs).toBe(HOUR_MS);
    const said = { account: 'acme', vendor: 'zendesk', retryAfterMs: EPOCH_MS };
    expect(lines).toMatchObject([{ level: 'warn', ...said, msg: expect.stringContaining('an hour') as string }]);
  });

  it('of an hour is obeyed, without a line', async () => {
    expect(await refusedFor(HOUR_MS)).toEqual({ pauseMs: HOUR_MS, lines: [] });
  });
});

describe('G15 names that every object has', () => {
  it.each(['constructor', '__proto__', 'toString', 'hasOwnProperty'])('%s is no message', (name) => {
    expect(own<unknown>({ reopening: 1 }, name)).toBeUndefined();
  });
});
