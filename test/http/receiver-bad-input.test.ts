import { describe, expect, test } from 'vitest';
import { fixture, sunshineFixture as batch } from '../support/fixture';
import { NOW, testReceiver, ZENDESK_SECRET } from '../support/receiver';
import { signZendesk } from '../support/sign';

// The rows of the table "Bad input", by name.

const pending = { event: 'status_changed', ticket_id: '35436', status: 'pending' };
const MINUTE = 60_000;
const iso = (at: number) => new Date(at).toISOString();
const reply = (answer: { json: () => unknown }) => answer.json() as Record<string, unknown>;

describe('signature or key', () => {
  const text = JSON.stringify(pending);
  const signed = (timestamp: string) => signZendesk(ZENDESK_SECRET, text, timestamp);

  test.each([
    ['no signature', { 'content-type': 'application/json' }],
    ['a wrong signature', signZendesk('another secret', text, iso(NOW))],
    ['the signature of another body', signZendesk(ZENDESK_SECRET, '{}', iso(NOW))],
    ['a signature over 15 minutes old', signed(iso(NOW - 15 * MINUTE - 1))],
    ['a signature over 15 minutes ahead', signed(iso(NOW + 15 * MINUTE + 1))],
    ['no timestamp', { ...signed(iso(NOW)), 'x-zendesk-webhook-signature-timestamp': '' }],
  ])('Zendesk, %s: 401, nothing started, counted', async (_name, headers) => {
    const { post, tickets, count } = testReceiver();
    const answer = await post('/webhooks/zendesk', text, headers);
    expect(answer.statusCode).toBe(401);
    expect(tickets.taken).toEqual([]);
    expect(await count('webhooks', { vendor: 'zendesk', outcome: 'unauthorized' })).toBe(1);
  });

  test('the signature is over the bytes: the same JSON with other spaces is refused', async () => {
    const { post } = testReceiver();
    const answer = await post('/webhooks/zendesk', JSON.stringify(pending, null, 1), signed(iso(NOW)));
    expect(answer.statusCode).toBe(401);
  });

  test.each([[undefined], [''], ['wrong']])('Sunshine, key %j: 401, nothing started, counted', async (key) => {
    const { post, tickets, count } = testReceiver();
    const headers = { 'content-type': 'application/json', ...(key !== undefined && { 'x-api-key': key }) };
    const answer = await post('/webhooks/sunshine', JSON.stringify(batch('customer-message')), headers);
    expect(answer.statusCode).toBe(401);
    expect(tickets.taken).toEqual([]);
    expect(await count('webhooks', { vendor: 'sunshine', outcome: 'unauthorized' })).toBe(1);
  });

  test.each(['/webhooks/zendesk', '/webhooks/sunshine'])('%s tells a stranger nothing about the body', async (url) => {
    const { post } = testReceiver();
    const answers = await Promise.all(
      ['not JSON', '{}', text].map((body) => post(url, body, { 'content-type': 'application/json' })),
    );
    expect(new Set(answers.map((it) => `${it.statusCode} ${it.body}`)).size).toBe(1);
    expect(answers[0]?.statusCode).toBe(401);
  });
});

