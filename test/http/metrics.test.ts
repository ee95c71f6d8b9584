import type { Client } from '@temporalio/client';
import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createLog } from '../../src/telemetry/log';
import { createMetrics } from '../../src/telemetry/metrics';
import type { Listening } from '../../src/service/http/listen';
import { openMonitor } from '../../src/service/monitor/monitor';
import { openReceiver } from '../../src/service/receiver/openReceiver';
import { converse } from '../support/rawHttp';
import { testReceiver } from '../support/receiver';

const log = createLog('silent');
const monitors: Listening[] = [];
afterEach(() => Promise.all(monitors.splice(0).map((it) => it.close())));

async function monitor(checks: Parameters<typeof openMonitor>[0]['checks'] = {}): Promise<string> {
  const opened = await openMonitor({ http: { host: '127.0.0.1', port: 0 }, checks, metrics: createMetrics(), log });
  monitors.push(opened);
  return opened.url;
}

describe('the port for health and metrics', () => {
  it('gives Prometheus its text, the process included', async () => {
    const answer = await fetch(`${await monitor()}/metrics`);
    expect(answer.headers.get('content-type')).toContain('text/plain; version=0.0.4');
    const text = await answer.text();
    expect(text).toContain('# TYPE ventana_send_lateness_seconds histogram');
    expect(text).toContain('process_cpu_seconds_total');
  });

  it('asks the checks at each scrape, so that an alert does not hang on who asks for readiness', async () => {
    const url = await monitor({ temporal: () => Promise.resolve(true), zendesk: () => Promise.resolve('401') });
    const text = await (await fetch(`${url}/metrics`)).text();
    expect(text).toContain('ventana_ready{check="temporal"} 1');
    expect(text).toContain('ventana_ready{check="zendesk"} 0');
  });

  it('is alive while it is not ready: a refused key must not have the container killed', async () => {
    const url = await monitor({ zendesk: () => Promise.resolve('401: look at ZENDESK_API_TOKEN') });
    expect((await fetch(`${url}/health/live`)).status).toBe(200);
    expect((await fetch(`${url}/health/ready`)).status).toBe(503);
  });

  it('takes no webhooks', async () => {
    expect((await fetch(`${await monitor()}/webhooks/zendesk`, { method: 'POST' })).status).toBe(404);
  });

  it('says which variable to change when the port is taken', async () => {
    const port = Number(new URL(await monitor()).port);
    const again = openMonitor({ http: { host: '127.0.0.1', port }, checks: {}, metrics: createMetrics(), log });
    await expect(again).rejects.toThrow(/METRICS_PORT/);
  });
});

describe('the public port', () => {
  const statuses = (url: string): Promise<number[]> =>
    Promise.all(
      ['/metrics', '/health/ready', '/health/live'].map((path) => fetch(`${url}${path}`).then(({ status }) => status)),
    );
  async function receiverWith(monitored: { port?: number }): Promise<number[]> {
    const receiver = await openReceiver(
      { http: { host: '127.0.0.1', port: 0 }, monitor: monitored, encryptionKeys: [] },
      [],
      { client: { options: {} } as Client, log, metrics: createMetrics(), now: Date.now, checks: {} },
    );
    return statuses(receiver.url).finally(() => receiver.close());
  }

  it('G39 has neither metrics nor ready when METRICS_PORT is set, which has both', async () => {
    expect(await receiverWith({ port: 9464 })).toEqual([404, 404, 200]);
    expect(await statuses(await monitor())).toEqual([200, 200, 200]);
  });

  it('G39 has all of them without METRICS_PORT', async () => {
    expect(await receiverWith({})).toEqual([200, 200, 200]);
  });
});

describe("the limits of METRICS_PORT are the receiver's", () => {
  const portOf = async (): Promise<number> => Number(new URL(await monitor()).port);
  const announced = (line: string): string => `${line} HTTP/1.1\r\nhost: x\r\ncontent-length: 1000000\r\n\r\n`;

  it.each([
    ['POST /unknown', 404],
    ['POST /metrics', 405],
    ['GET /metrics', 200],
  ])('G39 %s is answered %i before its body is read, and the connection closed', async (line, status) => {
    const answer = await converse(await portOf(), (socket) => socket.write(announced(line)), 10_000);
    expect([answer.status, answer.headers]).toEqual([status, expect.stringContaining('connection: close')]);
  });

  it('G39 who sends headers slowly is cut off', async () => {
    const socket = connect(await portOf(), '127.0.0.1', () => socket.write('GET /metrics HTTP/1.1\r\nhost: '));
    await once(socket.resume(), 'close');
  }, 15_000);

  it('G39 idle connections keep nobody out', async () => {
    const port = await portOf();
    const sockets = Array.from({ length: 300 }, () =>
      connect(port, '127.0.0.1')
        .on('error', () => undefined)
        .resume(),
    );
    await Promise.all(sockets.slice(0, 50).map((socket) => once(socket, 'close')));
    expect((await fetch(`http://127.0.0.1:${port}/health/live`)).status).toBe(200);
    for (const socket of sockets) socket.destroy();
  });
});

describe('the time from a hint until it is durable', () => {
  const created = { event: 'ticket_created', ticket_id: '35436' };
  const scraped = async ({ app }: ReturnType<typeof testReceiver>): Promise<string> =>
    (await app.inject({ url: '/metrics' })).body;

  it('is measured for what Temporal has taken', async () => {
    const receiver = testReceiver();
    await receiver.zendesk(created);
    const text = await scraped(receiver);
    expect(text).toContain('ventana_hint_durable_seconds_count{vendor="zendesk"} 1');
    const [, seconds] = /ventana_hint_durable_seconds_sum{vendor="zendesk"} (.+)/.exec(text) ?? [];
    expect(Number(seconds)).toBeGreaterThan(0);
  });

  it('is not measured for what is refused, which would make it look fast', async () => {
    const receiver = testReceiver();
    await receiver.zendesk(created, { 'x-zendesk-webhook-signature': 'wrong' });
    expect(await scraped(receiver)).not.toContain('ventana_hint_durable_seconds_count');
  });
});
