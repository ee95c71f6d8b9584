import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Urgency } from '../../activities/urgency';
import { VendorError } from '../../activities/vendorError';
import { asCaller } from '../../src/service/account/caller';
import { type Budgets, createBudgets } from '../../src/service/account/internal/budgets';
import { createMetrics } from '../../src/telemetry/metrics';
import { alone, type Peers } from '../../src/temporal/peers';

const MINUTE = 60_000;

beforeEach(() => vi.useFakeTimers({ now: 1_800_000_000_000 }));
afterEach(() => vi.useRealTimers());

interface Rig {
  budgets: Budgets;
  /** When each request was made, in ms since the beginning. */
  reads: number[];
  updates: number[];
  read: (urgency: Urgency, patienceMs?: number) => Promise<unknown>;
  update: (urgency: Urgency, patienceMs?: number) => Promise<unknown>;
  refusals: VendorError[];
  /** The next answer from Zendesk. */
  answer: { error?: VendorError };
  warnings: unknown[];
}

function rig({
  peers = alone,
  reads = 200,
  updates = 50,
}: { peers?: Peers; reads?: number; updates?: number } = {}): Rig {
  const rates = { sendsPerSecond: 5, zendeskUpdatesPerMinute: updates, zendeskReadsPerMinute: reads };
  const begun = Date.now();
  const warnings: unknown[] = [];
  const budgets = createBudgets({
    account: 'acme',
    rates: () => rates,
    peers,
    metrics: createMetrics(),
    log: { warn: (details: unknown) => void warnings.push(details) } as never,
    now: Date.now,
  });
  const made: Record<'GET' | 'PUT', number[]> = { GET: [], PUT: [] };
  const refusals: VendorError[] = [];
  const answer: Rig['answer'] = {};
  const ask =
    (method: 'GET' | 'PUT') =>
    (urgency: Urgency, patienceMs = 10_000): Promise<unknown> => {
      const call = asCaller({ urgency, patienceMs }, () =>
        budgets.zendesk({ method, path: '/api/v2/tickets/7.json' }, () => {
          made[method].push(Date.now() - begun);
          return answer.error ? Promise.reject(answer.error) : Promise.resolve(urgency);
        }),
      );
      call.catch((error: unknown) => refusals.push(error as VendorError));
      return call;
    };
  return {
    budgets,
    reads: made.GET,
    updates: made.PUT,
    read: ask('GET'),
    update: ask('PUT'),
    refusals,
    answer,
    warnings,
  };
}

const settled = (calls: Promise<unknown>[]): Promise<unknown> => Promise.allSettled(calls);

/** The most that lie within one minute, wherever it begins. */
const worstMinute = (times: readonly number[]): number =>
  Math.max(0, ...times.map((from) => times.filter((it) => it >= from && it < from + MINUTE).length));

const zendesk429 = (details: { retryAfterMs?: number; body?: unknown } = {}): VendorError =>
  new VendorError('GET: 429', { vendor: 'zendesk', reached: 'answered', status: 429, ...details });

