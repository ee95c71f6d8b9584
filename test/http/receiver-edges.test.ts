import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from 'vitest';
import { fixtureText } from '../support/fixture';
import { NOW, testReceiver } from '../support/receiver';

describe('health', () => {
  test('live: whenever the process answers', async () => {
    const { app } = testReceiver();
    expect((await app.inject('/health/live')).statusCode).toBe(200);
  });

  test('ready: 200 when every check passes', async () => {
    const { app } = testReceiver({ checks: { temporal: () => Promise.resolve(true) } });
    const answer = await app.inject('/health/ready');
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toEqual({ ready: true, checks: { temporal: 'ok' } });
  });

  test('ready: 503, and each check by name; an exception’s words stay inside', async () => {
    const { app } = testReceiver({
      checks: {
        temporal: () => Promise.resolve(false),
        zendesk: () => Promise.resolve('401: look at ZENDESK_API_TOKEN'),
        sunshine: () => Promise.reject(new Error('inner words')),
      },
    });
    const answer = await app.inject('/health/ready');
    expect(answer.statusCode).toBe(503);
    expect(answer.json()).toEqual({
      ready: false,
      checks: { temporal: 'failed', zendesk: '401: look at ZENDESK_API_TOKEN', sunshine: 'failed' },
    });
    expect((await app.inject('/metrics')).body).toContain('ventana_ready{check="temporal"} 0');
  });
});

describe('what is not there', () => {
  test('404 and 405 are JSON', async () => {
    const { app } = testReceiver();
    const lost = await app.inject('/nowhere');
    expect([lost.statusCode, lost.json()]).toMatchObject([404, { error: 'notFound' }]);
    const got = await app.inject('/webhooks/zendesk?x=1');
    expect([got.statusCode, got.headers.allow, got.json()]).toMatchObject([405, 'POST', { error: 'methodNotAllowed' }]);
    const put = await app.inject({ method: 'PUT', url: '/health/live', payload: {} });
    expect(put.statusCode).toBe(405);
  });

  test('a path that is no path: 400 without its words', async () => {
    const { app } = testReceiver();
    const answer = await app.inject('/%E0%A4%A');
    expect([answer.statusCode, answer.body.includes('%E0')]).toEqual([400, false]);
  });
});

describe('what is written down', () => {
  const secretWords = /redacted|wamid|67ab5f55155becd183e284cb|zendesk-secret|sunshine-secret/;

  test('the log knows ticket, event and outcome, but no name, text, header or body', async () => {
    const { zendesk, sunshine, logged } = testReceiver();
    await zendesk(fixtureText('zendesk/event-message-added.json'));
    await sunshine(fixtureText('sunshine/customer-message.json'));
    await zendesk('{}', {}, new Date(0).toISOString());
    expect(logged()).toMatch(/"ticketId":"35436","event":"messageAdded","outcome":"taken"/);
    expect(logged()).not.toMatch(secretWords);
  });

  test('the metrics are by vendor and outcome, without ids', async () => {
    const { app, zendesk, sunshine } = testReceiver();
    await zendesk(fixtureText('zendesk/event-message-added.json'));
    await sunshine(fixtureText('sunshine/customer-message.json'));
    const { body } = await app.inject('/metrics');
    expect(body).toContain('ventana_webhooks_total{vendor="zendesk",outcome="taken"} 1');
    expect(body).toContain('ventana_webhook_deliveries_total{vendor="sunshine",type="messageSeen",outcome="taken"} 3');
    expect(body).toContain('ventana_webhook_seconds_count{vendor="zendesk"} 1');
    // In the labels: the process's own figures, as its memory, may hold any number.
    const labels = body.match(/\{.*\}/g) ?? [];
    expect(labels.length).toBeGreaterThan(10);
    expect(labels.join('\n')).not.toMatch(/354\d\d/);
  });
});

describe('over a socket', () => {
  test('a body of no announced length is cut at 1 MiB', async () => {
    const { app } = testReceiver();
    await app.listen({ port: 0, host: '127.0.0.1' });
    const { port } = app.server.address() as AddressInfo;
    try {
      const answer = await new Promise<string>((resolve, reject) => {
        const socket = connect(port, '127.0.0.1');
        let text = '';
        socket.on('data', (chunk: Buffer) => {
          text += chunk.toString();
          socket.destroy();
        });
        socket.on('close', () => resolve(text));
        socket.on('error', (error) => (text ? resolve(text) : reject(error)));
        const headers = `host: x\r\ncontent-type: application/json\r\ntransfer-encoding: chunked`;
        socket.write(`POST /webhooks/sunshine HTTP/1.1\r\n${headers}\r\n\r\n`);
        const chunk = 'x'.repeat(64 * 1024);
        for (let sent = 0; sent <= 16; sent++) socket.write(`${chunk.length.toString(16)}\r\n${chunk}\r\n`);
      });
      expect(answer).toMatch(/^HTTP\/1.1 413/);
    } finally {
      await app.close();
    }
  });

  test('no wait is endless', () => {
    const { server } = testReceiver({ now: () => NOW }).app;
    expect([server.timeout, server.requestTimeout, server.keepAliveTimeout]).toEqual([30_000, 15_000, 72_000]);
  });
});
