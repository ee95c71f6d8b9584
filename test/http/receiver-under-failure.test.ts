import { setTimeout as sleep } from 'node:timers/promises';
import { Agent, request } from 'node:http';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { AppOptions } from '../../src/service/receiver/internal/app';
import { converse, listen, requestText } from '../support/rawHttp';
import { NOW, SUNSHINE_SECRET, testReceiver, ZENDESK_SECRET } from '../support/receiver';
import { signZendesk } from '../support/sign';
import { HeldTickets } from '../support/heldTickets';

const MIB = 1024 * 1024;
let tickets: HeldTickets;
let close: () => Promise<unknown>;
let port: number;

async function open(changes: Partial<AppOptions> = {}) {
  const receiver = testReceiver({ tickets, ...changes });
  port = await listen(receiver.app);
  close = () => receiver.app.close();
  return receiver;
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  tickets = new HeldTickets();
});
afterEach(async () => {
  tickets.release();
  vi.useRealTimers();
  await close();
});

const zendesk = (ticketId: string, id = ticketId): string => {
  const body = `{"event":"status_changed","ticket_id":"${ticketId}","status":"pending"}`;
  const signed = signZendesk(ZENDESK_SECRET, body, new Date(NOW).toISOString());
  return requestText('/webhooks/zendesk', body, { ...signed, 'x-zendesk-webhook-invocation-id': id });
};

const withKey = { 'content-type': 'application/json', 'x-api-key': SUNSHINE_SECRET };
const sunshine = (body: string): string => requestText('/webhooks/sunshine', body, withKey);

/** Messages of customers in conversations that nobody has named a ticket for: each takes a look and a delivery. */
const batch = (events: number): string =>
  JSON.stringify({
    app: { id: 'a' },
    webhook: { id: 'w', version: 'v2' },
    events: Array.from({ length: events }, (_, n) => ({
      id: `event-${n}`,
      createdAt: new Date(NOW).toISOString(),
      type: 'conversation:message',
      payload: {
        conversation: { id: `c${n}`, type: 'personal' },
        message: {
          id: `m${n}`,
          received: new Date(NOW).toISOString(),
          author: { type: 'user' },
          content: { type: 'text', text: 'Hola' },
          source: { type: 'whatsapp', originalMessageTimestamp: new Date(NOW).toISOString() },
        },
      },
    })),
  });

/** What time passes here is pretended, so that nothing hangs on the speed of the machine: what is answered late is never answered. */
const IN_TIME_MS = 2_000;
const timePasses = (ms: number): void => void vi.advanceTimersByTime(ms);

/** Not by `expect.poll`, which would let the pretended time pass. */
async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await sleep(5);
}

/** Whether it has been answered by now, as far as one can tell. */
async function isAnswered(answer: Promise<unknown>): Promise<boolean> {
  let answered = false;
  void answer.then(() => (answered = true));
  for (let turn = 0; turn < 20; turn += 1) await new Promise(setImmediate);
  return answered;
}

describe('Temporal is down', () => {
  test('nothing is acknowledged, and each vendor gets the answer that makes it come again', async () => {
    await open();
    tickets.fails = true;
    const fromZendesk = await converse(port, (socket) => socket.write(zendesk('1')));
    const fromSunshine = await converse(port, (socket) => socket.write(sunshine(batch(1))));
    expect([fromZendesk.status, fromSunshine.status]).toEqual([409, 503]);
    for (const { headers } of [fromZendesk, fromSunshine]) expect(headers).toMatch(/retry-after: 5\b/);

    tickets.fails = false;
    expect((await converse(port, (socket) => socket.write(zendesk('1')))).status).toBe(200);
    expect(tickets.taken).toHaveLength(1);
  });
});

describe('Temporal is slow', () => {
  test('a request is answered within 2 s, before Temporal has answered', async () => {
    await open();
    tickets.hold();
    const answer = converse(port, (socket) => socket.write(zendesk('1')));
    await until(() => tickets.underWay === 1);
    timePasses(1_700);
    expect(await isAnswered(answer)).toBe(false);
    timePasses(IN_TIME_MS - 1_700);
    expect((await answer).status).toBe(409);
    expect(tickets.underWay).toBe(1);
  });

  test('so is a batch, whatever its size; what had not begun by then is not begun', async () => {
    await open();
    tickets.hold(20);
    const answer = converse(port, (socket) => socket.write(sunshine(batch(200))));
    await until(() => tickets.underWay === 8);
    timePasses(IN_TIME_MS);
    expect((await answer).status).toBe(503);
    const begun = tickets.calls;
    tickets.release();
    await until(() => tickets.underWay === 0);
    expect(tickets.calls).toBeLessThanOrEqual(begun + 8);

    // What was taken is not taken twice: the batch comes again until it is done.
    expect(tickets.taken.length).toBeGreaterThan(0);
    expect((await converse(port, (socket) => socket.write(sunshine(batch(200))))).status).toBe(200);
    expect(tickets.taken).toHaveLength(200);
  });

  test('no more than so many deliveries wait; the others are told at once to come again', async () => {
    await open({ limits: { deliveries: 10 } });
    tickets.hold();
    const answered: Awaited<ReturnType<typeof converse>>[] = [];
    const answers = Array.from({ length: 50 }, (_, n) =>
      converse(port, (socket) => socket.write(zendesk(`${n + 1}`))).then((it) => void answered.push(it)),
    );
    await until(() => answered.length === 40);
    for (const { status, headers, body } of answered)
      expect([status, headers, body].join()).toMatch(/^409,[^]*retry-after: 5\b[^]*busy/);
    expect(tickets.underWay).toBe(10);
    tickets.release();
    await Promise.all(answers);
    expect(answered.slice(40).map(({ status }) => status)).toEqual(Array(10).fill(200));
    expect([tickets.most, tickets.taken.length]).toEqual([10, 10]);
    expect((await converse(port, (socket) => socket.write(zendesk('60')))).status).toBe(200);
  });
});