describe('the budget of requests to Zendesk', () => {
  it('B1 has reads and updates of their own, and no minute has more than either', async () => {
    const { read, update, reads, updates } = rig();
    const calls: Promise<unknown>[] = [];
    for (let second = 0; second < 180; second += 1) {
      for (let n = 0; n < 6; n += 1) calls.push(read('due'), update('due'));
      if (second % 20 === 0) calls.push(read('requested'), update('requested'));
      await vi.advanceTimersByTimeAsync(1_000);
    }
    await vi.advanceTimersByTimeAsync(MINUTE);
    await settled(calls);
    expect(worstMinute(reads)).toBeLessThanOrEqual(200);
    expect(worstMinute(updates)).toBeLessThanOrEqual(50);
    expect(reads.length).toBeGreaterThan(3 * 150);
    expect(updates.length).toBeGreaterThan(3 * 35);
  });

  it('B1 counts each request: all pages of a list, and whatever writes to something else than a ticket', async () => {
    const { budgets, updates } = rig({ updates: 1 });
    const sent: string[] = [];
    for (const [method, path] of [
      ['GET', '/api/v2/tickets/7/audits.json'],
      ['PUT', '/api/v2/users/9.json'],
      ['GET', '/api/v2/incremental/tickets/cursor.json'],
    ] as const)
      await budgets.zendesk({ method, path }, () => Promise.resolve(sent.push(path)));
    expect(sent).toHaveLength(3);
    expect(updates).toEqual([]);
  });

  it('B2 lets requested calls go first, then what is due, then display fields and the sweep', async () => {
    const { update, read } = rig({ updates: 5 });
    const order: string[] = [];
    const say = (urgency: Urgency) => (): unknown => order.push(urgency);
    await settled(Array.from({ length: 5 }, () => update('requested')));
    const calls = [
      update('low', 80_000).then(say('low')),
      update('due', 80_000).then(say('due')),
      update('requested', 80_000).then(say('requested')),
    ];
    await vi.advanceTimersByTimeAsync(75_000);
    await settled(calls);
    expect(order).toEqual(['requested', 'due', 'low']);
    expect(await read('due')).toBe('due');
  });

  it('B2 lets whoever has begun to read finish before others of the same urgency begin', async () => {
    const { budgets, read } = rig({ reads: 5 });
    await settled(Array.from({ length: 4 }, () => read('requested')));
    const order: string[] = [];
    const call = (who: string) =>
      budgets.zendesk({ method: 'GET', path: '/api/v2/x' }, () => Promise.resolve(order.push(who)));
    const late: Promise<unknown>[] = [];
    const begun = asCaller({ urgency: 'requested', patienceMs: 100_000 }, async () => {
      await call('begun');
      late.push(asCaller({ urgency: 'requested', patienceMs: 100_000 }, () => call('new')));
      await call('begun');
    });
    await vi.advanceTimersByTimeAsync(70_000);
    await settled([begun, ...late]);
    expect(order).toEqual(['begun', 'begun', 'new']);
  });

  it('Z1 has room at once for what an agent has asked for while the rest of the budget is used up', async () => {
    const { update } = rig();
    const others = settled(Array.from({ length: 200 }, () => update('low')));
    for (let second = 0; second < 45; second += 1) {
      void settled([update('due'), update('due'), update('low')]);
      await vi.advanceTimersByTimeAsync(1_000);
    }
    for (let n = 0; n < 8; n += 1) {
      const before = Date.now();
      const macro = update('requested');
      await vi.advanceTimersByTimeAsync(3_000);
      expect(await macro).toBe('requested');
      expect(Date.now() - before).toBeLessThanOrEqual(3_000);
    }
    await vi.advanceTimersByTimeAsync(MINUTE);
    await others;
  });

  it('B3 sends away what would wait longer than its attempt may take, each with a time of its own', async () => {
    const { update, refusals, updates } = rig();
    const calls = settled(Array.from({ length: 500 }, () => update('due')));
    await vi.advanceTimersByTimeAsync(15_000);
    await calls;
    expect(updates.length + refusals.length).toBe(500);
    for (const error of refusals) {
      expect(error).toMatchObject({
        name: 'VendorError',
        vendor: 'zendesk',
        status: 429,
        reached: 'notSent',
        own: true,
      });
    }
    const times = refusals.map(({ retryAfterMs }) => retryAfterMs!);
    expect(Math.min(...times)).toBeGreaterThan(0);
    // 40 a minute are for what is due; the last of them comes back when the others have been served.
    expect(Math.max(...times)).toBeGreaterThan(10 * MINUTE);
    expect(worstMinute(times)).toBeLessThanOrEqual(50);
  });

  it('B3 does not make a request whose attempt has been given up', async () => {
    const { update, updates } = rig({ updates: 1 });
    await update('due');
    const given = new AbortController();
    const call = asCaller({ urgency: 'due', patienceMs: 70_000, signal: given.signal }, () => update('due', 70_000));
    const ended = settled([call]);
    await vi.advanceTimersByTimeAsync(1_000);
    given.abort();
    await vi.advanceTimersByTimeAsync(100_000);
    await ended;
    expect(updates.length).toBeLessThanOrEqual(2);
  });

  it('B1 takes a changed policy at once, and forgets nothing that was already used', async () => {
    const rates = { sendsPerSecond: 5, zendeskUpdatesPerMinute: 1, zendeskReadsPerMinute: 1 };
    const parts = { account: 'acme', peers: alone, metrics: createMetrics(), log: { warn: () => undefined } as never };
    const { zendesk } = createBudgets({ ...parts, rates: () => rates, now: Date.now });
    const read = () => zendesk({ method: 'GET', path: '/api/v2/x' }, () => Promise.resolve('read'));
    await read();
    await expect(read()).rejects.toMatchObject({ own: true });
    rates.zendeskReadsPerMinute = 3;
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await read()).toBe('read');
    await expect(asCaller({ urgency: 'due', patienceMs: 1_000 }, read)).rejects.toMatchObject({ own: true });
  });
});

