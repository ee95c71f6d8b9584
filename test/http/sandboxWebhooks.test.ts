import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { signature } from '../../sandbox/webhooks/sign';
import { startRig, type Rig } from './sandbox.rig';

let rig: Rig;

beforeEach(async () => {
  rig = await startRig();
});
afterEach(() => rig.stop());

const text = { content: { type: 'text', text: '¿Sigues ahí?' } };

describe('webhooks', () => {
  it('are signed over timestamp and raw body', async () => {
    const secret = 'dGhpc19zZWNyZXRfaXNfZm9yX3Rlc3Rpbmdfb25seQ==';
    const at = '2026-01-05T10:00:00Z';
    expect(signature(secret, at, '{"ticket_id":"35436"}')).toBe('4dMylHhaiyiuvKQTlfxSzRuEp5tCoz88AOoJla5fyxg=');
    expect(signature(secret, at, '{"text":"café ☕"}')).toBe('kt+g/8Rljcm4qVnqkInwL5De1hIgxq2z77pSWI+qiPw=');

    rig.sandbox.customerWrites(rig.maria, 'hola');
    await rig.sandbox.settled();
    const created = rig.heard.find(({ path }) => path.endsWith('zendesk'));
    const timestamp = String(created?.headers['x-zendesk-webhook-signature-timestamp']);
    expect(timestamp).toBe('2026-11-23T08:00:00Z');
    expect(created?.headers['x-zendesk-webhook-signature']).toBe(
      signature(rig.sandbox.env().ZENDESK_WEBHOOK_SECRET ?? '', timestamp, JSON.stringify(created?.body)),
    );
  });

  it('come again as each vendor sends them again: Zendesk on 409 with the same invocation id, Sunshine on 5xx', async () => {
    const { ticketId } = rig.sandbox.customerWrites(rig.maria, 'hola', { webhook: false });
    rig.answers.push(409, 409);
    rig.sandbox.agentSets(ticketId, 'pending');
    await rig.sandbox.settled();
    expect(rig.heard).toHaveLength(3);
    expect(new Set(rig.heard.map(({ headers }) => headers['x-zendesk-webhook-invocation-id'])).size).toBe(1);

    rig.answers.push(500);
    rig.sandbox.agentSets(ticketId, 'hold');
    await rig.sandbox.settled();
    expect(rig.heard).toHaveLength(4);

    rig.answers.push(503, 500, 503, 500, 503);
    rig.sandbox.customerBlocks(rig.maria);
    await rig.sandbox.settled();
    expect(rig.heard).toHaveLength(9);
    expect(rig.sandbox.webhooks().at(-1)).toMatchObject({ attempts: 5, outcome: 'given up' });
  });

  it('can be dropped, doubled, and overtaken', async () => {
    const { ticketId } = rig.sandbox.customerWrites(rig.maria, 'hola', { webhook: false });
    for (const kind of ['drop', 'duplicate', 'reorder'] as const) rig.sandbox.failWebhooks({ effect: { kind } });
    for (const status of ['open', 'pending', 'hold', 'solved'] as const) rig.sandbox.agentSets(ticketId, status);
    await rig.sandbox.settled();
    const heard = rig.heard.map(({ body }) => body.status);
    // Those that nothing keeps back travel side by side.
    expect([...heard].sort()).toEqual(['hold', 'pending', 'pending', 'solved']);
    expect(heard.indexOf('hold')).toBeGreaterThan(heard.indexOf('solved'));
  });
});

describe('faults', () => {
  it('lose the answer to work that was done', async () => {
    const { conversationId } = rig.sandbox.ticket(rig.sandbox.customerWrites(rig.maria, 'hola').ticketId);
    rig.sandbox.failRequests({ method: 'POST', path: /messages$/, effect: { kind: 'loseResponse' } });
    await expect(rig.writeTo(conversationId, text)).rejects.toThrow('fetch failed');
    expect(rig.sandbox.received(rig.maria)).toHaveLength(1);
    expect((await rig.writeTo(conversationId, text)).status).toBe(201);
  });

  it('fail after the work, for one customer only, and tell of it', async () => {
    const { conversationId } = rig.sandbox.ticket(rig.sandbox.customerWrites(rig.maria, 'hola').ticketId);
    const told: string[] = [];
    const takeBack = rig.sandbox.failRequests({
      body: /"sendId":"one"/,
      times: 2,
      effect: { kind: 'failAfter', status: 502 },
      onArrival: () => told.push(`arrived, ${rig.sandbox.received(rig.maria).length} received`),
      onAnswered: () => told.push(`answered, ${rig.sandbox.received(rig.maria).length} received`),
    });
    expect((await rig.writeTo(conversationId, { ...text, metadata: { sendId: 'two' } })).status).toBe(201);
    expect((await rig.writeTo(conversationId, { ...text, metadata: { sendId: 'one' } })).status).toBe(502);
    expect(told).toEqual(['arrived, 1 received', 'answered, 2 received']);
    takeBack();
    expect((await rig.writeTo(conversationId, { ...text, metadata: { sendId: 'one' } })).status).toBe(201);
  });

  it('hang, answer something else, or answer no JSON, by order and over HTTP', async () => {
    const { ticketId } = rig.sandbox.customerWrites(rig.maria, 'hola');
    const path = `/api/v2/tickets/${ticketId}`;
    rig.sandbox.failRequests({ vendor: 'zendesk', effect: { kind: 'hang', ms: 10 } });
    await expect(rig.call('PUT', path, { ticket: { status: 'open' } })).rejects.toThrow('fetch failed');
    expect(rig.sandbox.ticket(ticketId).status).toBe('new');

    await fetch(`${rig.sandbox.url}/sandbox/faults`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        path: 'tickets',
        effect: { kind: 'respond', status: 503, headers: { 'retry-after': '7' } },
      }),
    });
    const unavailable = await rig.call('GET', path);
    expect([unavailable.status, unavailable.headers.get('retry-after')]).toEqual([503, '7']);

    rig.sandbox.failRequests({ effect: { kind: 'notJson', status: 502 } });
    expect(await rig.call('GET', path)).toMatchObject({ status: 502, json: undefined });
    expect((await rig.call('GET', path)).status).toBe(200);
    expect(rig.sandbox.requests().map((it) => it.status)).toEqual([0, 503, 502, 200]);
  });
});
