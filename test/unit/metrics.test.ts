import { DefaultLogger } from '@temporalio/worker';
import { describe, expect, it, vi } from 'vitest';
import { MockActivityEnvironment } from '@temporalio/testing';
import type { MessageDefinition } from '../../activities/policy';
import type { SendOrder, SendOutcome } from '../../activities/orders';
import { VendorError } from '../../activities/vendorError';
import { createMetrics } from '../../src/telemetry/metrics';
import { activityMetrics, countFromZero } from '../../src/service/worker/internal/activityMetrics';
import { COUNT_EVERY_MS, createTicketMetrics } from '../../src/telemetry/metrics/ticketMetrics';
import { createVendorCalls } from '../../src/service/account/internal/vendorCalls';
import type { WorkerActivities } from '../../src/service/worker/workers';
import { Registry } from 'prom-client';

const DUE = Date.parse('2026-11-24T10:00:00Z');
const order: SendOrder = {
  ticketId: '35436',
  sendId: 'followUp-1:template:1',
  purpose: { kind: 'followUp', name: 'followUp' },
  message: 'followUp',
  rendition: 'template',
  dueAt: DUE,
  failedMessageIds: [],
};
const messages: Record<string, MessageDefinition> = {
  followUp: { template: { name: 'x', languages: ['es'], parameters: [], category: 'utility' } },
  reopening: { template: { name: 'y', languages: ['es'], parameters: [] } },
};

/** The lines of one metric as Prometheus would read them. */
const linesOf = async ({ registry }: { registry: Registry }, name: string): Promise<string[]> =>
  (await registry.metrics()).split('\n').filter((line) => line.startsWith(name));

/** Activities as a worker of this account runs them. */
function countedActivities(given: Partial<WorkerActivities>) {
  const metrics = createMetrics();
  countFromZero('acme', metrics);
  const interceptors = [activityMetrics(() => ({ account: 'acme', messages: () => messages }), metrics)];
  const run = <Name extends keyof WorkerActivities>(
    activityType: Name,
    order: Parameters<WorkerActivities[Name]>[0],
  ): Promise<unknown> =>
    new MockActivityEnvironment({ activityType }, { interceptors, logger: new DefaultLogger('ERROR') }).run(
      given[activityType] as (it: typeof order) => Promise<unknown>,
      order,
    );
  return { metrics, run };
}

const sending = (outcome: () => Promise<SendOutcome>) => countedActivities({ sendMessage: outcome });

describe('sends', () => {
  it('are counted by purpose, rendition, category of the template and outcome', async () => {
    const { metrics, run } = sending(() => Promise.resolve({ type: 'sent', at: DUE + 2_500 }));
    await run('sendMessage', order);
    expect(await linesOf(metrics, 'ventana_sends_total')).toEqual([
      'ventana_sends_total{account="acme",purpose="followUp",rendition="template",category="utility",outcome="sent"} 1',
    ]);
  });

  it('tell how late they were, in seconds after they were due', async () => {
    const { metrics, run } = sending(() => Promise.resolve({ type: 'sent', at: DUE + 2_500 }));
    await run('sendMessage', order);
    expect(await linesOf(metrics, 'ventana_send_lateness_seconds_sum')).toEqual([
      'ventana_send_lateness_seconds_sum{account="acme",purpose="followUp"} 2.5',
    ]);
  });

  it('say nothing of lateness where nothing was sent', async () => {
    const { metrics, run } = sending(() => Promise.resolve({ type: 'unknown' }));
    await run('sendMessage', order);
    expect(await linesOf(metrics, 'ventana_send_lateness_seconds_count')).toEqual([]);
  });

  it("that failed for good are counted by reason and Meta's code", async () => {
    const failed: SendOutcome = { type: 'failed', failure: { reason: 'refused', code: 131026 } };
    const { metrics, run } = sending(() => Promise.resolve(failed));
    await run('sendMessage', order);
    expect(await linesOf(metrics, 'ventana_send_failures_total')).toEqual([
      'ventana_send_failures_total{account="acme",reason="refused",code="131026"} 1',
    ]);
  });

  it('that threw are put off, and still throw', async () => {
    const { metrics, run } = sending(() => Promise.reject(new Error('429')));
    await expect(run('sendMessage', order)).rejects.toThrow('429');
    expect(await linesOf(metrics, 'ventana_sends_total')).toEqual([expect.stringContaining('outcome="postponed"} 1')]);
  });

  it.each([
    ['a template of no known category', { message: 'reopening' }, 'unknown'],
    ['a free-form text', { rendition: 'text' as const }, 'none'],
  ])('have a word for %s', async (_what, change, category) => {
    const { metrics, run } = sending(() => Promise.resolve({ type: 'sent', at: DUE }));
    await run('sendMessage', { ...order, ...change });
    expect((await linesOf(metrics, 'ventana_sends_total'))[0]).toContain(`category="${category}"`);
  });
});

