import { expect, it } from 'vitest';
import { createBudget } from '../../src/service/worker/rateLimit';

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

it('takes a changed policy at once, and forgets nothing that was already used', async () => {
  let points = 1;
  const take = createBudget('sunshine', () => points, 60);
  await take();
  points = 2;
  await take();
  await expect(take()).rejects.toMatchObject({ status: 429 });
});
