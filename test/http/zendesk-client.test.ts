import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Ticket } from '../../activities/ports';
import { createZendesk } from '../../src/vendors/zendesk/zendesk';
import { reply, ScriptedServer } from '../support/scriptedServer';
import { NOT_THERE, PATIENT_MS, vendorErrorOf } from '../support/vendorErrors';

const TOKEN = 'top-secret-token';
const EMAIL = 'ventana@acme.example';

const fields = {
  ticket_fields: [
    { id: 11, title: 'WhatsApp window', active: true },
    { id: 12, title: 'WhatsApp window closes at', active: true },
    { id: 13, title: 'WhatsApp action', active: true },
    { id: 99, title: 'Subject', active: true },
  ],
  next_page: null,
};

const raw = {
  id: 35436,
  created_at: '2026-11-16T08:00:00Z',
  updated_at: '2026-11-16T10:00:00Z',
  status: 'pending',
  subject: 'Mi pedido',
  requester_id: 20978392,
  assignee_id: null,
  via: { channel: 'whatsapp' },
  tags: ['vip', 'whatsapp_action_reopening'],
  custom_fields: [
    { id: 11, value: 'whatsapp_window_closed' },
    { id: 12, value: null },
    { id: 13, value: 'whatsapp_action_reopening' },
  ],
};

const ticket: Ticket = {
  id: '35436',
  createdAt: Date.parse('2026-11-16T08:00:00Z'),
  status: 'pending',
  stamp: '2026-11-16T10:00:00Z',
  subject: 'Mi pedido',
  requesterId: '20978392',
  channel: 'whatsapp',
  window: 'closed',
  action: 'reopening',
};

let server: ScriptedServer;
const show = 'GET /api/v2/tickets/35436.json';
const update = 'PUT /api/v2/tickets/35436.json';

beforeEach(async () => {
  server = await new ScriptedServer().start();
  server.on('GET /api/v2/ticket_fields.json', reply(200, fields));
  server.on(show, reply(200, { ticket: raw }));
  server.on(update, reply(200, { ticket: { ...raw, status: 'open' }, audit: {} }));
});
afterEach(() => server.stop());

const zendesk = (timeoutMs = PATIENT_MS) =>
  createZendesk({ origin: server.origin, auth: { type: 'token', email: EMAIL, token: TOKEN }, timeoutMs });

describe('tickets', () => {
  it('reads a ticket, our fields by their titles', async () => {
    expect(await zendesk().ticket('35436')).toEqual(ticket);
    expect(server.requests(show)[0]?.headers.authorization).toBe(
      `Basic ${Buffer.from(`${EMAIL}/token:${TOKEN}`).toString('base64')}`,
    );
  });

  it('signs in with an OAuth token', async () => {
    await createZendesk({ origin: server.origin, auth: { type: 'oauth', token: TOKEN } }).ticket('35436');
    expect(server.requests(show)[0]?.headers.authorization).toBe(`Bearer ${TOKEN}`);
  });

  it('looks the fields up once for many', async () => {
    const client = zendesk();
    await Promise.all([client.ticket('35436'), client.ticket('35436')]);
    await client.ticket('35436');
    expect(server.requests('GET /api/v2/ticket_fields.json')).toHaveLength(1);
  });

  it('a failed look-up is not kept', async () => {
    server.on('GET /api/v2/ticket_fields.json', reply(500), reply(200, fields));
    const client = zendesk();
    await vendorErrorOf(client.ticket('35436'));
    expect(await client.ticket('35436')).toEqual(ticket);
  });

  it('says once which fields are missing and works without them', async () => {
    server.on('GET /api/v2/ticket_fields.json', reply(200, { ticket_fields: [fields.ticket_fields[3]] }));
    const warn = vi.fn();
    const auth = { type: 'oauth' as const, token: TOKEN };
    const client = createZendesk({ origin: server.origin, auth }, { warn });
    const read = await client.ticket('35436');
    const change = { window: 'open', closesAt: '2026-11-17 09:00', clearAction: true, stamp: 's1' } as const;
    expect(await client.updateTicket('35436', change)).toBeUndefined();
    expect(read).toMatchObject({ lacking: ['window', 'closesAt'] });
    expect(read).not.toHaveProperty('window');
    expect(server.requests(update)).toEqual([]);
    expect(warn.mock.calls.map(([details]) => details as object)).toEqual([
      { field: 'WhatsApp window' },
      { field: 'WhatsApp window closes at' },
      { field: 'WhatsApp window closes on' },
      { field: 'WhatsApp action' },
      { field: 'WhatsApp answer' },
      { field: 'WhatsApp silence' },
      { field: 'WhatsApp outcome' },
    ]);
  });

  it('writes everything in one update', async () => {
    const after = await zendesk().updateTicket('35436', {
      stamp: '2026-11-16T10:00:00Z',
      status: 'open',
      window: 'closing',
      closesAt: '2026-11-17 09:00',
      clearAction: true,
      note: 'Plantilla {{1}} enviada',
      noteKeys: ['intent-1:sent'],
    });
    expect(after?.status).toBe('open');
    expect(server.sent(update)).toEqual({
      ticket: {
        status: 'open',
        custom_fields: [
          { id: 11, value: 'whatsapp_window_closing' },
          { id: 12, value: '2026-11-17 09:00' },
          { id: 13, value: null },
        ],
        comment: { body: 'Plantilla { {1}} enviada', public: false },
        metadata: { ventana: { notes: ['intent-1:sent'] } },
        safe_update: true,
        updated_stamp: '2026-11-16T10:00:00Z',
      },
    });
  });

  it('Z5 shows whether an answer is awaited, where Zendesk keeps that field, with the tag that goes with it', async () => {
    const answer = { id: 15, title: 'WhatsApp answer', active: true };
    server.on('GET /api/v2/ticket_fields.json', reply(200, { ticket_fields: [...fields.ticket_fields, answer] }));
    const client = zendesk();
    expect(await client.ticket('35436')).not.toHaveProperty('answer');
    const macro = { id: '5', ticket: { tags: ['vip', 'whatsapp_answer_awaited'] } };
    await client.updateTicket('35436', { answer: 'none', macro });
    expect(server.sent(update)).toMatchObject({ ticket: { tags: ['vip'], custom_fields: [{ id: 15, value: null }] } });
    await client.updateTicket('35436', { answer: 'awaited' });
    expect(server.sent(update)).toMatchObject({
      ticket: { custom_fields: [{ id: 15, value: 'whatsapp_answer_awaited' }] },
    });
  });

  it('without a stamp there is no safe_update: false would mean true', async () => {
    await zendesk().updateTicket('35436', { status: 'open' });
    expect(server.sent(update)).toEqual({ ticket: { status: 'open' } });
  });

  it('an id that Zendesk cannot have given is a ticket that is not there', async () => {
    expect(await vendorErrorOf(zendesk().ticket('../users'))).toMatchObject({ status: 404, reached: 'notSent' });
    expect(server.requests(show)).toEqual([]);
  });
});

