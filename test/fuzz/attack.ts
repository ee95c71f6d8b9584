/** Hostile connections of every kind against the receiver over real sockets, and genuine webhooks between them. */
import { setMaxListeners } from 'node:events';
import { connect } from 'node:net';
import { signZendesk } from '../support/sign';
import { converse, listen, requestText } from '../support/rawHttp';
import { NOW, testReceiver, ZENDESK_SECRET } from '../support/receiver';
import { heapBytes } from './heap';

const MIB = 1024 * 1024;
const head = (line: string, length: number): string =>
  `${line} HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: ${length}\r\n\r\n`;

/** What a hostile connection writes, and then again and again until it is closed. */
const kinds: [first: string, again: string][] = [
  [head('POST /webhooks/zendesk', MIB), ''],
  [head('POST /webhooks/zendesk', MIB), 'x'.repeat(400)],
  [head('POST /webhooks/sunshine', MIB), 'x'.repeat(64 * 1024)],
  [head('POST /unknown', MIB), 'x'.repeat(4_000)],
  [head('PUT /webhooks/zendesk', MIB), 'x'.repeat(4_000)],
  ['POST /webhooks/zendesk HTTP/1.1\r\nhost: ', 'x'],
  [requestText('/webhooks/zendesk', '{}', { 'content-type': 'application/json' }), ''],
];
const AGAIN_MS = 100;

export interface Attack {
  connections: number;
  rounds: number;
  roundMs: number;
}

export interface Withstood {
  genuine: number;
  accepted: number;
  /** The slowest answer of `/health/live` (ms). */
  liveMs: number;
  /** Heap after each round (bytes). */
  heap: number[];
  hostile: number;
}

export async function attack({ connections, rounds, roundMs }: Attack): Promise<Withstood> {
  const { app } = testReceiver({}, () => undefined);
  const port = await listen(app);
  const result: Withstood = { genuine: 0, accepted: 0, liveMs: 0, heap: [], hostile: 0 };
  for (let round = 0; round < rounds; round += 1) {
    const over = new AbortController();
    setMaxListeners(0, over.signal);
    const hostile = Array.from({ length: connections }, (_, n) => keepOn(port, n, over.signal, result));
    const until = performance.now() + roundMs;
    while (performance.now() < until) {
      await genuine(port, result);
      await live(port, result);
    }
    over.abort();
    await Promise.all(hostile);
    result.heap.push(heapBytes());
  }
  await app.close();
  return result;
}

/** One hostile connection after the other. */
async function keepOn(port: number, n: number, over: AbortSignal, result: Withstood): Promise<void> {
  for (let turn = n; !over.aborted; turn += 1) {
    const [first, again] = kinds[turn % kinds.length] ?? ['', ''];
    result.hostile += 1;
    await new Promise<void>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => socket.write(first));
      const drip = setInterval(() => again !== '' && socket.writable && socket.write(again), AGAIN_MS);
      const end = (): void => void socket.destroy();
      over.addEventListener('abort', end, { once: true });
      socket.on('error', () => undefined).resume();
      socket.on('close', () => {
        clearInterval(drip);
        over.removeEventListener('abort', end);
        resolve();
      });
    });
  }
}

async function genuine(port: number, result: Withstood): Promise<void> {
  const id = String((result.genuine += 1));
  const body = `{"event":"ticket_created","ticket_id":"${id}"}`;
  const headers = signZendesk(ZENDESK_SECRET, body, new Date(NOW).toISOString());
  const text = requestText('/webhooks/zendesk', body, { ...headers, 'x-zendesk-webhook-invocation-id': id });
  const answer = await converse(port, (socket) => socket.write(text)).catch(() => undefined);
  if (answer?.status === 200) result.accepted += 1;
}

async function live(port: number, result: Withstood): Promise<void> {
  const began = performance.now();
  await converse(port, (socket) => socket.write('GET /health/live HTTP/1.1\r\nhost: x\r\n\r\n')).catch(() => undefined);
  result.liveMs = Math.max(result.liveMs, performance.now() - began);
}
