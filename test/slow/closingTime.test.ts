/** 2,000 tickets that wait for an answer at one closing time: the core and the budgets as they are, on a pretend clock. */
import { expect, it, vi } from 'vitest';
import type { Urgency } from '../../activities/urgency';
import type { VendorError } from '../../activities/vendorError';
import { asCaller } from '../../src/service/account/caller';
import { createBudgets } from '../../src/service/account/internal/budgets';
import { createMetrics } from '../../src/telemetry/metrics';
import { alone } from '../../src/temporal/peers';
import { type Conversation, type Effect, newConversation } from '../../workflows/core/conversation';
import { step, wakeAt } from '../../workflows/core/decide';
import type { OwnEvent, TicketEvent } from '../../workflows/core/events';
import { urgencyOfUpdate } from '../../workflows/core/line';
import { MINUTE, SECOND, at, when } from '../support/madrid';
import { newWorld, performIn } from '../support/world';
import type { World } from '../support/worldModel';

const TICKETS = 2_000;
const RATES = { sendsPerSecond: 5, zendeskUpdatesPerMinute: 50, zendeskReadsPerMinute: 200 };
const START = at('Mon 16:00');
const CLOSES = at('Mon 18:00');
/** Half of what an attempt may take. */
const PATIENCE_MS = 10_000;

const paths = (effect: Effect): { method: string; path: string }[] => {
  const ticket = '/api/v2/tickets/7';
  if (effect.type === 'readTruth')
    return [ticket, `${ticket}/audits`, '/api/v2/users/9'].map((path) => ({ method: 'GET', path }));
  return effect.type === 'updateTicket' ? [{ method: 'PUT', path: ticket }] : [];
};

const urgencyOf = (effect: Effect): Urgency => {
  if (effect.type === 'updateTicket') return urgencyOfUpdate(effect.update);
  return effect.type === 'readTruth' ? (effect.urgency ?? 'due') : 'due';
};

const worstMinute = (times: readonly number[]): number => {
  let worst = 0;
  for (let first = 0, last = 0; last < times.length; last += 1) {
    while (times[last]! - times[first]! >= MINUTE) first += 1;
    worst = Math.max(worst, last - first + 1);
  }
  return worst;
};

it('B6 warns the agents of 2,000 tickets before the office closes, and no minute is above the rates', async () => {
  vi.useFakeTimers({ now: START });
  const made: Record<'GET' | 'PUT', number[]> = { GET: [], PUT: [] };
  const { zendesk } = createBudgets({
    account: 'acme',
    rates: () => RATES,
    peers: alone,
    metrics: createMetrics(),
    log: { warn: () => undefined } as never,
    now: Date.now,
  });

  async function perform(world: World, effect: Effect): Promise<OwnEvent | undefined> {
    const urgency = urgencyOf(effect);
    try {
      await asCaller({ urgency, patienceMs: PATIENCE_MS }, async () => {
        for (const request of paths(effect)) {
          await zendesk(request, async () => {
            made[request.method as 'GET' | 'PUT'].push(Date.now());
            await new Promise((resolve) => setTimeout(resolve, 200));
          });
        }
      });
    } catch (error) {
      const failed = { retryAt: Date.now() + ((error as VendorError).retryAfterMs ?? 0), line: urgency };
      return effect.type === 'readTruth'
        ? { type: 'readFailed', ...failed }
        : { type: 'writeFailed', final: false, ...failed };
    }
    world.now = Date.now();
    return performIn(world, effect);
  }

  /** As `workflows/ticket.ts` does it. The customer wrote in the morning, and the ticket's fields show it. */
  async function live(ticketId: string): Promise<World> {
    const wrote = at('Mon 08:30');
    const customer = { by: 'customer' as const, id: `of ${ticketId}`, at: wrote, integrationId: 'number' };
    const world: World = {
      ...newWorld(wrote),
      ticketId,
      conversation: { id: `c${ticketId}`, own: true, ownerTicketId: ticketId },
      messages: [customer],
      notes: [],
      shown: { window: 'open', closesAt: wrote + 24 * 60 * MINUTE },
    };
    world.now = wrote;
    const inbox: (TicketEvent | OwnEvent)[] = [performIn(world, { type: 'readTruth', ticketId, asks: false })!];
    let run: Conversation = { ...newConversation(ticketId, wrote), frugal: true };
    run = step(run, inbox.splice(0), wrote).next;
    while (Date.now() < at('Mon 20:00')) {
      const wake = wakeAt(run);
      if (inbox.length === 0 && (wake ?? Infinity) > Date.now()) {
        const until = Math.min(wake ?? Infinity, at('Mon 20:00'));
        await new Promise((resolve) => setTimeout(resolve, until - Date.now()));
      }
      const { next, effect } = step(run, inbox.splice(0), Date.now());
      run = next;
      const event = effect && (await perform(world, effect));
      if (event) inbox.push(event);
    }
    return world;
  }

  try {
    const lives = Promise.all(Array.from({ length: TICKETS }, (_, n) => live(String(35_436 + n))));
    while (Date.now() < at('Mon 20:01')) await vi.advanceTimersByTimeAsync(10 * SECOND);
    const told = (await lives).flatMap(({ notes }) => notes.map((it) => it.at)).sort((a, b) => a - b);
    const figures = {
      told: told.length,
      first: when(told[0]!),
      last: when(told.at(-1)!),
      readsInWorstMinute: worstMinute(made.GET),
      updatesInWorstMinute: worstMinute(made.PUT),
      reads: made.GET.length,
      updates: made.PUT.length,
    };
    process.stdout.write(`${JSON.stringify(figures)}\n`);
    expect(told).toHaveLength(TICKETS);
    expect(told.at(-1)).toBeLessThan(CLOSES);
    expect(figures.readsInWorstMinute).toBeLessThanOrEqual(RATES.zendeskReadsPerMinute);
    expect(figures.updatesInWorstMinute).toBeLessThanOrEqual(RATES.zendeskUpdatesPerMinute);
    expect(made.GET.length).toBeLessThan(TICKETS * 4);
  } finally {
    vi.useRealTimers();
  }
}, 600_000);