describe('history', () => {
  it('follows all pages, on our own origin', async () => {
    const audits = 'GET /api/v2/tickets/35436/audits.json';
    const times = ['2026-11-16T08:00:00Z', '2026-11-16T09:00:00Z'] as const;
    const page = (place: 0 | 1, value: string, next_page: string | null) => {
      const events = [{ type: place === 0 ? 'Create' : 'Change', field_name: 'status', value }];
      return reply(200, { audits: [{ id: place, created_at: times[place], events }], next_page });
    };
    server.on(
      audits,
      page(0, 'new', 'https://acme.zendesk.com/api/v2/tickets/35436/audits.json?page=2'),
      page(1, 'pending', null),
    );
    const statuses = times.map((at, place) => ({ at: Date.parse(at), status: ['new', 'pending'][place] }));
    expect(await zendesk().history(ticket)).toEqual({ statusSince: Date.parse(times[1]), noteKeys: [], statuses });
    expect(server.requests(audits).map(({ url }) => url.split('?')[1])).toEqual(['page%5Bsize%5D=100', 'page=2']);
  });
});

describe('who changed the ticket last', () => {
  const ours = { id: 2, author_id: 50, metadata: { custom: { ventana: { notes: ['sent:1'] } } } };
  const changedAt = async (...audits: object[]) => {
    const event = { type: 'Change', field_name: 'priority', value: 'high' };
    const all = audits.map((audit, hour) => ({ created_at: `2026-11-16T0${hour}:00:00Z`, events: [event], ...audit }));
    server.on('GET /api/v2/tickets/35436/audits.json', reply(200, { audits: all, next_page: null }));
    return (await zendesk().history(ticket)).changedByOthersAt;
  };

  it('an agent, or another integration', async () => {
    expect(await changedAt({ id: 1, author_id: 901 }, ours)).toBe(Date.parse('2026-11-16T00:00:00Z'));
    expect(await changedAt(ours, { id: 3, author_id: 902 })).toBe(Date.parse('2026-11-16T01:00:00Z'));
  });

  it('not we ourselves, nor the requester, nor triggers and automations', async () => {
    const trigger = { id: 4, author_id: -1 };
    const requester = { id: 5, author_id: Number(ticket.requesterId) };
    expect(await changedAt(ours, trigger, requester, { id: 6, author_id: 50 }, { id: 7 })).toBeUndefined();
  });
});

