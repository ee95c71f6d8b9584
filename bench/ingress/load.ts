import { createHmac, randomUUID } from 'node:crypto';
import { connect, type Socket } from 'node:net';

export interface Load {
  /** The duration of each call in ms, without the calls that were refused. */
  took: number[];
  refused: number;
  seconds: number;
}

/**
 * Makes calls for `seconds`, with `concurrency` callers that each make one call after another.
 * @param call gets the caller's number and the call's number; returns false if the call was refused
 */
export async function loadWith(
  concurrency: number,
  seconds: number,
  call: (caller: number, nth: number) => Promise<boolean>,
): Promise<Load> {
  const took: number[] = [];
  const begun = performance.now();
  const until = begun + seconds * 1000;
  let nth = 0;
  let refused = 0;
  const caller = async (own: number): Promise<void> => {
    for (let from = performance.now(); from < until; from = performance.now()) {
      if (await call(own, (nth += 1))) took.push(performance.now() - from);
      else refused += 1;
    }
  };
  await Promise.all(Array.from({ length: concurrency }, (_, own) => caller(own)));
  return { took, refused, seconds: (performance.now() - begun) / 1000 };
}

/**
 * A keep-alive connection that posts Zendesk webhooks. It uses bare sockets, so that the cost of generating load does
 * not count against the receiver.
 */
export interface Poster {
  /**
   * @param request made by `requestOf`
   * @returns false when Temporal did not accept it in time and the answer asks for a retry (409)
   * @throws {Error} for any other answer
   */
  post(request: Buffer): Promise<boolean>;
  close(): void;
}

export async function openPoster(port: number): Promise<Poster> {
  const socket = await opened(port);
  let answered: (text: string) => void = () => undefined;
  let failed: (error: Error) => void = () => undefined;
  socket.on('data', (chunk) => answered(chunk.toString('latin1')));
  socket.on('error', (error) => failed(error));
  socket.on('close', () => failed(new Error('the receiver has closed the connection')));
  return {
    close: () => socket.destroy(),
    post: (request) =>
      new Promise((resolve, reject) => {
        failed = reject;
        answered = (text) => {
          const status = text.slice(9, 12);
          if (status === '200' || status === '409') resolve(status === '200');
          else reject(new Error(`the receiver answers ${status}`));
        };
        socket.write(request);
      }),
  };
}

function opened(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true }, () => resolve(socket)).once('error', reject);
  });
}

/**
 * The request that our trigger for new tickets sends, signed with the webhook's secret. Made before timing begins,
 * because in production Zendesk bears that cost.
 */
export function requestOf(ticketId: string, secret: string): Buffer {
  const body = `{"event":"ticket_created","ticket_id":"${ticketId}"}`;
  const timestamp = new Date().toISOString();
  const signature = createHmac('sha256', secret).update(timestamp).update(body).digest('base64');
  return rawRequest('/webhooks/zendesk', body, [
    `x-zendesk-webhook-signature: ${signature}`,
    `x-zendesk-webhook-signature-timestamp: ${timestamp}`,
    `x-zendesk-webhook-invocation-id: ${randomUUID()}`,
  ]);
}

/** The request with which Sunshine tells of a customer's message (API v2, one event) in the ticket's conversation. */
export function sunshineRequestOf(ticketId: string, secret: string): Buffer {
  const createdAt = new Date().toISOString();
  const conversation = { id: `conversation-${ticketId}`, type: 'personal' };
  const message = {
    ...{ id: randomUUID(), received: createdAt, content: { type: 'text', text: 'Hola, ¿cuándo llega mi pedido?' } },
    author: { type: 'user', userId: `user-${ticketId}`, displayName: 'Ana', user: { id: `user-${ticketId}` } },
    source: { type: 'whatsapp', integrationId: 'integration', originalMessageTimestamp: createdAt },
  };
  const event = { id: randomUUID(), createdAt, type: 'conversation:message', payload: { conversation, message } };
  const webhook = { id: 'webhook', version: 'v2' };
  const body = JSON.stringify({ app: { id: 'app' }, webhook, events: [event] });
  return rawRequest('/webhooks/sunshine', body, [`x-api-key: ${secret}`]);
}

function rawRequest(path: string, body: string, headers: readonly string[]): Buffer {
  const lines = [
    `POST ${path} HTTP/1.1`,
    'host: 127.0.0.1',
    'content-type: application/json',
    `content-length: ${Buffer.byteLength(body)}`,
    ...headers,
    '',
    body,
  ];
  return Buffer.from(lines.join('\r\n'));
}
