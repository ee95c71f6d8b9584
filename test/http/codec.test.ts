import { defaultPayloadConverter } from '@temporalio/common';
import { describe, expect, it } from 'vitest';
import { dataConverterOf } from '../../src/temporal/dataConverter';
import { testReceiver } from '../support/receiver';

const TOKEN = 'a-token-of-at-least-32-characters!';
const ORIGIN = 'https://temporal.acme.test';
const { payloadCodecs: codecs = [] } = dataConverterOf({
  encryptionKeys: [{ id: 'k', key: Buffer.alloc(32, 9) }],
});
const codec = { codecs, token: TOKEN, origins: [ORIGIN], namespace: 'ventana' };

interface JsonPayload {
  metadata: Record<string, string>;
  data: string;
}

const base64 = (text: string | Uint8Array): string => Buffer.from(text).toString('base64');
const PLAIN: JsonPayload = { metadata: { encoding: base64('json/plain') }, data: base64('"planted words"') };

function endpoint(options: Parameters<typeof testReceiver>[0] = { codec }) {
  const { app, logged } = testReceiver(options);
  const ask = (path: string, payload: unknown, headers: Record<string, string> = {}) =>
    app.inject({
      method: 'POST',
      url: `/codec/${path}`,
      payload: typeof payload === 'string' ? payload : JSON.stringify(payload),
      headers: { 'content-type': 'application/json', authorization: `Bearer ${TOKEN}`, ...headers },
    });
  const encoded = async (): Promise<{ payloads: JsonPayload[] }> => (await ask('encode', { payloads: [PLAIN] })).json();
  return { app, ask, encoded, logged };
}

describe('the codec endpoint', () => {
  it('encrypts and decrypts for whoever has the token', async () => {
    const { ask, encoded } = endpoint();
    const { payloads } = await encoded();
    expect(JSON.stringify(payloads)).not.toContain(PLAIN.data);
    const answer = await ask('decode', { payloads: [...payloads, PLAIN] }, { 'x-namespace': 'ventana' });
    expect([answer.statusCode, answer.json()]).toEqual([200, { payloads: [PLAIN, PLAIN] }]);
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  it('is what the worker’s codec writes', async () => {
    const { ask } = endpoint();
    const [payload] = await codecs[0]!.encode([defaultPayloadConverter.toPayload('planted words')]);
    const metadata = Object.fromEntries(Object.entries(payload!.metadata!).map(([key, value]) => [key, base64(value)]));
    const answer = await ask('decode', { payloads: [{ metadata, data: base64(payload!.data!) }] });
    expect(answer.json()).toEqual({ payloads: [PLAIN] });
  });

  it.each([
    ['no token', { authorization: '' }],
    ['another token', { authorization: `Bearer ${TOKEN}x` }],
    ['the token without Bearer', { authorization: TOKEN }],
    ['another scheme', { authorization: `Basic ${TOKEN}` }],
  ])('decodes nothing with %s: 401, before the body is read', async (_what, headers) => {
    const { ask, encoded } = endpoint();
    const { payloads } = await encoded();
    const answer = await ask('decode', { payloads }, headers);
    expect([answer.statusCode, answer.headers['www-authenticate']]).toEqual([401, 'Bearer']);
    expect(answer.body).not.toContain(PLAIN.data);
    expect((await ask('decode', '[', headers)).statusCode).toBe(401);
  });

  it('is not there without keys or without a token for it', async () => {
    const { ask } = endpoint({});
    expect((await ask('decode', { payloads: [PLAIN] })).statusCode).toBe(404);
  });

  it('lets the UI’s pages ask from a browser, and nobody else’s', async () => {
    const { app, ask } = endpoint();
    const preflight = (origin: string) =>
      app.inject({
        method: 'OPTIONS',
        url: '/codec/decode',
        headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization' },
      });
    const ours = await preflight(ORIGIN);
    expect(ours.statusCode).toBe(204);
    expect(ours.headers).toMatchObject({
      'access-control-allow-origin': ORIGIN,
      'access-control-allow-methods': 'POST, OPTIONS',
      'access-control-allow-headers': 'Authorization, Content-Type, X-Namespace',
      vary: 'Origin',
    });
    expect((await preflight('https://evil.test')).headers).not.toHaveProperty('access-control-allow-origin');
    expect((await ask('decode', { payloads: [] }, { origin: ORIGIN })).headers).toMatchObject({
      'access-control-allow-origin': ORIGIN,
    });
    // A refusal is readable for the UI too, which then says why.
    const refused = await ask('decode', { payloads: [] }, { origin: ORIGIN, authorization: '' });
    expect([refused.statusCode, refused.headers['access-control-allow-origin']]).toEqual([401, ORIGIN]);
  });

  it('refuses another namespace’s payloads', async () => {
    const { ask } = endpoint();
    expect((await ask('decode', { payloads: [PLAIN] }, { 'x-namespace': 'other' })).statusCode).toBe(403);
  });

  it('says what it cannot decode, and logs no words of it', async () => {
    const { ask, encoded, logged } = endpoint();
    const { payloads } = await encoded();
    const [payload] = payloads;
    const changed = { ...payload!, data: base64('x'.repeat(64)) };
    const answer = await ask('decode', { payloads: [changed] });
    expect([answer.statusCode, answer.json()]).toMatchObject([400, { error: 'codec' }]);
    for (const body of ['{', 'null', '{}', '{"payloads":[1]}', '{"payloads":[{"data":"?"}]}']) {
      expect((await ask('decode', body)).statusCode).toBe(400);
    }
    expect((await ask('decode', 'x'.repeat(9 * 1024 * 1024))).statusCode).toBe(413);
    expect((await ask('decode', '{}', { 'content-type': 'text/plain' })).statusCode).toBe(415);
    expect(logged()).not.toContain(PLAIN.data);
  });
});
