import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createZendesk } from '../../src/vendors/zendesk/zendesk';
import { reply, ScriptedServer } from '../support/scriptedServer';

const TOKEN = 'top-secret-token';
const UPDATE = 'PUT /api/v2/tickets/35436.json';
const FIELDS = [
  { id: 11, title: 'WhatsApp window', active: true },
  { id: 12, title: 'WhatsApp window closes at', active: true },
];

let server: ScriptedServer;
beforeEach(async () => {
  server = await new ScriptedServer().start();
  const ticket = { id: 35436, updated_at: '2026-11-16T10:00:00Z', status: 'pending', requester_id: 20978392 };
  server.on(UPDATE, reply(200, { ticket, audit: {} }));
});
afterEach(() => server.stop());

describe('our ticket fields', () => {
  it('Z20 finds a field by the mark of setup, whatever its title; of copies, the oldest; without a mark, by its title', async () => {
    const window = { title: 'Otra cosa', description: 'Indica ... [ventana:field.window]', active: true };
    const listed = [
      { ...window, id: 110 },
      { ...window, id: 21 },
      { ...window, id: 7, active: false },
      { id: 22, title: 'WhatsApp: cierre de la ventana', description: null, active: true },
      { id: 23, title: 'WhatsApp: acción', active: true },
    ];
    server.on('GET /api/v2/ticket_fields.json', reply(200, { ticket_fields: listed, next_page: null }));
    const found = await createZendesk({ origin: server.origin, auth: { type: 'oauth', token: TOKEN } }).fields();
    expect(found).toEqual({ window: '21', closesAt: '22', action: '23' });
  });

  it('Z21 writes the day on which the window closes with its time, for sorting', async () => {
    const day = { id: 14, title: 'WhatsApp window closes on', active: true };
    const listed = [...FIELDS, day];
    server.on('GET /api/v2/ticket_fields.json', reply(200, { ticket_fields: listed, next_page: null }));
    await createZendesk({ origin: server.origin, auth: { type: 'oauth', token: TOKEN } }).updateTicket('35436', {
      window: 'open',
      closesAt: '2026-11-17 09:00',
    });
    expect(server.requests(UPDATE)[0]?.body).toMatchObject({
      ticket: { custom_fields: expect.arrayContaining([{ id: 14, value: '2026-11-17' }]) as unknown },
    });
  });
});
