import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Outgoing } from '../../activities/ports';
import { createSunshine } from '../../src/vendors/sunshine/sunshine';
import { cutShort, hangUp, reply, ScriptedServer, silence } from '../support/scriptedServer';
import { everythingOf, PATIENT_MS, timedOut, vendorErrorOf } from '../support/vendorErrors';

const SECRET = 'top-secret-key';
const PHONE = '34600111222';

let server: ScriptedServer;
const list = 'GET /sc/v2/apps/app1/conversations/c1/messages';
const post = 'POST /sc/v2/apps/app1/conversations/c1/messages';
const notifications = 'POST /sc/v1.1/apps/app1/notifications';

const received = '2026-11-16T10:00:00.000Z';
const at = Date.parse(received);

beforeEach(async () => {
  server = await new ScriptedServer().start();
  server.on(post, reply(201, { messages: [{ id: 'm1', received }] }));
  server.on(notifications, reply(201, { notification: { _id: 'e361392f-7dd3-4bdb-8844-d0d002ac7f72' } }));
});
afterEach(() => server.stop());

const sunshine = (timeoutMs = PATIENT_MS) =>
  createSunshine({ baseUrl: `${server.origin}/sc`, appId: 'app1', keyId: 'key1', keySecret: SECRET, timeoutMs });

const metadata = { ticketId: '35436', sendId: 'i1:template:1', purpose: 'followUp' };
const template = (parameters: string[], namespace?: string): Outgoing => ({
  content: { type: 'template', name: 'seguimiento', language: 'es', parameters, ...(namespace && { namespace }) },
  integrationId: 'int1',
  metadata,
});
const text: Outgoing = { content: { type: 'text', text: 'Hola, Ana' }, integrationId: 'int1', metadata };

describe('sending', () => {
  it('posts a template in WhatsApp’s own format', async () => {
    expect(await sunshine().post('c1', template(['Ana', '35436']))).toEqual({ id: 'm1', at });
    expect(server.sent(post)).toEqual({
      author: { type: 'business' },
      schema: 'whatsapp',
      content: {
        type: 'template',
        template: {
          name: 'seguimiento',
          language: { policy: 'deterministic', code: 'es' },
          components: [
            {
              type: 'body',
              parameters: [
                { type: 'text', text: 'Ana' },
                { type: 'text', text: '35436' },
              ],
            },
          ],
        },
      },
      destination: { integrationId: 'int1' },
      metadata,
    });
    expect(server.requests(post)[0]?.headers.authorization).toBe(
      `Basic ${Buffer.from(`key1:${SECRET}`).toString('base64')}`,
    );
  });

  it('a template without parameters has no components; a namespace is passed on', async () => {
    await sunshine().post('c1', template([], 'ns1'));
    expect(server.sent(post)).toHaveProperty('content.template', {
      namespace: 'ns1',
      name: 'seguimiento',
      language: { policy: 'deterministic', code: 'es' },
    });
  });

  it('posts a text without a schema', async () => {
    await sunshine().post('c1', text);
    expect(server.sent(post)).toEqual({
      author: { type: 'business' },
      content: { type: 'text', text: 'Hola, Ana' },
      destination: { integrationId: 'int1' },
      metadata,
    });
  });

  it('notifies by v1.1, where the names differ', async () => {
    expect(await sunshine().notify(PHONE, template(['Ana']))).toEqual({ id: 'e361392f-7dd3-4bdb-8844-d0d002ac7f72' });
    expect(server.sent(notifications)).toEqual({
      destination: { integrationId: 'int1', destinationId: PHONE },
      author: { role: 'appMaker' },
      messageSchema: 'whatsapp',
      message: {
        type: 'template',
        template: {
          name: 'seguimiento',
          language: { policy: 'deterministic', code: 'es' },
          components: [{ type: 'body', parameters: [{ type: 'text', text: 'Ana' }] }],
        },
      },
      metadata,
    });
  });

  it('notifies a text', async () => {
    await sunshine().notify(PHONE, text);
    expect(server.sent(notifications)).toEqual({
      destination: { integrationId: 'int1', destinationId: PHONE },
      author: { role: 'appMaker' },
      message: { type: 'text', text: 'Hola, Ana' },
      metadata,
    });
  });
});

