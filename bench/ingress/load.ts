import { createHmac, randomUUID } from 'node:crypto';
import { connect, type Socket } from 'node:net';

export interface Load {
  /** Each call's time in ms, but for those that were refused. */
  took: number[];
  refused: number;
  seconds: number;
}

/**
 * Calls for `seconds`, `concurrency` at a time, each caller one call after the other.
 * @param call is given the number of the call; false: it was refused
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

/** A kept connection that posts Zendesk's webhooks. Bare sockets: what the generator costs must not count for the receiver. */
export interface Poster {
  /**
   * @param request of `requestOf`
   * @returns false when Temporal does not take it in time and the answer asks for it again (409)
   * @throws {Error} of any other answer
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

/** As our trigger for new tickets sends it, signed with the secret of the webhook. Made before the clock runs, as Zendesk makes its own. */
export function requestOf(ticketId: string, secret: string): Buffer {
  const body = `{"event":"ticket_created","ticket_id":"${ticketId}"}`;
  const timestamp = new Date().toISOString();
  const signature = createHmac('sha256', secret).update(timestamp).update(body).digest('base64');
  const lines = [
    'POST /webhooks/zendesk HTTP/1.1',
    'host: 127.0.0.1',
    'content-type: application/json',
    `content-length: ${Buffer.byteLength(body)}`,
    `x-zendesk-webhook-signature: ${signature}`,
    `x-zendesk-webhook-signature-timestamp: ${timestamp}`,
    `x-zendesk-webhook-invocation-id: ${randomUUID()}`,
    '',
    body,
  ];
  return Buffer.from(lines.join('\r\n'));
}
