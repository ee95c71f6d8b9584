import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createOwnWork } from '../../src/service/account/internal/ownWork';
import { elapsed } from '../../src/system/elapsed';
import { gathering, HELD_MS } from '../../src/service/receiver/internal/gather';
import { TicketsUnavailable } from '../../src/temporal/ticketsPort';
import type { SingleEvent } from '../../workflows/core/events';
import { FakeTickets } from '../support/receiver';

const purpose = { kind: 'followUp', name: 'followUp' } as const;
const status = (id: string, to = 'open'): SingleEvent => ({ type: 'statusChanged', id, status: to });
const arrived = (id: string): SingleEvent => ({ type: 'delivered', id, reference: 'm1', arrived: true });
const message = (id: string, by: 'customer' | 'agent'): SingleEvent => ({
  ...{ type: 'messageSeen', id, conversationId: 'c1' },
  message: { by, id: `m-${id}`, at: 1 },
});

function receiver() {
  const ownWork = createOwnWork(elapsed);
  const tickets = new FakeTickets();
  tickets.runs.add('100');
  return { tickets, ownWork, gathered: gathering(tickets, { ownWork: () => ownWork }) };
}

describe('B12 hints of one ticket within a moment', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('B12 go in one signal, in their order, each once, and are acknowledged when it is durable', async () => {
    const { tickets, gathered } = receiver();
    const hints = [status('s1'), message('a1', 'agent'), arrived('d1'), arrived('d1')];
    const done = vi.fn();
    const all = Promise.all(hints.map((it) => gathered.deliver('100', it))).then(done);
    await vi.advanceTimersByTimeAsync(HELD_MS - 1);
    expect([tickets.taken, done.mock.calls]).toEqual([[], []]);
    await vi.advanceTimersByTimeAsync(1);
    await all;
    expect(done).toHaveBeenCalledWith(hints.map(() => 'taken'));
    const events = hints.slice(0, 3);
    expect(tickets.taken).toEqual([{ ticketId: '100', event: { type: 'several', id: 's1+a1+d1', events } }]);
  });

  it('B12 a customer’s message waits for nothing, and takes along what waits', async () => {
    const { tickets, gathered } = receiver();
    const waiting = gathered.deliver('100', status('s1'));
    expect(await gathered.deliver('100', message('c1', 'customer'))).toBe('taken');
    expect(await waiting).toBe('taken');
    const events = [status('s1'), message('c1', 'customer')];
    expect(tickets.taken).toEqual([{ ticketId: '100', event: { type: 'several', id: 's1+c1', events } }]);
    expect(await gathered.deliver('100', message('c2', 'customer'))).toBe('taken');
    expect(tickets.taken.at(-1)?.event).toEqual(message('c2', 'customer'));
  });

  it('B12 other tickets do not wait for them, and one alone goes as it is', async () => {
    const { tickets, gathered } = receiver();
    tickets.runs.add('200');
    const both = Promise.all([gathered.deliver('100', status('s1')), gathered.deliver('200', status('s2'))]);
    await vi.advanceTimersByTimeAsync(HELD_MS);
    await both;
    expect(tickets.taken).toEqual([
      { ticketId: '100', event: status('s1') },
      { ticketId: '200', event: status('s2') },
    ]);
  });

  it('B12 are all to be sent again where Temporal cannot take them', async () => {
    const { tickets, gathered } = receiver();
    tickets.down.add('100');
    const each = Promise.allSettled([status('s1'), arrived('d1')].map((it) => gathered.deliver('100', it)));
    await vi.advanceTimersByTimeAsync(HELD_MS);
    for (const it of await each) expect(it).toMatchObject({ reason: expect.any(TicketsUnavailable) as unknown });
  });

  it('B12 wait no more when hundreds do: each is a request in progress', async () => {
    const { tickets, gathered } = receiver();
    const waiting = Array.from({ length: 200 }, (_, n) => gathered.deliver(`t${n}`, arrived(`d${n}`)));
    expect(await gathered.deliver('100', arrived('d'))).toBe('taken');
    expect(tickets.taken).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(HELD_MS);
    expect(await Promise.all(waiting)).toContain('noRun');
  });

  it('B12 a change of a ticket that has been read since is not told again', async () => {
    const { tickets, ownWork, gathered } = receiver();
    const waiting = gathered.deliver('100', status('s1'));
    ownWork.reads('100')('pending');
    await vi.advanceTimersByTimeAsync(HELD_MS);
    expect([await waiting, tickets.taken]).toEqual(['taken', []]);
  });

  it('B12 but is, where that reading began before, has not succeeded, or was of another ticket', async () => {
    const { tickets, ownWork, gathered } = receiver();
    const before = ownWork.reads('100');
    const first = gathered.deliver('100', status('s1'));
    before('pending');
    ownWork.reads('100');
    ownWork.reads('200')('open');
    await vi.advanceTimersByTimeAsync(HELD_MS);
    await first;
    expect(tickets.taken.map(({ event }) => event.id)).toEqual(['s1']);
  });

  it('B12 what else has come goes without it', async () => {
    const { tickets, ownWork, gathered } = receiver();
    const both = Promise.all([gathered.deliver('100', status('s1')), gathered.deliver('100', arrived('d1'))]);
    ownWork.reads('100')('open');
    await vi.advanceTimersByTimeAsync(HELD_MS);
    expect([await both, tickets.taken]).toEqual([['taken', 'taken'], [{ ticketId: '100', event: arrived('d1') }]]);
  });

  it('B12 a change to the status that a reading under way has found, or one of just now, is not told', async () => {
    const { tickets, ownWork, gathered } = receiver();
    const underWay = ownWork.reads('100');
    const first = gathered.deliver('100', status('s1'));
    underWay('open');
    await vi.advanceTimersByTimeAsync(9_000);
    const second = gathered.deliver('100', status('s2'));
    await vi.advanceTimersByTimeAsync(HELD_MS);
    expect([await first, await second, tickets.taken]).toEqual(['taken', 'taken', []]);
  });

  it('B12 but is, where a later reading has found another, or the reading is older', async () => {
    const { tickets, ownWork, gathered } = receiver();
    const earlier = ownWork.reads('100');
    ownWork.reads('100')('pending');
    earlier('open');
    const first = gathered.deliver('100', status('s1'));
    await vi.advanceTimersByTimeAsync(HELD_MS);
    await first;
    ownWork.reads('100')('open');
    await vi.advanceTimersByTimeAsync(10_001);
    const second = gathered.deliver('100', status('s2'));
    await vi.advanceTimersByTimeAsync(HELD_MS);
    await second;
    expect(tickets.taken.map(({ event }) => event.id)).toEqual(['s1', 's2']);
  });

  it('B12 a ticket is not told of the message that this process has sent for it, but any other ticket is', async () => {
    const { tickets, ownWork, gathered } = receiver();
    tickets.runs.add('200');
    const seen = (id: string, sendId: string): SingleEvent => ({
      ...{ type: 'messageSeen', id, conversationId: 'c1' },
      message: { ...{ by: 'ventana', id: `m-${id}`, at: 1 }, ticketId: '100', sendId, purpose },
    });
    const hints = [gathered.deliver('100', seen('o1', '100-a')), gathered.deliver('200', seen('o1', '100-a'))];
    hints.push(gathered.deliver('100', seen('o2', '100-b')));
    ownWork.sent('100-a');
    await vi.advanceTimersByTimeAsync(HELD_MS);
    await Promise.all(hints);
    expect(tickets.taken.map(({ ticketId, event }) => `${ticketId} ${event.id}`)).toEqual(['100 o2', '200 o1']);
  });
});