describe('a thousand connections at once', () => {
  test('are all answered, and a 2xx means that Temporal has it', async () => {
    await open();
    tickets.hold();
    const answered: number[] = [];
    const answers = Array.from({ length: 1_000 }, (_, n) =>
      converse(port, (socket) => socket.write(zendesk(`${n + 1}`))).then(({ status }) => void answered.push(status)),
    );
    await until(() => answered.length === 488);
    expect(new Set(answered)).toEqual(new Set([409]));
    expect([tickets.underWay, tickets.taken.length]).toEqual([512, 0]);
    tickets.release();
    await Promise.all(answers);
    expect(answered.slice(488)).toEqual(Array(512).fill(200));
    expect(tickets.taken).toHaveLength(512);
  });
});

describe('slow senders', () => {
  const slowly = (text: string) =>
    converse(port, (socket) => {
      const drip = setInterval(() => socket.write('x'), 100);
      socket.on('close', () => clearInterval(drip));
      socket.write(text);
    });
  const endless = `POST /webhooks/zendesk HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: ${MIB}\r\n\r\n`;
  /** Requests whose headers have come. */
  function arrivals(app: ReturnType<typeof testReceiver>['app']): () => number {
    let count = 0;
    app.server.on('request', () => (count += 1));
    return () => count;
  }

  test('of a body are answered within 2 s, and cut off', async () => {
    const { app } = await open();
    const arrived = arrivals(app);
    const answer = slowly(endless);
    await until(() => arrived() === 1);
    timePasses(IN_TIME_MS);
    expect((await answer).status).toBe(409);
    timePasses(1_000);
    await until(async () => (await connectionsOf(app)) === 0);
  });

  test('of headers are cut off after 5 s', async () => {
    const { app } = await open();
    expect(app.server.headersTimeout).toBe(5_000);
    expect((await slowly('POST /webhooks/zendesk HTTP/1.1\r\nhost: ')).status).toBe(408);
  });

  test('G3 take only the room that they fill: what they announce keeps nobody out', async () => {
    const { app } = await open({ limits: { bodyBytes: MIB } });
    const arrived = arrivals(app);
    const slow = Array.from({ length: 100 }, () => slowly(`${endless}x`));
    await until(() => arrived() === 100);
    expect((await converse(port, (socket) => socket.write(zendesk('1')))).status).toBe(200);
    expect(await isAnswered(Promise.race(slow))).toBe(false);
    timePasses(IN_TIME_MS);
    await Promise.all(slow);
  });

  test('G3 when the room is full, the largest body that is still on its way has to come again', async () => {
    const { app } = await open({ limits: { bodyBytes: MIB } });
    const arrived = arrivals(app);
    const small = slowly(endless + 'x'.repeat(MIB / 4));
    await until(() => arrived() === 1);
    const larger = slowly(endless + 'x'.repeat(MIB - 10_000));
    const refused = await larger;
    expect([refused.status, refused.body]).toEqual([409, expect.stringContaining('busy')]);
    expect((await converse(port, (socket) => socket.write(zendesk('1')))).status).toBe(200);
    expect(await isAnswered(small)).toBe(false);
    timePasses(IN_TIME_MS);
    await small;
  });

  test('G3 of an announced body the first byte must come within half a second, and only so many wait for it', async () => {
    const { app } = await open({ limits: { empty: 3 } });
    const arrived = arrivals(app);
    const begin = () => converse(port, (socket) => socket.write(endless));
    const first = begin();
    await until(() => arrived() === 1);
    const others = [begin(), begin(), begin()];
    expect((await first).body).toContain('busy');
    expect(await isAnswered(Promise.race(others))).toBe(false);
    timePasses(499);
    expect(await isAnswered(Promise.race(others))).toBe(false);
    timePasses(1);
    for (const { status, headers } of await Promise.all(others)) {
      expect([status, headers]).toEqual([409, expect.stringContaining('connection: close')]);
    }
  });

  test('G3 one peer has no more than its share; behind a trusted proxy the address is the forwarded one', async () => {
    await open({ limits: { perPeer: 2 }, trustedProxy: '127.0.0.1' });
    tickets.hold();
    const from = (address: string, id: string) =>
      converse(port, (socket) => socket.write(zendesk(id).replace('host: ', `x-forwarded-for: ${address}\r\nhost: `)));
    const held = [from('192.0.2.1', '1'), from('192.0.2.1', '2')];
    await until(() => tickets.underWay === 2);
    expect((await from('192.0.2.1', '3')).body).toContain('busy');
    const other = from('192.0.2.2', '4');
    await until(() => tickets.underWay === 3);
    tickets.release();
    expect((await Promise.all([...held, other])).map(({ status }) => status)).toEqual([200, 200, 200]);
    expect((await from('192.0.2.1', '5')).status).toBe(200);
  });

  test('G3 without a trusted proxy, nobody makes up an address', async () => {
    await open({ limits: { perPeer: 1 } });
    tickets.hold();
    const from = (address: string, id: string) =>
      converse(port, (socket) => socket.write(zendesk(id).replace('host: ', `x-forwarded-for: ${address}\r\nhost: `)));
    const held = from('192.0.2.1', '1');
    await until(() => tickets.underWay === 1);
    expect((await from('192.0.2.2', '2')).status).toBe(409);
    tickets.release();
    await held;
  });
});

