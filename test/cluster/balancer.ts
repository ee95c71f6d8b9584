/**
 * A load balancer as nginx is without further settings: receivers in turn, another one where the connection is refused.
 * What was passed on once is not passed on again: where its receiver dies, the sender gets a 502.
 * https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_next_upstream
 */
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';

export interface Balancer {
  /** Requests that another receiver had to take; requests that died with their receiver. */
  readonly counts: { passedOn: number; broken: number };
  close(): Promise<void>;
}

interface Answer {
  status: number;
  headers: IncomingMessage['headers'];
  body: Buffer;
}

/** @param ports of the receivers @param port where it listens itself, both on 127.0.0.1 */
export async function startBalancer(ports: readonly number[], port: number): Promise<Balancer> {
  const counts = { passedOn: 0, broken: 0 };
  let turn = 0;

  async function answer(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await buffer(incoming);
    const first = (turn += 1);
    for (let n = 0; n < ports.length; n += 1) {
      const answered = await passOn(incoming, body, ports[(first + n) % ports.length]!);
      if (answered === 'refused') {
        counts.passedOn += 1;
        continue;
      }
      if (answered === 'broken') {
        counts.broken += 1;
        break;
      }
      response.writeHead(answered.status, withoutHops(answered.headers)).end(answered.body);
      return;
    }
    response.writeHead(502).end();
  }

  const server = createServer((incoming, response) => {
    answer(incoming, response).catch(() => response.destroy());
  });
  await new Promise<void>((listening, failed) => {
    server.once('error', failed).listen(port, '127.0.0.1', listening);
  });
  return {
    counts,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

/** `refused`: nothing was sent; `broken`: the connection ended without an answer. */
function passOn(incoming: IncomingMessage, body: Buffer, port: number): Promise<Answer | 'refused' | 'broken'> {
  const { method, url, headers, socket } = incoming;
  return new Promise((resolve) => {
    let isOpen = false;
    const outgoing = request({
      ...{ host: '127.0.0.1', port, method, path: url, agent: false },
      headers: { ...withoutHops(headers), 'content-length': body.length, 'x-forwarded-for': socket.remoteAddress },
    });
    const fail = (): void => resolve(isOpen ? 'broken' : 'refused');
    outgoing.once('socket', (opening) => opening.once('connect', () => (isOpen = true)));
    outgoing.once('error', fail);
    outgoing.once('response', (answered) => {
      buffer(answered).then(
        (content) => resolve({ status: answered.statusCode ?? 502, headers: answered.headers, body: content }),
        fail,
      );
    });
    outgoing.end(body);
  });
}

/** Headers that belong to one connection (RFC 9110, 7.6.1), and the length, which is written anew. */
function withoutHops(headers: IncomingMessage['headers']): IncomingMessage['headers'] {
  const hops = ['connection', 'keep-alive', 'transfer-encoding', 'content-length'];
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !hops.includes(name)));
}
