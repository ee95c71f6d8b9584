/** Rule 1 rests on lists: one item that cannot be read must not hide the others. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSunshine } from '../../src/vendors/sunshine/sunshine';
import { createSunshineAdmin } from '../../src/vendors/sunshine/admin';
import { createSunshineInspector } from '../../src/vendors/sunshine/inspector';
import type { Skipped } from '../../src/vendors/http/readList';
import { createZendesk } from '../../src/vendors/zendesk/zendesk';
import { rulePlaces } from '../../src/vendors/zendesk/admin/rules';
import { webhookPlace } from '../../src/vendors/zendesk/admin/webhooks';
import { accessZendesk } from '../../src/vendors/zendesk/transport';
import { ScriptedServer, reply } from '../support/scriptedServer';

let server: ScriptedServer;
let skipped: Skipped[];

beforeEach(async () => {
  server = await new ScriptedServer().start();
  skipped = [];
});
afterEach(() => server.stop());

const settings = () => ({ baseUrl: `${server.origin}/sc`, appId: 'a', keyId: 'k', keySecret: 's' });
const access = () => ({ origin: server.origin, auth: { type: 'oauth', token: 't' } as const });
const sunshine = () => createSunshine(settings(), (it) => skipped.push(it));
const zendesk = () => createZendesk(access(), undefined, (it) => skipped.push(it));
const app = (path: string): string => `GET /sc/v2/apps/a/${path}`;
const api = (path: string): string => `GET /api/v2/${path}`;

describe('D6 one item that cannot be read is left out and reported, without its values', () => {
  it('a message of a kind that Sunshine has added', async () => {
    const message = (id: string, minute: number, author: string) => ({
      id,
      received: `2026-10-05T09:0${minute}:00.000Z`,
      author: { type: author },
      content: { type: 'text', text: 'secret words' },
      source: { type: 'whatsapp' },
    });
    const messages = [message('m1', 0, 'user'), message('m2', 1, 'someone new'), message('m3', 2, 'business')];
    server.on(app('conversations/c/messages'), reply(200, { messages }));
    const listed = await sunshine().messages('c');
    expect(listed.filter(({ unread }) => !unread).map(({ id }) => id)).toEqual(['m1', 'm3']);
    expect(skipped).toEqual([{ vendor: 'sunshine', list: 'messages', count: 1, field: '1.author.type' }]);
    expect(JSON.stringify(skipped)).not.toContain('secret');
  });

  it('W2 a message that cannot be read is known to be there, and nothing more of it', async () => {
    const received = '2026-10-05T09:00:00.000Z';
    const good = { id: 'm1', received, author: { type: 'user' }, source: { type: 'whatsapp' } };
    const bad = { id: 'm2', author: 'a text', content: { type: 'text', text: 'secret words' } };
    server.on(app('conversations/c/messages'), reply(200, { messages: [good, bad, { author: 'no id' }, null] }));
    const unread = (await sunshine().messages('c')).filter((it) => it.unread);
    expect(unread.map(({ id, at }) => [id, at])).toEqual([
      ['m2', Date.parse(received)],
      ['', Date.parse(received)],
    ]);
    expect(JSON.stringify(unread)).not.toContain('secret');
    expect(skipped).toMatchObject([{ count: 3 }]);
  });

  it('but a message without a time is kept where the list has it, or a customer’s answer would count as deleted', async () => {
    const message = (id: string, received: unknown) => ({
      id,
      received,
      author: { type: 'user' },
      source: { type: 'whatsapp' },
    });
    const messages = [message('m1', undefined), message('m2', '2026-10-05T09:00:00.000Z'), message('m3', 'yesterday')];
    server.on(app('conversations/c/messages'), reply(200, { messages }));
    const at = Date.parse('2026-10-05T09:00:00.000Z');
    expect((await sunshine().messages('c')).map((it) => [it.id, it.at])).toEqual([
      ['m1', at],
      ['m2', at],
      ['m3', at],
    ]);
    expect(skipped).toEqual([]);
  });

  it('clients and conversations, over all pages', async () => {
    const users = app('users/u/clients');
    server.on(
      users,
      reply(200, { clients: [{ type: 'web' }, 7], meta: { hasMore: true, afterCursor: 'p2' } }),
      reply(200, { clients: [{ type: 'whatsapp', status: 'active', integrationId: 'i' }], meta: { hasMore: false } }),
    );
    server.on(
      app('conversations'),
      reply(200, { conversations: [{ id: 'c1' }], meta: { hasMore: true, afterCursor: 'p2' } }),
      reply(200, { conversations: [{ id: '' }, { id: 'c2', type: 'personal' }], meta: { hasMore: false } }),
    );
    expect((await sunshine().whatsAppConversations('u')).map(({ id }) => id)).toEqual(['c1', 'c2']);
    expect(server.requests(users)[1]?.url).toContain(`${encodeURIComponent('page[after]')}=p2`);
    expect(skipped.map(({ list, field }) => [list, field])).toEqual([
      ['clients', '1'],
      ['conversations', '0.id'],
    ]);
  });

  it('pages that lead nowhere end', async () => {
    const users = app('users/u/clients');
    server.on(users, reply(200, { clients: [], meta: { hasMore: true, afterCursor: 'again' } }));
    expect(await sunshine().whatsAppClients('u')).toEqual([]);
    expect(server.requests(users).length).toBeLessThan(4);
  });

  it('an audit, an identity, a field, a schedule, a holiday, an exported ticket', async () => {
    const audit = (id: number, created_at: string) => ({
      id,
      created_at,
      author_id: 1,
      events: [{ type: 'Change', field_name: 'status', value: 'open' }],
    });
    server.on(
      api('ticket_fields.json'),
      reply(200, { ticket_fields: [{ id: 1 }, { id: 2, title: 'WhatsApp action' }] }),
    );
    server.on(
      api('tickets/5/audits.json'),
      reply(200, { audits: [audit(1, 'never'), audit(2, '2026-10-05T09:00:00Z')], count: 2 }),
    );
    server.on(
      api('users/9/identities.json'),
      reply(200, { identities: [null, { type: 'messaging', value: 'u' }], count: 2 }),
    );
    server.on(
      api('business_hours/schedules.json'),
      reply(200, { schedules: [{ id: 1 }, { id: 2, name: 'b', time_zone: 'Madrid' }] }),
    );
    server.on(
      api('business_hours/schedules/2/holidays.json'),
      reply(200, { holidays: [{}, { name: 'x', start_date: '2026-12-25', end_date: '2026-12-25' }] }),
    );
    const exported = { id: 3, status: 'open', updated_at: '2026-10-05T09:00:00Z' };
    server.on(
      api('incremental/tickets/cursor.json'),
      reply(200, { tickets: [{ ...exported, updated_at: 'scrubbed' }, exported], end_of_stream: true }),
    );
    const it = zendesk();
    const ticket = { id: '5', status: 'open', requesterId: '9' } as Parameters<typeof it.history>[0];
    expect((await it.history(ticket)).statusSince).toBe(Date.parse('2026-10-05T09:00:00Z'));
    expect(await it.messagingIdentities('9')).toEqual(['u']);
    expect((await it.schedules()).map(({ id }) => id)).toEqual(['2']);
    expect(await it.holidays('2')).toHaveLength(1);
    expect((await it.exportPage({ since: 0 })).tickets.map(({ id }) => id)).toEqual(['3']);
    const lists = ['ticket fields', 'audits', 'identities', 'schedules', 'holidays', 'exported tickets'];
    expect(skipped.map(({ list, count }) => [list, count])).toEqual(lists.map((list) => [list, 1]));
  });

  it('a custom field of a ticket', async () => {
    server.on(api('ticket_fields.json'), reply(200, { ticket_fields: [{ id: 2, title: 'WhatsApp action' }] }));
    const ticket = {
      id: 5,
      status: 'open',
      updated_at: '2026-10-05T09:00:00Z',
      requester_id: 9,
      custom_fields: [null, { id: 2, value: 'whatsapp_action_incident' }],
    };
    server.on(api('tickets/5.json'), reply(200, { ticket }));
    expect((await zendesk().ticket('5')).action).toBe('incident');
  });

  it('what setup and doctor read', async () => {
    server.on(api('triggers.json'), reply(200, { triggers: [{}], count: 1 }));
    server.on(api('webhooks'), reply(200, { webhooks: [{ id: 'x' }], meta: { has_more: false }, links: {} }));
    server.on(api('macros.json'), reply(200, { macros: [{ id: 1, title: 'm', actions: [] }, 'bad'], count: 2 }));
    server.on(
      'GET /sc/v1.1/apps/a/webhooks',
      reply(200, { webhooks: [{ _id: 'w' }, { _id: 'v', target: 't', triggers: [] }] }),
    );
    server.on(
      'GET /sc/v1.1/apps/a/integrations/i/messageTemplates',
      reply(200, { messageTemplates: [{}, { name: 't', language: 'es', status: 'approved', category: 'utility' }] }),
    );
    const opened = accessZendesk(access());
    const admin = { ...rulePlaces(opened), webhook: webhookPlace(opened) };
    expect(await admin.trigger.list()).toEqual([]);
    expect(await admin.webhook.list()).toEqual([]);
    expect(await admin.macro.list()).toHaveLength(1);
    expect(await createSunshineAdmin(settings()).notificationWebhook.list()).toHaveLength(1);
    expect(await createSunshineInspector(settings(), () => 0).templates('i')).toHaveLength(1);
  });

  it('but what is no list at all is an answer that cannot be read', async () => {
    server.on(app('conversations/c/messages'), reply(200, { messages: 'many' }));
    await expect(sunshine().messages('c')).rejects.toMatchObject({ name: 'VendorError', reached: 'unknown' });
  });
});