describe('bodies made to hurt', () => {
  const NOT_STUCK_MS = 4_000;
  const half = MIB / 2;
  const bombs: [string, string, number][] = [
    ['a million open brackets', '['.repeat(MIB), 400],
    ['half a million nested lists', '['.repeat(half) + ']'.repeat(half), 400],
    ['nested objects', '{"a":'.repeat(MIB / 6) + '1' + '}'.repeat(MIB / 6), 400],
    ['a nest inside an event', `{"events":[${'['.repeat(half)}${']'.repeat(half - 20)}]}`, 400],
    ['brackets in a text', `{"events":["${'['.repeat(half)}"]}`, 204],
    ['two hundred thousand bad events', `{"events":[${'{},'.repeat(200_000)}{}]}`, 400],
    ['half a million numbers', `{"events":[${'1,'.repeat(half - 20)}1]}`, 400],
    ['two thousand bad events', `{"events":[${'{},'.repeat(1_999)}{}]}`, 204],
    ['a hundred thousand keys', `{${Array.from({ length: 90_000 }, (_, n) => `"k${n}":1`).join()},"events":[]}`, 204],
    ['one long text', `{"events":[{"id":"${'x'.repeat(MIB - 100)}"}]}`, 204],
  ];

  test.each(bombs)('%s: answered soon, and the next request as ever', async (_name, body, status) => {
    await open();
    expect(Buffer.byteLength(body)).toBeLessThanOrEqual(MIB);
    const before = process.cpuUsage();
    const answer = await converse(port, (socket) => socket.write(sunshine(body)));
    expect(answer.status).toBe(status);
    // Of the processor's time: the machine may be busy. What is broken takes 9 s and more.
    expect(process.cpuUsage(before).user / 1_000).toBeLessThan(NOT_STUCK_MS);
    expect((await converse(port, (socket) => socket.write(zendesk('1')))).status).toBe(200);
  });
});

describe('the end', () => {
  test('answers all that is under way, on kept connections too, and takes nobody new', async () => {
    await open();
    tickets.hold();
    const agent = new Agent({ keepAlive: true });
    const answers = Array.from({ length: 100 }, (_, n) => ask(agent, `${n + 1}`));
    await until(() => tickets.underWay === 100);
    const closed = close();
    expect(await isAnswered(Promise.race([closed, ...answers]))).toBe(false);
    tickets.release();
    expect(await Promise.all(answers)).toEqual(Array.from({ length: 100 }, () => 200));
    await closed;
    expect(tickets.taken).toHaveLength(100);
    await expect(converse(port, (socket) => socket.write(zendesk('1')))).rejects.toThrow('ECONNREFUSED');
    agent.destroy();
  });
});

function ask(agent: Agent, ticketId: string): Promise<number | undefined> {
  const body = `{"event":"status_changed","ticket_id":"${ticketId}","status":"pending"}`;
  const headers = signZendesk(ZENDESK_SECRET, body, new Date(NOW).toISOString());
  return new Promise((resolve, reject) => {
    request({ agent, port, host: '127.0.0.1', method: 'POST', path: '/webhooks/zendesk', headers }, (answer) => {
      answer.resume().on('end', () => resolve(answer.statusCode));
    })
      .on('error', reject)
      .end(body);
  });
}

const connectionsOf = (app: ReturnType<typeof testReceiver>['app']): Promise<number> =>
  new Promise((resolve, reject) =>
    app.server.getConnections((error, count) => (error ? reject(error) : resolve(count))),
  );
