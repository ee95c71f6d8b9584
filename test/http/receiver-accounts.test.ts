import { afterAll, expect, it } from 'vitest';
import { createApp } from '../../src/service/receiver/internal/app';
import { createLog } from '../../src/telemetry/log';
import { createMetrics } from '../../src/telemetry/metrics';
import { FakeTickets, NOW } from '../support/receiver';
import { signZendesk } from '../support/sign';

const tickets = { acme: new FakeTickets(), globex: new FakeTickets() };
const app = createApp({
  accounts: (['acme', 'globex'] as const).map((name) => ({
    path: `/webhooks/${name}`,
    secrets: { zendesk: [`${name}-secret`], sunshine: [`${name}-key`] },
    tickets: tickets[name],
    optOutKeywords: () => ['STOP'],
  })),
  now: () => NOW,
  log: createLog('silent'),
  metrics: createMetrics(),
  checks: {},
});
afterAll(() => app.close());

const created = JSON.stringify({ event: 'ticket_created', ticket_id: '7' });
const post = async (url: string, secret: string): Promise<number> => {
  const headers = signZendesk(secret, created, new Date(NOW).toISOString());
  return (await app.inject({ method: 'POST', url, payload: created, headers })).statusCode;
};

it("takes each account's webhooks on its own path, with its own secret, to its own tickets", async () => {
  expect(await post('/webhooks/acme/zendesk', 'acme-secret')).toBeLessThan(300);
  expect(await post('/webhooks/globex/zendesk', 'acme-secret')).toBe(401);
  expect(await post('/webhooks/zendesk', 'acme-secret')).toBe(404);
  expect(tickets.acme.taken).toHaveLength(1);
  expect(tickets.globex.taken).toHaveLength(0);
});
