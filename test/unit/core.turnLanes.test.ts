/** L4: a long queue waits in lanes, and the order stays exact. `test:slow` has one of 100,000. */
import { describe, expect, it } from 'vitest';
import { countInLanes, laneOf } from '../../workflows/core/turnLanes';
import { DAY, HOUR, inParts, many, MINUTE, request, rules, SECOND, shuffled, START } from '../support/longQueue';
import { playTurns } from '../support/turnsPlay';

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

  it('L4 a lane that was ended with what it held is asked again, and the queue goes on', () => {
    const queue = playTurns(rules, START);
    queue.lanesEnd = true;
    inParts(many(6_000), queue.report);
    queue.until(START + 10 * MINUTE);
    const passes = queue.passes;
    queue.until(START + HOUR);
    expect(queue.passes - passes).toBeLessThan(100);
    const before = queue.answers.length;
    queue.continueAsNew();
    queue.lanesEnd = false;
    // As the tickets do it after a while.
    inParts(many(6_000).slice(-1_000), queue.report);
    queue.until(START + 2 * HOUR);
    expect(before).toBeLessThan(3_100);
    expect(queue.answers.length).toBeGreaterThanOrEqual(before + 900);
    expect(queue.turns.waiting).toEqual([]);
    expect(queue.turns.lanes).toEqual({});
  });

  it('L4 a ticket is always in the same lane, and the lanes are evenly filled', () => {
    const lanes = Array.from({ length: 32 }, () => 0);
    for (let n = 0; n < 100_000; n += 1) lanes[laneOf(String(1_000_000 + n))]! += 1;
    expect(Math.min(...lanes)).toBeGreaterThan(2_500);
    expect(Math.max(...lanes)).toBeLessThan(4_000);
  });
});
