import { expect, it } from 'vitest';
import type { Outgoing } from '../../activities/ports';
import type { Config } from '../../src/config/config';
import { createBudget } from '../../src/service/account/internal/rateLimit';
import { guardVendors, type Vendors } from '../../src/service/account/internal/vendors';
import { createMetrics } from '../../src/telemetry/metrics';

it('rule 8 refuses a call over our own budget as the vendor would, and says when to come again', async () => {
  const take = createBudget('zendesk', () => 2, 60);
  await take();
  await take();
  const refusal: unknown = await take().catch((error: unknown) => error);
  expect(refusal).toMatchObject({ name: 'VendorError', vendor: 'zendesk', status: 429, reached: 'notSent' });
  const { retryAfterMs } = refusal as { retryAfterMs: number };
  expect(retryAfterMs).toBeGreaterThan(50_000);
  expect(retryAfterMs).toBeLessThanOrEqual(60_000);
});

it('rule 8 takes a changed policy at once, and forgets nothing that was already used', async () => {
  let points = 1;
  const take = createBudget('sunshine', () => points, 60);
  await take();
  points = 2;
  await take();
  await expect(take()).rejects.toMatchObject({ status: 429 });
});

it('rule 8 holds back updates of tickets and sends of either kind, no other call, and measures none that was not made', async () => {
  const metrics = createMetrics();
  const made: string[] = [];
  const answering = (names: string[]) =>
    Object.fromEntries(names.map((name) => [name, () => Promise.resolve(made.push(name))]));
  const { zendesk, sunshine } = guardVendors(
    { account: 'acme', zendesk: { auth: { type: 'oauth' } } } as unknown as Config,
    {
      zendesk: answering(['updateTicket', 'ticket']),
      sunshine: answering(['post', 'notify', 'messages']),
    } as unknown as Vendors,
    { metrics, now: Date.now, rates: () => ({ zendeskUpdatesPerMinute: 1, sendsPerSecond: 1 }) },
  );
  const over = { status: 429, reached: 'notSent' };
  await zendesk.updateTicket('7', {});
  await expect(zendesk.updateTicket('7', {})).rejects.toMatchObject(over);
  await sunshine.post('c', {} as Outgoing);
  await expect(sunshine.notify('34600110001', {} as Outgoing)).rejects.toMatchObject(over);
  for (const read of [() => zendesk.ticket('7'), () => sunshine.messages('c')]) await Promise.all([read(), read()]);
  expect(made).toEqual(['updateTicket', 'post', 'ticket', 'ticket', 'messages', 'messages']);
  const text = await metrics.registry.metrics();
  expect(text).toContain('ventana_vendor_call_seconds_count{account="acme",vendor="sunshine",operation="post"} 1');
  expect(text).not.toContain('operation="notify"');
  expect(text).not.toContain('ventana_vendor_errors_total{');
});