describe('the body', () => {
  test.each(['zendesk', 'sunshine'] as const)('%s, over 1 MiB: 413; just 1 MiB is read', async (vendor) => {
    const { [vendor]: send, count } = testReceiver();
    const mib = 1024 * 1024;
    expect((await send(Buffer.alloc(mib + 1, ' '))).statusCode).toBe(413);
    expect((await send(Buffer.alloc(mib, ' '))).statusCode).toBe(400);
    expect(await count('webhooks', { vendor, outcome: 'tooLarge' })).toBe(1);
  });

  test.each(['zendesk', 'sunshine'] as const)('%s, not JSON: 400', async (vendor) => {
    const { [vendor]: send, tickets } = testReceiver();
    for (const body of [
      '',
      '{"event":',
      'event=status_changed',
      Buffer.from([0x22, 0xff, 0x22]),
      '['.repeat(500_000),
    ]) {
      expect((await send(body)).statusCode).toBe(400);
    }
    expect(tickets.taken).toEqual([]);
  });

  test.each(['zendesk', 'sunshine'] as const)('%s, wrong content type: 415; a charset is no matter', async (vendor) => {
    const { [vendor]: send } = testReceiver();
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/jsonp', 'nonsense', '']) {
      expect((await send(pending, { 'content-type': type })).statusCode).toBe(415);
    }
    const body = vendor === 'zendesk' ? pending : batch('customer-message');
    expect((await send(body, { 'content-type': 'application/json; charset=utf-8' })).statusCode).toBe(200);
  });

  test('no body and no content type: 415', async () => {
    const { app } = testReceiver();
    expect((await app.inject({ method: 'POST', url: '/webhooks/zendesk' })).statusCode).toBe(415);
  });

  test('Zendesk, an unknown event: 204, counted', async () => {
    const { zendesk, tickets, count } = testReceiver();
    for (const body of [
      { event: 'agent_yawned', ticket_id: '1' },
      { type: 'zen:event-type:ticket.tags_changed' },
      null,
      [],
    ]) {
      expect((await zendesk(body)).statusCode).toBe(204);
    }
    expect(await count('webhooks', { vendor: 'zendesk', outcome: 'unknown' })).toBe(4);
    expect(tickets.taken).toEqual([]);
  });

  test('Zendesk, a known event with a missing or wrong field: 422 with its name, counted', async () => {
    const { zendesk, tickets, count } = testReceiver();
    const missing = await zendesk({ event: 'status_changed', status: 'pending' });
    expect(missing.statusCode).toBe(422);
    expect(reply(missing)).toMatchObject({ error: 'invalid', field: 'ticket_id' });
    const wrong = await zendesk({ ...pending, status: 'asleep' });
    expect(reply(wrong)).toMatchObject({ field: 'status' });
    expect(wrong.body).not.toContain('asleep');
    expect(await count('webhooks', { vendor: 'zendesk', outcome: 'invalid' })).toBe(2);
    expect(tickets.taken).toEqual([]);
  });

  test('Sunshine, an unreadable envelope: 400', async () => {
    const { sunshine } = testReceiver();
    for (const body of [{}, [], null, { events: {} }, { trigger: 'notification:delivery:user' }]) {
      expect((await sunshine(body)).statusCode).toBe(400);
    }
  });

  test('Sunshine, a bad event inside a good batch: counted and skipped, the rest is taken', async () => {
    const { sunshine, tickets, count } = testReceiver();
    const body = batch('postback');
    const events = [{ ...body.events[0], id: 7 }, { type: 'conversation:message' }, 'what?', body.events[0]];
    expect((await sunshine({ ...body, events })).statusCode).toBe(200);
    expect(tickets.taken.map(({ ticketId }) => ticketId)).toEqual(['35436']);
    expect(await count('skipped', { vendor: 'sunshine', outcome: 'invalid' })).toBe(3);
  });

  test('Sunshine, nothing but bad or unknown events: 204, or they would come again', async () => {
    const { sunshine } = testReceiver();
    for (const events of [[], [7], [{ id: '1', createdAt: iso(NOW), type: 'conversation:typing' }]]) {
      expect((await sunshine({ events })).statusCode).toBe(204);
    }
  });

  test('__proto__ in a body changes nothing', async () => {
    const { zendesk, tickets } = testReceiver();
    const body = `{"__proto__":{"status":"pending"},"constructor":{"prototype":{"x":1}},"event":"status_changed","ticket_id":"1"}`;
    expect((await zendesk(body)).statusCode).toBe(422);
    expect(({} as Record<string, unknown>).x).toBeUndefined();
    expect(tickets.taken).toEqual([]);
  });
});

describe('repeats', () => {
  test('a duplicate: 2xx, no effect', async () => {
    const { zendesk, sunshine, tickets } = testReceiver();
    const answers = [
      await zendesk(pending),
      await zendesk(pending),
      await sunshine(batch('postback')),
      await sunshine(batch('postback')),
    ];
    expect(answers.map((it) => it.statusCode)).toEqual([200, 204, 200, 204]);
    expect(tickets.taken).toHaveLength(2);
  });

  test('a repeat after more than a quarter of an hour is brought again', async () => {
    let now = NOW;
    const { sunshine, tickets } = testReceiver({ now: () => now });
    const statuses: number[] = [];
    for (const later of [0, 15 * MINUTE, 1, 0]) {
      now += later;
      statuses.push((await sunshine(batch('postback'))).statusCode);
    }
    expect(statuses).toEqual([200, 204, 200, 204]);
    expect(tickets.taken).toHaveLength(2);
  });

  test('what was not durable gets its chance when it comes again', async () => {
    const { zendesk, tickets } = testReceiver();
    tickets.down.add('all');
    expect((await zendesk(pending)).statusCode).toBe(409);
    tickets.down.clear();
    expect((await zendesk(pending)).statusCode).toBe(200);
    expect(tickets.taken).toHaveLength(1);
  });
});

