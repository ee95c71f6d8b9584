import { afterEach, describe, expect, it } from 'vitest';
import { createMetrics } from '../../src/telemetry/metrics';
import { type Monitor, openMonitor } from '../../src/service/monitor/monitor';
import { testReceiver } from '../support/receiver';

const monitors: Monitor[] = [];
afterEach(() => Promise.all(monitors.splice(0).map((it) => it.close())));

async function monitor(checks: Parameters<typeof openMonitor>[0]['checks'] = {}): Promise<string> {
  const opened = await openMonitor({ http: { host: '127.0.0.1', port: 0 }, checks, metrics: createMetrics() });
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
    const again = openMonitor({ http: { host: '127.0.0.1', port }, checks: {}, metrics: createMetrics() });
    await expect(again).rejects.toThrow(/METRICS_PORT/);
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