describe('how far a failed send got', () => {
  it.each([
    ['429 with Retry-After', reply(429, {}, { 'retry-after': '3' }), 429, 3000],
    ['503 with a page', reply(503, '<html></html>'), 503, undefined],
    ['502', reply(502), 502, undefined],
    ['400 with an error', reply(400, { errors: [{ code: 'bad_request' }] }), 400, undefined],
    ['a redirect', reply(307, '', { location: 'https://elsewhere.example/' }), 307, undefined],
  ])('%s: answered', async (_name, script, status, wait) => {
    server.on(post, script).on(notifications, script);
    for (const error of [
      await vendorErrorOf(sunshine().post('c1', text)),
      await vendorErrorOf(sunshine().notify(PHONE, text)),
    ]) {
      expect(error).toMatchObject({ vendor: 'sunshine', reached: 'answered', status });
      expect(error.retryAfterMs).toBe(wait);
    }
  });

  it('nobody listens: not sent', async () => {
    const gone = await new ScriptedServer().start();
    const client = createSunshine({ baseUrl: gone.origin, appId: 'a', keyId: 'k', keySecret: SECRET });
    await gone.stop();
    expect(await vendorErrorOf(client.post('c1', text))).toMatchObject({ reached: 'notSent', cause: 'ECONNREFUSED' });
  });

  it.each([
    ['the connection closes after the request was read', hangUp],
    ['the answer breaks off', cutShort(201)],
    ['success, but a page', reply(201, '<html></html>')],
    ['success, but empty', reply(201)],
    ['success, but of another shape', reply(201, { messages: [], notification: {} })],
  ])('%s: unknown', async (_name, script) => {
    server.on(post, script).on(notifications, script);
    const sunny = sunshine();
    expect(await vendorErrorOf(sunny.post('c1', text))).toMatchObject({ reached: 'unknown', status: undefined });
    expect(await vendorErrorOf(sunny.notify(PHONE, text))).toMatchObject({ reached: 'unknown', status: undefined });
    expect(server.requests(post)).toHaveLength(1);
  });

  it('no answer in time: unknown', async () => {
    server.on(post, silence).on(notifications, silence);
    for (const [route, send] of [
      [post, (ms: number) => sunshine(ms).post('c1', text)],
      [notifications, (ms: number) => sunshine(ms).notify(PHONE, text)],
    ] as const) {
      const error = await timedOut(send, () => server.requests(route).length > 0);
      expect(error).toMatchObject({ reached: 'unknown', status: undefined, cause: 'timed out' });
      expect(everythingOf(error)).not.toMatch(new RegExp(`${SECRET}|${PHONE}|Ana`));
    }
  });

  it('no send uses a kept connection: it could close at the wrong moment', async () => {
    await sunshine().post('c1', text);
    expect(server.requests(post)[0]?.headers.connection).toBe('close');
  });
});

describe('no secret and no personal data in an error', () => {
  it.each([
    [
      'refused',
      reply(400, { error: { code: 'bad_request', description: `+${PHONE} cannot be reached`, to: Number(PHONE) } }),
    ],
    ['cut', hangUp],
    ['unreadable', reply(201, `sent to ${PHONE}`)],
  ])('%s', async (_name, script) => {
    server.on(notifications, script);
    const shown = everythingOf(await vendorErrorOf(sunshine().notify(PHONE, text)));
    const basic = Buffer.from(`key1:${SECRET}`).toString('base64');
    for (const secret of [SECRET, basic, PHONE, 'Ana']) expect(shown).not.toContain(secret);
  });
});

