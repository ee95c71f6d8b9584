/** L4: a long queue waits in lanes; the order stays exact, and nothing grows with its length. */
import { describe, expect, it } from 'vitest';
import type { TurnRequest } from '../../activities/orders';
import { countInLanes, laneOf } from '../../workflows/core/turnLanes';
import type { TurnEvent, TurnRules } from '../../workflows/core/turns';
import { packTurns, pack } from '../../workflows/core/turnsPacked';
import { playTurns } from '../support/turnsPlay';

const START = Date.UTC(2026, 9, 5, 7);
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const rules: TurnRules = {
  perSecond: 5,
  sendsPerSecond: 5,
  limits: { templatesPerDay: 1_000_000, notificationsPerMonth: 1_000, whenReached: 'stop' },
};
/** Customers wrote in no order at all. */
const shuffled = (n: number): number => (Math.imul(n, 2654435761) >>> 0) % 1_000_003;
const request = (n: number, changes: Partial<TurnRequest> = {}): TurnEvent => ({
  type: 'asked',
  rules,
  ticketId: String(n),
  intentId: `${n}-reopening-1`,
  customerLastAt: START - DAY + shuffled(n),
  notBefore: START + MINUTE,
  quiet: [],
  requested: false,
  uses: 'template',
  message: 'reopening',
  template: 'fuera_de_horario:es',
  expiresAt: START + 90 * DAY,
  ...changes,
});
const many = (count: number, changes: Partial<TurnRequest> = {}) =>
  Array.from({ length: count }, (_, n) => request(n, changes));
const inParts = (events: TurnEvent[], report: (...events: TurnEvent[]) => void): void => {
  for (let from = 0; from < events.length; from += 1_000) report(...events.slice(from, from + 1_000));
};
const bytes = (it: unknown): number => Buffer.byteLength(JSON.stringify(it));

describe('L4 a long queue', () => {
  it('L4 a short queue needs no lane', () => {
    const queue = playTurns(rules, START);
    inParts(many(3_000), queue.report);
    expect(queue.lanes.size).toBe(0);
  });

  it('L4 6,000 requests get their turns in their exact order, each once, at the rate', () => {
    const queue = playTurns(rules, START);
    inParts(many(6_000), queue.report);
    expect(queue.turns.waiting.length).toBeLessThanOrEqual(3_000);
    expect(queue.turns.waiting.length + countInLanes(queue.turns.lanes)).toBe(6_000);
    queue.until(START + 5 * MINUTE);
    queue.continueAsNew();
    queue.until(START + 3 * HOUR);
    const order = queue.answers.map(({ ticketId }) => Number(ticketId));
    const expected = Array.from({ length: 6_000 }, (_, n) => n).sort(
      (a, b) => shuffled(a) - shuffled(b) || (`${a}-` < `${b}-` ? -1 : 1),
    );
    expect(order).toEqual(expected);
    const last = queue.answers.at(-1)!.at;
    expect((last - START - MINUTE) / SECOND).toBeLessThan(6_000 / 5 + 10);
    expect(queue.turns.waiting).toEqual([]);
    expect(queue.turns.lanes).toEqual({});
    // Far less than one for each turn.
    expect(queue.laneSignals).toBeLessThan(6_000 / 2);
  });

  it('L4 what continue-as-new and the signals carry stays small with 100,000', () => {
    const queue = playTurns(rules, START);
    inParts(many(100_000), queue.report);
    expect(queue.turns.waiting.length + countInLanes(queue.turns.lanes)).toBe(100_000);
    expect(bytes(packTurns(queue.turns))).toBeLessThan(512 * 1024);
    for (const waiting of queue.lanes.values()) expect(bytes(pack(waiting))).toBeLessThan(512 * 1024);
    const before = performance.now();
    queue.until(START + 2 * MINUTE);
    expect(queue.answers.length).toBeGreaterThan(290);
    expect(performance.now() - before).toBeLessThan(30_000);
  });

  it('L4 an agent’s message goes first, whatever waits', () => {
    const queue = playTurns(rules, START);
    inParts(many(10_000, { notBefore: START }), queue.report);
    queue.until(START + MINUTE);
    const before = queue.answers.length;
    queue.report(request(99_999, { requested: true, notBefore: START + MINUTE }));
    queue.until(START + MINUTE + SECOND);
    expect(queue.answers.slice(before).map(({ ticketId }) => ticketId)).toContain('99999');
    expect(queue.answers.at(before)).toMatchObject({ ticketId: '99999' });
  });

  it('L4 what is older than all that waits in lanes goes before it', () => {
    const queue = playTurns(rules, START);
    inParts(many(10_000, { notBefore: START }), queue.report);
    queue.until(START + MINUTE);
    const before = queue.answers.length;
    queue.report(request(99_999, { customerLastAt: START - 2 * DAY, notBefore: START }));
    queue.until(START + MINUTE + 10 * SECOND);
    expect(queue.answers.at(before)).toMatchObject({ ticketId: '99999' });
  });

  it('L4, L2 what is withdrawn in a lane never comes back, and what asks again gets one turn', () => {
    const queue = playTurns(rules, START);
    inParts(many(8_000), queue.report);
    const gone = new Set(Array.from({ length: 8_000 }, (_, n) => n).filter((n) => n % 3 === 0));
    const again = Array.from({ length: 8_000 }, (_, n) => n).filter((n) => n % 3 === 1);
    inParts(
      [...gone].map((n) => ({ type: 'withdrawn', ticketId: String(n), intentId: `${n}-reopening-1` })),
      queue.report,
    );
    // As a template in another language now.
    inParts(
      again.map((n) => request(n, { template: 'fuera_de_horario:en' })),
      queue.report,
    );
    queue.until(START + 2 * HOUR);
    const given = queue.answers.map(({ ticketId }) => Number(ticketId));
    expect(new Set(given).size).toBe(given.length);
    expect(given.length).toBe(8_000 - gone.size);
    expect(given.filter((n) => gone.has(n))).toEqual([]);
  });

  it('L4, L5 thousands behind a hold do not keep another template waiting', () => {
    const queue = playTurns(rules, START);
    queue.report({ type: 'stopped', template: 'fuera_de_horario:es', code: 132015 });
    inParts(many(6_000, { notBefore: START }), queue.report);
    queue.report(
      ...[1, 2, 3].map((n) =>
        request(90_000 + n, { customerLastAt: START, notBefore: START, message: 'followUp', template: 'pendiente:es' }),
      ),
    );
    queue.until(START + MINUTE);
    expect(queue.answers.map(({ ticketId }) => ticketId)).toEqual(['90001', '90002', '90003']);
  });

  it('L4 in the lanes too, quiet hours are kept and end', () => {
    const quiet = [{ start: START, end: START + 10 * HOUR }];
    const queue = playTurns(rules, START);
    inParts(many(6_000, { quiet }), queue.report);
    queue.until(START + 10 * HOUR - 1);
    expect(queue.answers).toEqual([]);
    queue.until(START + 10 * HOUR + 30 * MINUTE);
    expect(queue.answers).toHaveLength(6_000);
  });

  it('L4 a ticket is always in the same lane, and the lanes are evenly filled', () => {
    const lanes = Array.from({ length: 32 }, () => 0);
    for (let n = 0; n < 100_000; n += 1) lanes[laneOf(String(1_000_000 + n))]! += 1;
    expect(Math.min(...lanes)).toBeGreaterThan(2_500);
    expect(Math.max(...lanes)).toBeLessThan(4_000);
  });
});