describe('notes', () => {
  const note = { kind: 'sendUnknown', purpose: order.purpose } as const;
  const update = { ticketId: '35436', notes: [{ key: 'k', note }] };

  it('are counted once they are written', async () => {
    const { metrics, run } = countedActivities({ updateTicket: () => Promise.resolve({ stamp: 's' }) });
    await run('updateTicket', update);
    expect(await linesOf(metrics, 'ventana_notes_total')).toContain(
      'ventana_notes_total{account="acme",kind="sendUnknown"} 1',
    );
  });

  it('are not counted where the update failed', async () => {
    const { metrics, run } = countedActivities({ updateTicket: () => Promise.reject(new Error('409')) });
    await expect(run('updateTicket', update)).rejects.toThrow('409');
    expect(await linesOf(metrics, 'ventana_notes_total')).toContain(
      'ventana_notes_total{account="acme",kind="sendUnknown"} 0',
    );
  });
});

describe('the sweep', () => {
  it('has read no page at the beginning: a sweep that never runs is a number, not a gap', async () => {
    const { metrics } = countedActivities({});
    expect(await linesOf(metrics, 'ventana_sweep_pages_total')).toEqual([
      'ventana_sweep_pages_total{account="acme"} 0',
    ]);
  });

  it('tells what it looked at and what it repaired', async () => {
    const { metrics, run } = countedActivities({
      readExport: () => Promise.resolve({ looked: 12, visits: [], atEnd: true }),
      visitTickets: () => Promise.resolve({ started: 1, refreshed: 3 }),
    });
    await run('readExport', { from: { since: 0 }, oldest: 0 });
    await run('visitTickets', { sweep: 's', visits: [], oldest: 0 });
    expect(await linesOf(metrics, 'ventana_sweep_pages_total')).toEqual([
      'ventana_sweep_pages_total{account="acme"} 1',
    ]);
    expect(await linesOf(metrics, 'ventana_sweep_tickets_total')).toEqual([
      'ventana_sweep_tickets_total{account="acme",outcome="looked"} 12',
      'ventana_sweep_tickets_total{account="acme",outcome="started"} 1',
      'ventana_sweep_tickets_total{account="acme",outcome="refreshed"} 3',
    ]);
  });
});

describe('calls to a vendor', () => {
  const calling = (send: () => Promise<string>) => {
    const metrics = createMetrics();
    const { call } = createVendorCalls('zendesk', { account: 'acme', metrics, now: Date.now });
    return { metrics, user: () => call('user', send) };
  };
  const refusal = (status?: number) =>
    new VendorError('no', { vendor: 'zendesk', reached: 'answered', ...(status !== undefined && { status }) });

  it('are timed by operation, and answer as before', async () => {
    const { metrics, user } = calling(() => Promise.resolve('user 7'));
    expect(await user()).toBe('user 7');
    expect(await linesOf(metrics, 'ventana_vendor_call_seconds_count')).toEqual([
      'ventana_vendor_call_seconds_count{account="acme",vendor="zendesk",operation="user"} 1',
    ]);
    expect(await linesOf(metrics, 'ventana_vendor_errors_total')).toEqual([]);
  });

  it.each([
    [429, '429'],
    [401, '401'],
    [418, '4xx'],
    [503, '5xx'],
    [undefined, 'none'],
  ])('that end with %s count as errors of status %s', async (status, label) => {
    const { metrics, user } = calling(() => Promise.reject(refusal(status)));
    await expect(user()).rejects.toThrow('no');
    expect(await linesOf(metrics, 'ventana_vendor_errors_total')).toEqual([
      `ventana_vendor_errors_total{account="acme",vendor="zendesk",operation="user",status="${label}"} 1`,
    ]);
  });
});

describe('open tickets', () => {
  it('are counted at a scrape, and not again within a minute', async () => {
    let now = 0;
    const registry = new Registry();
    const metrics = createTicketMetrics(registry, () => now);
    const source = vi.fn(async () => {
      await new Promise(setImmediate);
      return { byStage: { pending: 4 }, waiting: 2, overdue: 1 };
    });
    metrics.countFrom('acme', source);
    expect(await linesOf({ registry }, 'ventana_turns_waiting')).toEqual(['ventana_turns_waiting{account="acme"} 2']);
    await registry.metrics();
    expect(source).toHaveBeenCalledTimes(1);
    now += COUNT_EVERY_MS;
    await registry.metrics();
    expect(source).toHaveBeenCalledTimes(2);
    expect(await linesOf({ registry }, 'ventana_')).toEqual([
      'ventana_open_tickets{account="acme",stage="pending"} 4',
      'ventana_turns_waiting{account="acme"} 2',
      'ventana_overdue_tickets{account="acme"} 1',
    ]);
  });

  it('keep their last numbers while Temporal does not answer', async () => {
    let now = 0;
    const registry = new Registry();
    const metrics = createTicketMetrics(registry, () => now);
    const source = vi.fn(() => Promise.resolve({ byStage: { pending: 4 }, waiting: 0, overdue: 0 }));
    metrics.countFrom('acme', source);
    await registry.metrics();
    now += COUNT_EVERY_MS;
    source.mockRejectedValueOnce(new Error('down'));
    expect(await linesOf({ registry }, 'ventana_open_tickets')).toEqual([
      'ventana_open_tickets{account="acme",stage="pending"} 4',
    ]);
  });
});
