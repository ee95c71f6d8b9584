/** What the vendors refuse, cut or ignore, and the sandbox too. */
import { EventEmitter } from 'node:events';
import type { FastifyReply } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ticketCollisions } from '../../sandbox/http/collisions';
import { type Rig, startRig } from './sandbox.rig';

type Json = Record<string, unknown>;

let rig: Rig;
let ticketId: string;
let conversationId: string | undefined;
const put = (body: object) => rig.call('PUT', `/api/v2/tickets/${ticketId}.json`, { ticket: body });
const stamp = async (): Promise<string> =>
  (await rig.call<{ ticket: { updated_at: string } }>('GET', `/api/v2/tickets/${ticketId}.json`)).json.ticket
    .updated_at;

beforeAll(async () => {
  rig = await startRig();
  ({ ticketId } = rig.sandbox.customerWrites(rig.maria, 'Hola'));
  ({ conversationId } = rig.sandbox.ticket(ticketId));
});
afterAll(() => rig.stop());

describe('sizes', () => {
  it('JSON over 100 kB is refused by both versions of Sunshine, and does nothing', async () => {
    const filler = 'x'.repeat(100 * 1024);
    const text = { content: { type: 'text', text: 'Hola' }, filler };
    const v2 = await rig.writeTo(conversationId, text);
    expect(v2).toMatchObject({ status: 413, json: { errors: [{ code: 'payload_too_large' }] } });
    const v11 = await rig.call('POST', '/v1.1/apps/:app/notifications', { filler });
    expect(v11).toMatchObject({ status: 413, json: { error: { code: 'payload_too_large' } } });
    expect(rig.sandbox.received(rig.maria)).toEqual([]);
    expect((await rig.writeTo(conversationId, { ...text, filler: 'x'.repeat(99 * 1024) })).status).toBe(201);
  });

  it('metadata over 4 kB is refused', async () => {
    const metadata = { note: 'x'.repeat(4_096) };
    expect((await rig.call('PATCH', `/v2/apps/:app/conversations/${conversationId}`, { metadata })).status).toBe(400);
  });

  it('a comment over 64 kB is cut without a word, never within a character', async () => {
    expect((await put({ comment: { body: `a${'ñ'.repeat(40_000)}`, public: false } })).status).toBe(200);
    const body = rig.sandbox.notes(ticketId).at(-1)!.body;
    expect(Buffer.byteLength(body)).toBe(64 * 1024 - 1);
    expect(body).toMatch(/^añ+$/);
  });
});

describe('updates that get in each other’s way', () => {
  it('a stamp is one of seconds: a change within the same second is not seen, one in the next is', async () => {
    rig.clock.now = Math.ceil(rig.clock.now / 1000) * 1000 + 1000;
    await put({ status: 'open', comment: { body: 'first', public: false } });
    const known = await stamp();
    rig.clock.now += 900;
    expect((await put({ comment: { body: 'within the second', public: false } })).status).toBe(200);
    const guarded = { safe_update: true, updated_stamp: known, comment: { body: 'guarded', public: false } };
    expect((await put(guarded)).status).toBe(200);
    rig.clock.now += 1000;
    expect((await put({ comment: { body: 'later', public: false } })).status).toBe(200);
    expect(await put(guarded)).toMatchObject({ status: 409, json: { error: 'UpdateConflict' } });
  });

  it('two at the same moment collide, until the first one is answered', () => {
    const begin = ticketCollisions();
    const first = new EventEmitter();
    const reply = (raw: EventEmitter) => ({ raw }) as unknown as FastifyReply;
    begin('/api/v2/tickets/1', reply(first));
    begin('/api/v2/tickets/2', reply(new EventEmitter()));
    const collides = () => begin('/api/v2/tickets/1', reply(new EventEmitter()));
    expect(collides).toThrow(
      expect.objectContaining({ status: 409, body: expect.objectContaining({ error: 'DatabaseConflict' }) as unknown }),
    );
    first.emit('close');
    expect(collides).not.toThrow();
  });

  it('one after the other do not', async () => {
    for (const body of ['a', 'b', 'c']) expect((await put({ comment: { body, public: false } })).status).toBe(200);
  });
});

it('a deactivated field is not shown on tickets, and what is written to it is ignored', async () => {
  const { ticket_fields: fields } = (await rig.call<{ ticket_fields: Json[] }>('GET', '/api/v2/ticket_fields.json'))
    .json;
  const field = fields.find(({ title }) => title === 'WhatsApp window closes at')!;
  const custom_fields = [{ id: field['id'], value: '2026-11-24 09:00' }];
  await rig.call('PUT', `/api/v2/ticket_fields/${String(field['id'])}.json`, { ticket_field: { active: false } });
  const { json } = await put({ custom_fields });
  expect(JSON.stringify(json['ticket'])).not.toContain(String(field['id']));
  await rig.call('PUT', `/api/v2/ticket_fields/${String(field['id'])}.json`, { ticket_field: { active: true } });
  expect(rig.sandbox.ticket(ticketId)).not.toHaveProperty('closesAt');
});

it('pages by number end after 10,000 records', async () => {
  expect((await rig.call('GET', '/api/v2/macros.json?page=101')).status).toBe(400);
  expect((await rig.call('GET', '/api/v2/macros.json?page=100')).status).toBe(200);
});