describe('users', () => {
  it('reads a user', async () => {
    const user = {
      id: 7,
      name: 'Ana',
      phone: '+34600111222',
      locale: 'es-ES',
      user_fields: { whatsapp_opt_out: true, whatsapp_marketing_opt_out: null, whatsapp_opt_in: false },
    };
    server.on(
      'GET /api/v2/users/7.json',
      reply(200, { user }),
      reply(200, { user: { id: 8, name: null, phone: null } }),
    );
    expect(await zendesk().user('7')).toEqual({
      id: '7',
      name: 'Ana',
      phone: '+34600111222',
      locale: 'es-ES',
      optedOut: true,
      marketingOptedOut: false,
      optedIn: false,
    });
    expect(await zendesk().user('7')).toEqual({ id: '8', name: '' });
  });

  it('knows by the answer whether there was a box to tick: Zendesk says nothing of a field that it does not have', async () => {
    const put = 'PUT /api/v2/users/7.json';
    server.on(
      put,
      reply(200, { user: { id: 7, user_fields: { whatsapp_opt_out: true } } }),
      reply(200, { user: { id: 7, user_fields: { plan: null } } }),
    );
    expect(await zendesk().optOut('7', 'everything')).toBe(true);
    expect(await zendesk().optOut('7', 'marketing')).toBe(false);
    expect(server.requests(put)).toHaveLength(2);
  });

  it('finds all messaging identities', async () => {
    const identities = [
      { type: 'email', value: EMAIL },
      { type: 'messaging', value: 'sunshine-1' },
      { type: 'messaging', value: 'sunshine-2' },
    ];
    server.on('GET /api/v2/users/7/identities.json', reply(200, { identities }));
    expect(await zendesk().messagingIdentities('7')).toEqual(['sunshine-1', 'sunshine-2']);
  });
});

describe('macros', () => {
  const title = 'WhatsApp::Reabrir conversación';
  const active = 'GET /api/v2/macros/active.json';
  const apply = 'GET /api/v2/tickets/35436/macros/5/apply.json';
  const after = {
    ...raw,
    priority: 'high',
    tags: [...raw.tags, 'reopened'],
    custom_fields: [...raw.custom_fields, { id: 77, value: 'x' }],
    comment: { body: 'Escribiste fuera de horario', public: true },
  };
  beforeEach(() => {
    server.on(active, reply(200, { macros: [{ id: 5, title, active: true }] }));
    server.on(apply, reply(200, { result: { ticket: after } }));
  });

  it('the preview holds only what the macro changes; "WhatsApp action" stays as the ticket has it', async () => {
    expect(await zendesk().macroPreview('35436', title)).toEqual({
      id: '5',
      ticket: {
        priority: 'high',
        tags: ['vip', 'reopened', 'whatsapp_action_reopening'],
        custom_fields: [{ id: '77', value: 'x' }],
      },
      comment: 'Escribiste fuera de horario',
    });
  });

  it('is written with our own changes, its comment internal', async () => {
    const client = zendesk();
    const macro = await client.macroPreview('35436', title);
    await client.updateTicket('35436', { ...(macro && { macro }), window: 'closed', note: 'Enviado.' });
    expect(server.sent(update)).toEqual({
      ticket: {
        priority: 'high',
        tags: ['vip', 'reopened', 'whatsapp_action_reopening', 'whatsapp_window_closed'],
        custom_fields: [
          { id: 77, value: 'x' },
          { id: 11, value: 'whatsapp_window_closed' },
        ],
        comment: { body: 'Escribiste fuera de horario\n\nEnviado.', public: false },
        macro_id: 5,
      },
    });
  });

  it('no macro of that title: nothing', async () => {
    expect(await zendesk().macroPreview('35436', 'whatsapp::reabrir conversación')).toBeUndefined();
  });

  it('a macro deleted since the list was read is no deleted ticket', async () => {
    server.on(apply, reply(404, NOT_THERE.zendesk));
    const client = zendesk();
    expect(await client.macroPreview('35436', title)).toBeUndefined();
    await client.macroPreview('35436', title);
    expect(server.requests(active)).toHaveLength(2);
  });

  it('a deleted ticket is', async () => {
    server.on(show, reply(404, NOT_THERE.zendesk));
    expect(await vendorErrorOf(zendesk().macroPreview('35436', title))).toMatchObject({ status: 404 });
  });
});

describe('office hours', () => {
  it('reads schedules and holidays', async () => {
    const schedule = { id: 1, name: 'Oficina', time_zone: 'Madrid', intervals: [{ start_time: 1980, end_time: 2520 }] };
    server.on('GET /api/v2/business_hours/schedules.json', reply(200, { schedules: [schedule] }));
    const holiday = { id: 16, name: 'Navidad', start_date: '2026-12-25', end_date: '2026-12-26' };
    server.on('GET /api/v2/business_hours/schedules/1/holidays.json', reply(200, { holidays: [holiday] }));
    const client = zendesk();
    const intervals = [{ startMinute: 1980, endMinute: 2520 }];
    expect(await client.schedules()).toEqual([{ id: '1', name: 'Oficina', timeZone: 'Madrid', intervals }]);
    expect(await client.holidays('1')).toEqual([{ name: 'Navidad', startDate: '2026-12-25', endDate: '2026-12-26' }]);
  });
});
