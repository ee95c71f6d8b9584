/** Every list is read to its end: at both vendors, with one entry in a page, what is looked for stands on a later one. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../sandbox';
import { createHttp } from '../../src/vendors/http/http';
import { createSunshine } from '../../src/vendors/sunshine/sunshine';
import { createSunshineInspector } from '../../src/vendors/sunshine/inspector';
import { createZendesk } from '../../src/vendors/zendesk/zendesk';
import { hangUp, reply, ScriptedServer } from '../support/scriptedServer';
import { SetupRig } from '../support/setupRig';
import { PATIENT_MS, vendorErrorOf } from '../support/vendorErrors';

const ONE = { pageSize: 1 };
const auth = { type: 'oauth', token: 'token' } as const;

describe('with one entry in a page', () => {
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await startSandbox(ONE);
  });
  afterAll(() => sandbox.close());

  const zendesk = () => {
    const env = sandbox.env();
    const { ZENDESK_OAUTH_CLIENT_ID: clientId = '', ZENDESK_OAUTH_CLIENT_SECRET: clientSecret = '' } = env;
    const origin = env.ZENDESK_BASE_URL ?? '';
    return createZendesk({ origin, auth: { type: 'client', clientId, clientSecret, scope: 'read write' } });
  };
  const settings = () => {
    const env = sandbox.env();
    const { SUNSHINE_BASE_URL, SUNSHINE_APP_ID, SUNSHINE_KEY_ID, SUNSHINE_KEY_SECRET } = env;
    return {
      baseUrl: SUNSHINE_BASE_URL!,
      appId: SUNSHINE_APP_ID!,
      keyId: SUNSHINE_KEY_ID!,
      keySecret: SUNSHINE_KEY_SECRET!,
    };
  };

  it('finds fields, macros, identities and the ticket’s whole history', async () => {
    const customer = sandbox.addCustomer({ name: 'María', phone: '+34600111222' });
    const { ticketId } = sandbox.customerWrites(customer, 'Hola');
    sandbox.agentSets(ticketId, 'pending');
    const client = zendesk();
    const names = Object.keys(await client.fields()).sort();
    expect(names).toEqual(['action', 'answer', 'closesAt', 'closesOn', 'outcome', 'silence', 'window']);
    sandbox.addMacro({ title: 'the last', comment: 'Hola' });
    expect(await client.macroPreview(ticketId, 'the last')).toMatchObject({ comment: 'Hola' });
    expect(await client.messagingIdentities(customer.id)).toHaveLength(1);
    await client.updateTicket(ticketId, { note: 'a', noteKeys: ['a'] });
    await client.updateTicket(ticketId, { note: 'b', noteKeys: ['b'] });
    const history = await client.history(await client.ticket(ticketId));
    expect(history).toMatchObject({ noteKeys: ['a', 'b'], conversation: { channel: 'whatsapp' } });
    expect(history.statusSince).toBeDefined();
  });

  it('finds all holidays', async () => {
    const days = ['2026-12-08', '2026-12-25', '2027-01-06'];
    sandbox.setHolidays(days.map((day) => ({ name: day, start_date: day, end_date: day })));
    const [schedule] = await zendesk().schedules();
    expect((await zendesk().holidays(schedule!.id)).map(({ name }) => name)).toEqual(days);
  });

  it('finds the WhatsApp client, its conversation, the customer’s message, numbers and templates', async () => {
    const customer = sandbox.addCustomer({ name: 'Luis', phone: '+34600111333' });
    const { ticketId } = sandbox.customerWrites(customer, 'Hola');
    for (const text of ['uno', 'dos']) sandbox.agentReplies(ticketId, text);
    const [user] = await zendesk().messagingIdentities(customer.id);
    const [conversation] = await createSunshine(settings()).whatsAppConversations(user!);
    const messages = await createSunshine(settings()).messages(conversation!.id);
    expect(messages.map(({ author }) => author)).toEqual(['user', 'business', 'business']);
    const inspector = createSunshineInspector(settings(), Date.now);
    expect(await inspector.whatsAppIntegrations()).toContain(sandbox.integrationId);
    sandbox.setTemplate({ name: 'the_last', language: 'es', body: 'Hola' });
    const templates = await inspector.templates(sandbox.integrationId);
    expect(templates.map(({ name }) => name)).toContain('the_last');
  });

  it('sets up an account, and finds all of it again', async () => {
    const rig = await SetupRig.start(ONE);
    try {
      await rig.run();
      expect((await rig.plan()).steps.map(({ action }) => action).filter((it) => it !== 'keep')).toEqual([]);
    } finally {
      await rig.stop();
    }
  });
});

describe('on the page after the first', () => {
  let server: ScriptedServer;
  beforeEach(async () => {
    server = await new ScriptedServer().start();
  });
  afterEach(() => server.stop());
  const sunshine = () => createSunshine({ baseUrl: server.origin, appId: 'app', keyId: 'id', keySecret: 'secret' });
  const whatsapp = { id: 'c2', type: 'whatsapp', status: 'active' };
  const more = { meta: { hasMore: true, afterCursor: 'c1' } };

  it('stands the customer’s WhatsApp client, and their WhatsApp conversation', async () => {
    server.on(
      'GET /v2/apps/app/users/u/clients',
      reply(200, { clients: [{ id: 'c1', type: 'web', status: 'active' }], ...more }),
      reply(200, { clients: [whatsapp], meta: { hasMore: false } }),
    );
    server.on(
      'GET /v2/apps/app/conversations',
      reply(200, { conversations: [{ id: 'c1', type: 'sdkGroup' }], ...more }),
      reply(200, { conversations: [{ id: 'k2', type: 'personal' }] }),
    );
    expect((await sunshine().whatsAppConversations('u')).map(({ id }) => id)).toEqual(['k2']);
  });

  it('a list that leads back to where it was, or that never ends, keeps nobody', async () => {
    server.on('GET /v2/apps/app/users/u/clients', reply(200, { clients: [whatsapp], ...more }));
    server.on('GET /v2/apps/app/conversations', reply(200, { conversations: [] }));
    expect(await sunshine().whatsAppConversations('u')).toEqual([]);
    expect(server.requests('GET /v2/apps/app/users/u/clients')).toHaveLength(2);
    const schedules = 'GET /api/v2/business_hours/schedules.json';
    server.on(schedules, reply(200, { schedules: [], next_page: 'https://acme.zendesk.com/api/v2/x.json?page=2' }));
    expect(await createZendesk({ origin: server.origin, auth }).schedules()).toEqual([]);
    expect(server.requests(schedules)).toHaveLength(2);
  });

  it('G14 every list of Zendesk ends: in a circle, and after a hundred pages', async () => {
    const client = () => createZendesk({ origin: server.origin, auth });
    const link = (page: number): string => `https://acme.zendesk.com/api/v2/x.json?page=${page}`;
    server.on('GET /api/v2/users/7/identities.json', reply(200, { identities: [], next_page: link(2) }));
    expect(await client().messagingIdentities('7')).toEqual([]);
    expect(server.requests('GET /api/v2/users/7/identities.json')).toHaveLength(2);
    let page = 1;
    server.on('GET /api/v2/ticket_fields.json', (request, response) =>
      reply(200, { ticket_fields: [], next_page: link((page += 1)) })(request, response),
    );
    expect(await client().fields()).toEqual({});
    expect(server.requests('GET /api/v2/ticket_fields.json')).toHaveLength(100);
  });

  it('G14 a list without end is left with the attempt that reads it', async () => {
    const attempt = new AbortController();
    let page = 1;
    const endless = (key: string, more: () => object): void => {
      server.on(`GET ${key}`, (request, response) => {
        page += 1;
        if (page === 5) attempt.abort();
        reply(200, more())(request, response);
      });
    };
    const signal = (): AbortSignal => attempt.signal;
    endless('/api/v2/ticket_fields.json', () => ({
      ticket_fields: [],
      next_page: `https://x.zendesk.com/api/v2/x?page=${page}`,
    }));
    const fields = createZendesk({ origin: server.origin, auth, signal }).fields();
    expect(await vendorErrorOf(fields)).toMatchObject({ message: expect.stringContaining('nobody waits') as string });
    expect(server.requests('GET /api/v2/ticket_fields.json')).toHaveLength(4);
    const sunshine = createSunshine({ baseUrl: server.origin, appId: 'app', keyId: 'id', keySecret: 'secret', signal });
    expect(await vendorErrorOf(sunshine.whatsAppClients('u'))).toMatchObject({ reached: 'notSent' });
    expect(server.requests('GET /v2/apps/app/users/u/clients')).toHaveLength(0);
  });

  it('says what broke an update, also where nobody waits for it any more', async () => {
    const attempt = new AbortController();
    server.on('PUT /x', (request, response) => {
      attempt.abort();
      hangUp(request, response);
    });
    const http = createHttp('zendesk', PATIENT_MS, { signal: () => attempt.signal });
    const update = http({ method: 'PUT', url: `${server.origin}/x`, headers: {}, body: '{}' });
    expect(await vendorErrorOf(update)).toMatchObject({ reached: 'unknown', message: 'PUT /x: ECONNRESET' });
  });

  it('a link behind the last page of a cursor is not followed', async () => {
    const next = 'https://acme.zendesk.com/api/v2/macros/active.json?page[after]=2';
    const fields = [11, 12, 13].map((id) => ({ id, title: `field ${id}`, active: true }));
    server.on(
      'GET /api/v2/ticket_fields.json',
      reply(200, { ticket_fields: fields, meta: { has_more: false, after_cursor: '2' }, links: { next } }),
    );
    await createZendesk({ origin: server.origin, auth }).fields();
    expect(server.requests('GET /api/v2/ticket_fields.json')).toHaveLength(1);
  });
});
