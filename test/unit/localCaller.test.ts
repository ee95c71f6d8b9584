/** B8: what a local activity finds of the rates. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { asCaller } from '../../src/service/account/caller';
import { createBudgets } from '../../src/service/account/internal/budgets';
import { createMetrics } from '../../src/telemetry/metrics';
import { alone } from '../../src/temporal/peers';

const READS = 5;

beforeEach(() => vi.useFakeTimers({ now: 1_800_000_000_000 }));
afterEach(() => vi.useRealTimers());

it('B8 a local activity does not wait to begin, and takes no place in line; one that has begun waits for its next request', async () => {
  const rates = { sendsPerSecond: 5, zendeskUpdatesPerMinute: 5, zendeskReadsPerMinute: READS };
  const parts = { account: 'acme', peers: alone, metrics: createMetrics(), log: { warn: () => undefined } as never };
  const { zendesk } = createBudgets({ ...parts, rates: () => rates, now: Date.now });
  const made: string[] = [];
  const call = (who: string) =>
    zendesk({ method: 'GET', path: '/api/v2/x' }, () => Promise.resolve(void made.push(who)));
  const local = (run: () => Promise<unknown>) =>
    asCaller({ urgency: 'requested', patienceMs: 100_000, onlyIfFree: true }, run);
  const begun = local(async () => {
    for (let n = 0; n <= READS; n += 1) await call('begun');
  });
  await vi.advanceTimersByTimeAsync(10);
  expect(made).toHaveLength(READS);
  const times: (number | undefined)[] = [];
  for (let n = 0; n < 3; n += 1) {
    const refused = local(() => call('local')).catch((error: { retryAfterMs?: number }) => error.retryAfterMs);
    times.push((await refused) as number | undefined);
  }
  // Each is told the same time: none of them has a place that the next one would be behind.
  expect(new Set(times).size).toBe(1);
  expect(times[0]).toBeGreaterThan(0);
  await vi.advanceTimersByTimeAsync(100_000);
  await begun;
  expect(made).toEqual(Array.from({ length: READS + 1 }, () => 'begun'));
});
