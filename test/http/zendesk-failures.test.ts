import { once } from 'node:events';
import net from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createZendesk } from '../../src/vendors/zendesk/zendesk';
import { cutShort, hangUp, reply, ScriptedServer, silence } from '../support/scriptedServer';
import { everythingOf, PATIENT_MS, timedOut, vendorErrorOf } from '../support/vendorErrors';

const TOKEN = 'top-secret-token';
const EMAIL = 'ventana@acme.example';

let server: ScriptedServer;
const show = 'GET /api/v2/tickets/35436.json';
const update = 'PUT /api/v2/tickets/35436.json';

beforeEach(async () => {
  server = await new ScriptedServer().start();
  server.on('GET /api/v2/ticket_fields.json', reply(200, { ticket_fields: [] }));
});
afterEach(() => server.stop());

const zendesk = (timeoutMs = PATIENT_MS) =>
  createZendesk({ origin: server.origin, auth: { type: 'token', email: EMAIL, token: TOKEN }, timeoutMs });

describe('what node-zendesk takes for success is one typed error', () => {
  const failures = [
    {
      name: '429 with Retry-After',
      script: reply(429, { error: 'TooManyRequests' }, { 'retry-after': '7' }),
      status: 429,
      wait: 7000,
    },
    {
      name: '429 as plain text',
      script: reply(429, 'You have exceeded the rate limit for a single user'),
      status: 429,
    },
    { name: '503 with Retry-After', script: reply(503, {}, { 'retry-after': '2' }), status: 503, wait: 2000 },
    { name: '502 with a page', script: reply(502, '<html>Bad Gateway</html>'), status: 502 },
    { name: '504', script: reply(504), status: 504 },
    { name: '413', script: reply(413), status: 413 },
    { name: '409', script: reply(409, { error: 'UpdateConflict' }), status: 409 },
    { name: '401', script: reply(401, { error: "Couldn't authenticate you" }), status: 401 },
    { name: '404', script: reply(404, { error: 'RecordNotFound' }), status: 404 },
    { name: '500', script: reply(500), status: 500 },
    { name: 'a redirect', script: reply(302, '', { location: 'https://elsewhere.example/' }), status: 302 },
  ];

  it.each(failures)('an update answered with $name', async ({ script, status, wait }) => {
    server.on(update, script);
    const error = await vendorErrorOf(zendesk().updateTicket('35436', { status: 'open' }));
    expect(error).toMatchObject({ vendor: 'zendesk', reached: 'answered', status });
    expect(error.retryAfterMs).toBe(wait);
    expect(error.message).toBe(`PUT /api/v2/tickets/35436.json: ${status}`);
  });

  it.each(failures)('a list answered with $name', async ({ script, status, wait }) => {
    server.on('GET /api/v2/users/7/identities.json', script);
    const error = await vendorErrorOf(zendesk().messagingIdentities('7'));
    expect(error).toMatchObject({ reached: 'answered', status });
    expect(error.retryAfterMs).toBe(wait);
  });

  it.each([
    ['without a guard, it is a collision of two updates', undefined, { error: 'UpdateConflict' }, true],
    ['with one, Zendesk says so', 's1', { error: 'DatabaseConflict', description: 'Database collision' }, true],
    ['with one, the ticket has changed', 's1', { error: 'UpdateConflict' }, false],
    ['with one and no word', 's1', 'Conflict', false],
  ])('rule 7 a 409 to an update: %s', async (_name, stamp, body, collided) => {
    server.on(update, reply(409, body));
    const error = await vendorErrorOf(zendesk().updateTicket('35436', { status: 'open', ...(stamp && { stamp }) }));
    expect(error).toMatchObject({ status: 409, collided, reached: 'answered' });
  });

  it('Retry-After as a date', async () => {
    const inAMinute = new Date(Date.now() + 60_000).toUTCString();
    server.on(show, reply(429, {}, { 'retry-after': inAMinute }));
    const { retryAfterMs } = await vendorErrorOf(zendesk().ticket('35436'));
    // HTTP dates have no milliseconds.
    expect(retryAfterMs).toBeGreaterThanOrEqual(Date.parse(inAMinute) - Date.now());
    expect(retryAfterMs).toBeLessThanOrEqual(60_000);
  });

  it('the body of a refusal is kept, personal data masked', async () => {
    server.on(update, reply(422, { error: 'RecordInvalid', details: { phone: ['+34 600 111 222 is taken'] } }));
    const { body } = await vendorErrorOf(zendesk().updateTicket('35436', { status: 'open' }));
    expect(body).toEqual({ error: 'RecordInvalid', details: { phone: ['… is taken'] } });
  });

  it('a 204 to a write that needs no answer is a success', async () => {
    server.on('PUT /api/v2/users/7.json', reply(204));
    await expect(zendesk().optOut('7', 'everything')).resolves.toBe(true);
    expect(server.sent('PUT /api/v2/users/7.json')).toEqual({ user: { user_fields: { whatsapp_opt_out: true } } });
  });
});