describe('Temporal cannot take it', () => {
  test('Zendesk: 409, the status that Zendesk retries', async () => {
    const { zendesk, tickets, count } = testReceiver();
    tickets.down.add('all');
    const answer = await zendesk(pending);
    expect(answer.statusCode).toBe(409);
    expect(await count('deliveries', { vendor: 'zendesk', outcome: 'unavailable' })).toBe(1);
  });

  test('Sunshine: 503 with a Retry-After below a minute', async () => {
    const { sunshine, tickets } = testReceiver();
    tickets.down.add('all');
    const answer = await sunshine(batch('customer-message'));
    expect(answer.statusCode).toBe(503);
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    expect(Number(answer.headers['retry-after'])).toBeLessThan(60);
  });

  test('Sunshine: one ticket of a batch fails, the others are tried, all come again, and only the one is new', async () => {
    const { sunshine, tickets } = testReceiver();
    tickets.down.add('35440');
    expect((await sunshine(batch('customer-message'))).statusCode).toBe(503);
    expect(tickets.taken.map(({ ticketId }) => ticketId).sort()).toEqual(['35436', '35441']);
    tickets.down.clear();
    expect((await sunshine(batch('customer-message'))).statusCode).toBe(200);
    expect(tickets.taken.map(({ ticketId }) => ticketId).sort()).toEqual(['35436', '35440', '35441']);
  });

  test('Sunshine: visibility is down: 503', async () => {
    const { sunshine, tickets } = testReceiver();
    tickets.down.add('visibility');
    expect((await sunshine(batch('delivery-failure', { createdAt: iso(NOW - 60 * MINUTE) }))).statusCode).toBe(503);
  });

  test('an unexpected error is no acknowledgement, and its words stay inside', async () => {
    const { zendesk, sunshine, tickets, logged } = testReceiver();
    tickets.deliver = () => {
      throw new Error('a secret of ours');
    };
    const answers = [await zendesk(pending), await sunshine(batch('postback'))];
    expect(answers.map((it) => it.statusCode)).toEqual([409, 503]);
    expect(answers.map((it) => it.body).join()).not.toMatch(/secret|\.ts/);
    expect(logged()).toContain('a secret of ours');
  });
});

describe('a delivery event that nothing knows yet', () => {
  const twoMinutesAgo = NOW - 2 * MINUTE;

  test('younger than 2 min: 503 with Retry-After, so that it comes again', async () => {
    const { sunshine } = testReceiver();
    const young = { createdAt: iso(twoMinutesAgo + 1) };
    const answers = [
      await sunshine(batch('delivery-failure', young)),
      await sunshine(fixture('sunshine/notification-delivery-user.json')),
    ];
    for (const answer of answers) {
      expect(answer.statusCode).toBe(503);
      expect(Number(answer.headers['retry-after'])).toBeLessThan(60);
    }
  });

  test('older: 204', async () => {
    const { sunshine } = testReceiver();
    const notification = fixture('sunshine/notification-delivery-user.json');
    const answers = [
      await sunshine(batch('delivery-failure', { createdAt: iso(twoMinutesAgo) })),
      await sunshine({ ...notification, timestamp: twoMinutesAgo / 1000 }),
    ];
    expect(answers.map((it) => it.statusCode)).toEqual([204, 204]);
  });

  test('a ticket that is named but has no run may be about to start one: 503 too', async () => {
    const { sunshine, tickets } = testReceiver();
    const conversation = { id: 'f52b01137aa6c250bc7251fa', metadata: { ticketId: '35436' } };
    const report = batch('delivery-failure', { payload: { conversation, message: { id: 'm1' } } });
    expect((await sunshine(report)).statusCode).toBe(503);
    tickets.runs.add('35436');
    expect((await sunshine(report)).statusCode).toBe(200);
  });

  test('the rest of its batch is taken all the same', async () => {
    const { sunshine, tickets } = testReceiver();
    const events = [...batch('delivery-failure').events, ...batch('postback').events];
    expect((await sunshine({ events })).statusCode).toBe(503);
    expect(tickets.taken).toMatchObject([{ ticketId: '35436', event: { type: 'messageSeen' } }]);
  });
});
