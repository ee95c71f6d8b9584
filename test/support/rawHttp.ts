/** HTTP by hand, for what no decent client does: slow senders, cut requests, a thousand connections. */
import { connect, type Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { AddressInfo } from 'node:net';

export interface RawAnswer {
  status: number;
  headers: string;
  body: string;
}

/** Lets the app listen on any free port. */
export async function listen(app: FastifyInstance): Promise<number> {
  await app.listen({ port: 0, host: '127.0.0.1', backlog: 2_048 });
  return (app.server.address() as AddressInfo).port;
}

export const requestText = (path: string, body: string | Buffer, headers: Record<string, string>): string =>
  [
    `POST ${path} HTTP/1.1`,
    'host: receiver',
    `content-length: ${Buffer.byteLength(body)}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    '',
    body.toString(),
  ].join('\r\n');

/**
 * One connection; resolves with the first whole answer, rejects when it is closed without one.
 * @param withinMs from the beginning of the connection
 */
export function converse(port: number, write: (socket: Socket) => void, withinMs?: number): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => write(socket));
    const late = withinMs === undefined ? undefined : setTimeout(() => socket.destroy(), withinMs);
    let text = '';
    const end = (): void => {
      const answer = parse(text);
      if (!answer) return;
      socket.destroy();
      resolve(answer);
    };
    socket.on('data', (chunk: Buffer) => {
      text += chunk.toString('latin1');
      end();
    });
    socket.on('error', (error) => reject(error));
    socket.on('close', () => clearTimeout(late));
    socket.on('close', () => reject(new Error(`closed without an answer: ${text}`)));
  });
}

function parse(text: string): RawAnswer | undefined {
  const split = text.indexOf('\r\n\r\n');
  if (split < 0) return undefined;
  const headers = text.slice(0, split).toLowerCase();
  const body = text.slice(split + 4);
  const length = Number(/content-length: (\d+)/.exec(headers)?.[1] ?? 0);
  return body.length < length ? undefined : { status: Number(text.slice(9, 12)), headers, body };
}
