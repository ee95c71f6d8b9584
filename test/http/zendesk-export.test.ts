import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createZendesk, type ZendeskApi } from '../../src/vendors/zendesk/zendesk';
import { reply, ScriptedServer } from '../support/scriptedServer';
import { vendorErrorOf } from '../support/vendorErrors';

const EXPORT = 'GET /api/v2/incremental/tickets/cursor.json';
const SINCE = Date.parse('2026-11-16T08:00:00.900Z');

const ticket = (id: number, changes: object = {}): object => ({
  id,
  status: 'open',
  updated_at: '2026-11-16T10:00:00Z',
  via: { channel: 'whatsapp' },
  custom_fields: [{ id: 13, value: null }],
  ...changes,
});

let server: ScriptedServer;
let zendesk: ZendeskApi;

beforeEach(async () => {
  server = await new ScriptedServer().start();
  const field = { id: 13, title: 'WhatsApp action', active: true };
  server.on('GET /api/v2/ticket_fields.json', reply(200, { ticket_fields: [field], next_page: null }));
  zendesk = createZendesk({ origin: server.origin, auth: { type: 'oauth', token: 't' } });
});
afterEach(() => server.stop());

const answers = (body: object): void => void server.on(EXPORT, reply(200, body));
const queries = (): string[] => server.requests(EXPORT).map(({ url }) => url.split('?')[1] ?? '');

describe("Zendesk's export", () => {
  it('is asked by time once, then by cursor, in the terms of the cursor export', async () => {
    answers({ tickets: [], after_cursor: 'a=b&c', end_of_stream: true });
    await zendesk.exportPage({ since: SINCE });
    await zendesk.exportPage({ cursor: 'a=b&c' });
    expect(queries()).toEqual([`start_time=${Math.floor(SINCE / 1000)}&per_page=500`, 'cursor=a%3Db%26c&per_page=500']);
  });

  it('is reduced to what the sweep asks; what cannot be read is left out', async () => {
    const action = { custom_fields: [{ id: 13, value: 'whatsapp_action_reopening' }] };
    answers({
      tickets: [
        ticket(1),
        ticket(2, { via: { channel: 'email' }, ...action }),
        ticket(3, { status: 'deleted', via: null }),
        { id: 4, status: 'open' },
        ticket(5, { updated_at: 'yesterday' }),
        null,
      ],
      after_cursor: 'next',
      end_of_stream: false,
    });
    const { tickets, ...page } = await zendesk.exportPage({ since: SINCE });
    expect(page).toEqual({ cursor: 'next', atEnd: false });
    const changed = { stamp: '2026-11-16T10:00:00Z', updatedAt: Date.parse('2026-11-16T10:00:00Z') };
    expect(tickets).toEqual([
      { id: '1', status: 'open', channel: 'whatsapp', hasAction: false, ...changed },
      { id: '2', status: 'open', channel: 'email', hasAction: true, ...changed },
      { id: '3', status: 'deleted', channel: 'unknown', hasAction: false, ...changed },
    ]);
  });

  it('ends where there is no cursor, and keeps the one that it was asked with', async () => {
    answers({ tickets: [], after_cursor: null, end_of_stream: false });
    expect(await zendesk.exportPage({ since: SINCE })).toEqual({ tickets: [], atEnd: true });
    expect(await zendesk.exportPage({ cursor: 'c' })).toEqual({ tickets: [], atEnd: true, cursor: 'c' });
  });

  it('is refused in so many words', async () => {
    server.on(EXPORT, reply(429, 'Too many requests', { 'retry-after': '45' }), reply(403, { error: 'Forbidden' }));
    expect(await vendorErrorOf(zendesk.exportPage({ since: SINCE }))).toMatchObject({
      status: 429,
      retryAfterMs: 45_000,
    });
    expect(await vendorErrorOf(zendesk.exportPage({ since: SINCE }))).toMatchObject({ status: 403 });
    answers({ count: 0 });
    expect(await vendorErrorOf(zendesk.exportPage({ since: SINCE }))).toMatchObject({ reached: 'unknown' });
  });
});

describe('S7 the status of several tickets', () => {
  const MANY = 'GET /api/v2/tickets/show_many.json';

  it('S7 is asked for at once; what Zendesk leaves out, or cannot be read, is not there', async () => {
    server.on(MANY, reply(200, { tickets: [{ id: 1, status: 'Open' }, { id: 3 }, null], count: 3 }));
    expect(await zendesk.statuses(['1', '2', '3'])).toEqual([{ id: '1', status: 'open' }]);
    expect(server.requests(MANY).map(({ url }) => decodeURIComponent(url.split('?')[1] ?? ''))).toEqual(['ids=1,2,3']);
  });

  it('S7 is not asked for where there is none', async () => {
    expect(await zendesk.statuses([])).toEqual([]);
    expect(server.requests(MANY)).toEqual([]);
  });
});