describe('how far a failed request got', () => {
  it('nobody listens: not sent', async () => {
    const gone = await new ScriptedServer().start();
    const client = createZendesk({ origin: gone.origin, auth: { type: 'oauth', token: TOKEN } });
    await gone.stop();
    expect(await vendorErrorOf(client.user('7'))).toMatchObject({ reached: 'notSent', cause: 'ECONNREFUSED' });
  });

  it('no such host: not sent', async () => {
    const lost = createZendesk({ origin: 'http://no-such-host.invalid', auth: { type: 'oauth', token: TOKEN } });
    expect(await vendorErrorOf(lost.user('7'))).toMatchObject({ reached: 'notSent' });
  });

  it('no TLS connection in time: not sent', async () => {
    const mute = net.createServer().listen(0, '127.0.0.1');
    await once(mute, 'listening');
    const origin = `https://127.0.0.1:${(mute.address() as net.AddressInfo).port}`;
    const client = createZendesk({ origin, auth: { type: 'oauth', token: TOKEN }, timeoutMs: 200 });
    expect(await vendorErrorOf(client.user('7'))).toMatchObject({ reached: 'notSent', cause: 'timed out' });
    mute.close();
  });

  it.each([
    ['the connection closes after the request', hangUp, 'ECONNRESET'],
    ['the answer breaks off', cutShort(200), undefined],
  ])('%s: unknown', async (_name, script, cause) => {
    server.on(update, script);
    const error = await vendorErrorOf(zendesk().updateTicket('35436', { status: 'open' }));
    expect(error).toMatchObject({ reached: 'unknown', status: undefined });
    if (cause) expect(error.cause).toBe(cause);
  });

  it('no answer in time: unknown', async () => {
    server.on(update, silence);
    const write = (ms: number) => zendesk(ms).updateTicket('35436', { status: 'open', note: 'Ana García' });
    const error = await timedOut(write, () => server.requests(update).length > 0);
    expect(error).toMatchObject({ reached: 'unknown', status: undefined, cause: 'timed out' });
    for (const secret of [TOKEN, EMAIL, 'García']) expect(everythingOf(error)).not.toContain(secret);
  });

  it.each([
    ['a page instead of JSON', '<html>Maintenance</html>'],
    ['another shape', { something: 'else' }],
    ['nothing', undefined],
  ])('success with %s: unknown', async (_name, body) => {
    server.on(update, reply(200, body));
    expect(await vendorErrorOf(zendesk().updateTicket('35436', { status: 'open' }))).toMatchObject({
      reached: 'unknown',
    });
  });

  it('a refusal whose answer breaks off is a refusal', async () => {
    server.on(update, cutShort(409));
    expect(await vendorErrorOf(zendesk().updateTicket('35436', { status: 'open' }))).toMatchObject({
      reached: 'answered',
      status: 409,
    });
  });
});

describe('no secret and no personal data in an error', () => {
  it.each([
    ['refused', reply(401, { error: `no user ${EMAIL}`, phone: '+34600111222' })],
    ['cut', hangUp],
    ['unreadable', reply(200, 'Ana García, +34 600 111 222')],
  ])('%s', async (_name, script) => {
    server.on(update, script);
    const note = 'Ana García +34600111222';
    const shown = everythingOf(await vendorErrorOf(zendesk().updateTicket('35436', { note })));
    const basic = Buffer.from(`${EMAIL}/token:${TOKEN}`).toString('base64');
    for (const secret of [TOKEN, basic, EMAIL, '600111222', '600 111 222', 'García'])
      expect(shown).not.toContain(secret);
  });
});