describe('messages', () => {
  const message = (id: string, type: 'user' | 'business', minute: number, more: object = {}) => ({
    id,
    received: new Date(at + minute * 60_000).toISOString(),
    author: { type },
    content: { type: 'text', text: id },
    source: { type: type === 'user' ? 'whatsapp' : 'zd:agentWorkspace' },
    ...more,
  });
  const ids = async () => (await sunshine().messages('c1')).map(({ id }) => id);

  it('one page is enough when it has a customer message; oldest first', async () => {
    const page = [message('b', 'business', 2), message('a', 'user', 1)];
    server.on(list, reply(200, { messages: page, meta: { hasMore: true, beforeCursor: 'x' } }));
    expect(await ids()).toEqual(['a', 'b']);
    expect(server.requests(list)).toHaveLength(1);
  });

  it('goes back until a customer message is found', async () => {
    const page = (id: string, type: 'user' | 'business', minute: number, beforeCursor: string) =>
      reply(200, { messages: [message(id, type, minute)], meta: { hasMore: true, beforeCursor } });
    server.on(list, page('c', 'business', 3, 'cc'), page('b', 'business', 2, 'bb'), page('a', 'user', 1, 'aa'));
    expect(await ids()).toEqual(['a', 'b', 'c']);
    const befores = server
      .requests(list)
      .map(({ url }) => new URL(url, server.origin).searchParams.get('page[before]'));
    expect(befores).toEqual([null, 'cc', 'bb']);
  });

  it('goes back five pages at most', async () => {
    server.on(
      list,
      reply(200, { messages: [message('a', 'business', 1)], meta: { hasMore: true, beforeCursor: 'again' } }),
    );
    expect(await ids()).toEqual(['a']);
    expect(server.requests(list)).toHaveLength(5);
  });

  it('stops where there are no more', async () => {
    server.on(list, reply(200, { messages: [], meta: { hasMore: false } }));
    expect(await ids()).toEqual([]);
    expect(server.requests(list)).toHaveLength(1);
  });
});

describe('conversations', () => {
  const clients = 'GET /sc/v2/apps/app1/users/u1/clients';
  const conversations = 'GET /sc/v2/apps/app1/conversations';
  const one = { id: 'c1', type: 'personal', metadata: { ticketId: '1' } };
  beforeEach(() => server.on(conversations, reply(200, { conversations: [one, { id: 'g', type: 'sdkGroup' }] })));

  it.each(['active', 'pending'])('of a user whose WhatsApp is %s', async (status) => {
    server.on(clients, reply(200, { clients: [{ type: 'web' }, { type: 'whatsapp', status }] }));
    expect(await sunshine().whatsAppConversations('u1')).toEqual([{ id: 'c1', metadata: { ticketId: '1' } }]);
    expect(server.requests(conversations)[0]?.url).toContain(`${encodeURIComponent('filter[userId]')}=u1`);
  });

  it.each([
    ['who blocked us', [{ type: 'whatsapp', status: 'blocked' }]],
    ['whose WhatsApp is no longer linked', [{ type: 'whatsapp', status: 'inactive' }]],
    ['without WhatsApp', [{ type: 'web', status: 'active' }]],
  ])('none of a user %s', async (_name, list) => {
    server.on(clients, reply(200, { clients: list }));
    expect(await sunshine().whatsAppConversations('u1')).toEqual([]);
    expect(server.requests(conversations)).toHaveLength(0);
  });

  it('none of a user who is not there', async () => {
    const notThere = { errors: [{ code: 'user_not_found', title: 'User not found' }] };
    server.on('GET /sc/v2/apps/app1/users/gone/clients', reply(404, notThere));
    expect(await sunshine().whatsAppConversations('gone')).toEqual([]);
  });

  it('shows one', async () => {
    server.on('GET /sc/v2/apps/app1/conversations/c1', reply(200, { conversation: { id: 'c1', metadata: null } }));
    expect(await sunshine().conversation('c1')).toEqual({ id: 'c1', metadata: {} });
  });

  it('writes metadata whole, as it is read just before', async () => {
    const withMetadata = (metadata: object) => ({ conversation: { ...one, metadata } });
    const stored = withMetadata({ other: 'kept', ticketId: '2' });
    const before = withMetadata({ other: 'kept', ticketId: '1' });
    server.on('GET /sc/v2/apps/app1/conversations/c1', reply(200, before), reply(200, stored));
    server.on('PATCH /sc/v2/apps/app1/conversations/c1', reply(200, stored));
    await sunshine().setMetadata({ id: 'c1', metadata: {} }, { ticketId: '2' });
    expect(server.sent('PATCH /sc/v2/apps/app1/conversations/c1')).toEqual({
      metadata: { other: 'kept', ticketId: '2' },
    });
  });
});