describe('a 429 of Zendesk', () => {
  it('B5 quiets the account: no other call is made until its Retry-After is over', async () => {
    const { read, update, reads, updates, answer } = rig();
    answer.error = zendesk429({ retryAfterMs: 8_000 });
    await expect(read('requested')).rejects.toMatchObject({ status: 429, own: false });
    delete answer.error;
    const calls = [read('requested'), read('due'), update('due')];
    await vi.advanceTimersByTimeAsync(7_900);
    expect([reads.length, updates.length]).toEqual([1, 0]);
    await vi.advanceTimersByTimeAsync(1_000);
    await settled(calls);
    expect([reads.length, updates.length]).toEqual([3, 1]);
  });

  it('B5 quiets it without a Retry-After too, longer each time, until a call is answered', async () => {
    const { read, answer, reads } = rig();
    answer.error = zendesk429();
    for (const pause of [10_000, 20_000, 40_000]) {
      await expect(read('due')).rejects.toMatchObject({ status: 429 });
      const early = settled([read('due', 1)]);
      await vi.advanceTimersByTimeAsync(pause - 100);
      await early;
      await vi.advanceTimersByTimeAsync(200);
    }
    expect(reads).toHaveLength(3);
    delete answer.error;
    expect(await read('due')).toBe('due');
    answer.error = zendesk429();
    await expect(read('due')).rejects.toMatchObject({ status: 429 });
    delete answer.error;
    const again = read('due', 20_000);
    await vi.advanceTimersByTimeAsync(10_300);
    expect(await again).toBe('due');
  });

  it('B5 believes no pause of more than an hour', async () => {
    const { read, answer } = rig();
    answer.error = zendesk429({ retryAfterMs: 50 * 365 * 24 * 60 * MINUTE });
    await settled([read('due')]);
    delete answer.error;
    const { retryAfterMs } = (await read('due').catch((error: unknown) => error)) as VendorError;
    expect(retryAfterMs).toBeLessThanOrEqual(60 * MINUTE);
  });

  it('B5 does not quiet the account for the limit of one ticket, or of the export', async () => {
    const { budgets, update, updates, answer } = rig();
    const body = 'You have exceeded the rate limit for updating a single unique user ticket';
    answer.error = zendesk429({ retryAfterMs: 300_000, body });
    await settled([update('due')]);
    const refused = budgets.zendesk({ method: 'GET', path: '/api/v2/incremental/tickets/cursor.json' }, () =>
      Promise.reject(zendesk429({ retryAfterMs: 60_000 })),
    );
    await settled([refused]);
    delete answer.error;
    await update('due');
    expect(updates).toHaveLength(2);
  });
});

describe('a budget that several worker processes share', () => {
  it('B4 is divided among them, and together they do not exceed it', async () => {
    const two: Peers = { count: () => 2, knownAt: () => 0 };
    const rigs = [rig({ peers: two }), rig({ peers: two })];
    const calls: Promise<unknown>[] = [];
    for (let second = 0; second < 120; second += 1) {
      for (const { read, update } of rigs) calls.push(read('due'), read('due'), read('requested'), update('requested'));
      await vi.advanceTimersByTimeAsync(1_000);
    }
    await vi.advanceTimersByTimeAsync(MINUTE);
    await settled(calls);
    expect(worstMinute(rigs.flatMap(({ reads }) => reads))).toBeLessThanOrEqual(200);
    expect(worstMinute(rigs.flatMap(({ updates }) => updates))).toBeLessThanOrEqual(50);
    expect(rigs[0]!.updates.length).toBeGreaterThan(2 * 23);
  });

  it('B4 is not used by a process that has just joined others, except for what an agent has asked for', async () => {
    const knownAt = Date.now() + 12_000;
    const { update, updates, refusals } = rig({ peers: { count: () => 2, knownAt: () => knownAt } });
    const calls = settled([update('due'), update('requested')]);
    await vi.advanceTimersByTimeAsync(11_000);
    await calls;
    expect(updates).toHaveLength(1);
    // Another process may have room.
    expect(refusals[0]!.retryAfterMs).toBeLessThanOrEqual(10_000);
    await expect(update('due', 1)).rejects.toMatchObject({ own: true });
    await vi.advanceTimersByTimeAsync(MINUTE + 2_000);
    expect(await update('due')).toBe('due');
  });

  it('B4 waits for a moment where it is not known yet who else there is', async () => {
    const known: { at?: number } = {};
    const { update } = rig({ peers: { count: () => 1, knownAt: () => known.at } });
    const call = update('due');
    await vi.advanceTimersByTimeAsync(500);
    known.at = 0;
    await vi.advanceTimersByTimeAsync(1_000);
    expect(await call).toBe('due');
  });
});
