import { afterEach, describe, expect, test } from 'vitest';
import type { FastifyInstance } from 'fastify';
import { converse, listen } from '../support/rawHttp';
import { testReceiver } from '../support/receiver';

const MIB = 1024 * 1024;
let close: () => Promise<unknown>;
afterEach(() => close());

async function open(): Promise<{ app: FastifyInstance; port: number }> {
  const { app } = testReceiver();
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
