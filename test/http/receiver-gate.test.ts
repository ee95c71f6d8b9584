import { afterEach, describe, expect, test } from 'vitest';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { AppOptions } from '../../src/service/receiver/internal/app';
import { HeldTickets } from '../support/heldTickets';
import { converse, listen, requestText } from '../support/rawHttp';
import { NOW, testReceiver, ZENDESK_SECRET } from '../support/receiver';
import { signZendesk } from '../support/sign';

const MIB = 1024 * 1024;
let close: () => Promise<unknown>;
afterEach(() => close());

async function open(changes: Partial<AppOptions> = {}): Promise<{ app: FastifyInstance; port: number }> {
  const { app } = testReceiver(changes);
  close = () => app.close();
  return { app, port: await listen(app) };
}

const connectionsOf = (app: FastifyInstance): Promise<number> =>
  new Promise((resolve, reject) =>
    app.server.getConnections((error, count) => (error ? reject(error) : resolve(count))),
  );

describe('what is not there', () => {
  const announced = (line: string): string => `${line} HTTP/1.1\r\nhost: x\r\ncontent-length: ${MIB}\r\n\r\n`;
  test.each([
    ['POST /unknown', 404],
    ['POST /webhooks/zendesk/', 404],
    ['PUT /webhooks/zendesk', 405],
    ['POST /health/live', 405],
  ])('G2 %s is answered %i before its body is read, and the connection closed', async (line, status) => {
    const { app, port } = await open();
    const answer = await converse(port, (socket) => socket.write(announced(line)));
    expect([answer.status, answer.headers]).toEqual([status, expect.stringContaining('connection: close')]);
    await expect.poll(() => connectionsOf(app)).toBe(0);
  });

  test('G2 a body where none belongs is not waited for', async () => {
    const { port } = await open();
    const answer = await converse(port, (socket) => socket.write(announced('GET /health/live')));
    expect([answer.status, answer.headers]).toEqual([200, expect.stringContaining('connection: close')]);
  });
});

describe('connections', () => {
  const LIVE = 'GET /health/live HTTP/1.1\r\nhost: x\r\n\r\n';
  /** One that sends this and then nothing. */
  async function idle(port: number, text = ''): Promise<Socket> {
    const socket = connect(port, '127.0.0.1');
    await once(
      socket.on('error', () => undefined),
      'connect',
    );
    socket.write(text);
    if (text === LIVE) await once(socket, 'data');
    return socket.resume();
  }
  const live = (port: number) => converse(port, (socket) => socket.write(LIVE));

  test.each([
    ['that send nothing', ''],
    ['with half of their headers', 'GET /health/live HTTP/1.1\r\nhost: '],
    ['kept open after an answer', LIVE],
  ])('G10 %s keep nobody out: the one that has been idle for longest goes', async (_what, text) => {
    const { app, port } = await open({ limits: { connections: 3, perPeer: 100 } });
    const held = [await idle(port, text), await idle(port, text), await idle(port, text)];
    await expect.poll(() => connectionsOf(app)).toBe(3);
    expect((await live(port)).status).toBe(200);
    await expect.poll(() => held.map(({ closed }) => closed)).toEqual([true, false, false]);
    expect((await live(port)).status).toBe(200);
  });

  test('G10 one address has at most its share of connections', async () => {
    const { app, port } = await open({ limits: { connections: 100, perPeer: 2 } });
    const held = [await idle(port), await idle(port), await idle(port), await idle(port)];
    await expect.poll(() => held.map(({ closed }) => closed)).toEqual([true, true, false, false]);
    expect(await connectionsOf(app)).toBe(2);
    expect((await live(port)).status).toBe(200);
  });

  test('G10 behind a trusted proxy all connections may be its own', async () => {
    const { app, port } = await open({ limits: { connections: 100, perPeer: 2 }, trustedProxy: '127.0.0.1' });
    await Promise.all([idle(port), idle(port), idle(port), idle(port)]);
    await expect.poll(() => connectionsOf(app)).toBe(4);
  });

  test('G10 that send nothing do not keep the server from stopping', async () => {
    const { app, port } = await open();
    const held = [await idle(port), await idle(port, 'POST / HTTP/1.1\r\nhost: ')];
    await app.close();
    await expect.poll(() => held.every(({ closed }) => closed)).toBe(true);
  });

  test('G11 one request at a time: a second one before the answer ends the connection', async () => {
    const { app, port } = await open();
    const unsigned = requestText('/webhooks/zendesk', '{}', { 'content-type': 'application/json' });
    const received: unknown[] = [];
    app.server.on('request', (request: unknown) => received.push(request));
    const answered = converse(port, (socket) => socket.write(unsigned.repeat(100))).catch(() => undefined);
    await expect.poll(() => received.length).toBeGreaterThan(0);
    await expect.poll(() => connectionsOf(app)).toBe(0);
    const answer = await answered;
    expect([undefined, 401]).toContain(answer?.status);
  });

  test('G11 of many requests in one packet, no more than two are read', async () => {
    const { app, port } = await open();
    const unsigned = requestText('/webhooks/zendesk', '{}', { 'content-type': 'application/json' });
    let read = 0;
    app.server.prependListener('request', () => (read += 1));
    await converse(port, (socket) => socket.write(unsigned.repeat(200))).catch(() => undefined);
    expect(read).toBeLessThanOrEqual(2);
  });

  test('G11 who is refused has to connect anew', async () => {
    const { port } = await open();
    const unsigned = requestText('/webhooks/zendesk', '{}', { 'content-type': 'application/json' });
    const { status, headers } = await converse(port, (socket) => socket.write(unsigned));
    expect([status, headers]).toEqual([401, expect.stringContaining('connection: close')]);
  });

  test('G10 a request in progress is not cut off for others', async () => {
    const tickets = new HeldTickets();
    tickets.hold();
    const { port } = await open({ limits: { connections: 1, perPeer: 100 }, tickets } as Partial<AppOptions>);
    const body = '{"event":"ticket_created","ticket_id":"1"}';
    const headers = signZendesk(ZENDESK_SECRET, body, new Date(NOW).toISOString());
    const held = converse(port, (socket) => socket.write(requestText('/webhooks/zendesk', body, headers)));
    await expect.poll(() => tickets.underWay).toBe(1);
    expect((await live(port)).status).toBe(200);
    tickets.release();
    expect((await held).status).toBe(200);
  });
});

describe('chunks', () => {
  test('G11 thousands of them end the connection', async () => {
    const { app, port } = await open();
    const head = 'POST /webhooks/sunshine HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n';
    const sent = converse(port, (socket) =>
      socket.write(`${head}transfer-encoding: chunked\r\n\r\n${'1\r\nx\r\n'.repeat(200)}`),
    );
    await sent.catch(() => undefined);
    await expect.poll(() => connectionsOf(app)).toBe(0);
  });

  test('G11 of one byte count for what they take in memory', async () => {
    const { port } = await open({ limits: { bodyBytes: 32 * 1024 } });
    const head = 'POST /webhooks/sunshine HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n';
    const answer = await converse(port, (socket) =>
      socket.write(`${head}transfer-encoding: chunked\r\n\r\n${'1\r\nx\r\n'.repeat(99)}`),
    );
    expect([answer.status, answer.headers]).toEqual([503, expect.stringContaining('connection: close')]);
  });
});
