import { describe, expect, it } from 'vitest';
import type { TurnRequest } from '../../activities/orders';
import { type TurnRules, type Turns, giveTurns, newTurns } from '../../workflows/core/turns';
import { playTurns } from '../support/turnsPlay';

const START = Date.UTC(2026, 9, 5, 7);
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

const rules = (changes: Partial<TurnRules> = {}, limits: Partial<TurnRules['limits']> = {}): TurnRules => ({
  perSecond: 50 / 60,
  ...changes,
  limits: { templatesPerDay: 250, notificationsPerMonth: 1_000, whenReached: 'stop', ...limits },
});
const request = (n: number, changes: Partial<TurnRequest> = {}): TurnRequest => ({
  ticketId: String(n),
  intentId: `intent ${n}`,
  customerLastAt: START - n * MINUTE,
  notBefore: START,
  quiet: [],
  requested: false,
  uses: 'template',
  message: 'reopening',
  expiresAt: START + 90 * 24 * HOUR,
  ...changes,
});
const asked = (it: TurnRequest, theirs = rules()) => ({ type: 'asked' as const, rules: theirs, ...it });

interface Given {
  at: number;
  ticketId: string;
  type: string;
  warning?: { used: number; max: number };
}

/** Lets time pass from one wake to the next until `end`. */
function play(turns: Turns, end: number): { given: Given[]; turns: Turns } {
  const played = playTurns(turns.rules, turns.asOf);
  played.turns = turns;
  played.report();
  played.until(end);
  return { given: played.answers, turns: played.turns };
}

const queue = (requests: TurnRequest[], theirs = rules()): Turns =>
  giveTurns(
    newTurns(theirs, START - MINUTE),
    requests.map((it) => asked(it, theirs)),
    START - MINUTE,
  ).next;

describe('turns', () => {
  it('H9 go to the oldest customer message first, in whatever order they were asked for', () => {
    const { given } = play(queue([3, 9, 1, 7, 5].map((n) => request(n))), START + HOUR);
    expect(given.map(({ ticketId }) => ticketId)).toEqual(['9', '7', '5', '3', '1']);
  });

  it('H9 are given at the configured rate: 3,000 tickets at 50 a minute take an hour', () => {
    const large = rules({}, { templatesPerDay: 100_000 });
    const { given } = play(
      queue(
        Array.from({ length: 3_000 }, (_, n) => request(n)),
        large,
      ),
      START + 3 * HOUR,
    );
    expect(given).toHaveLength(3_000);
    const last = Math.max(...given.map(({ at }) => at));
    expect((last - START) / MINUTE).toBeGreaterThan(58);
    expect((last - START) / MINUTE).toBeLessThan(61);
    for (let minute = 0; minute < 59; minute += 1) {
      const from = START + minute * MINUTE;
      expect(given.filter(({ at }) => at >= from && at < from + MINUTE).length).toBeLessThanOrEqual(56);
    }
  });

  it('are not given before the time they are for', () => {
    const { given } = play(queue([request(1, { notBefore: START + HOUR })]), START + 2 * HOUR);
    expect(given).toMatchObject([{ at: START + HOUR, type: 'turn' }]);
  });

  it('are not given in quiet hours: who waited into the evening has the first turn of the morning', () => {
    const quiet = [{ start: START + HOUR, end: START + 12 * HOUR }];
    const { given } = play(queue([request(1, { notBefore: START + 2 * HOUR, quiet })]), START + 20 * HOUR);
    expect(given).toMatchObject([{ at: START + 12 * HOUR, type: 'turn' }]);
  });

  it('do not make an agent wait: what a macro asked for is not paced', () => {
    const automatic = Array.from({ length: 20 }, (_, n) => request(n));
    const busy = play(queue(automatic), START).turns;
    const { answers } = giveTurns(busy, [asked(request(99, { requested: true }))], START + 1);
    expect(answers).toMatchObject([{ ticketId: '99', type: 'turn' }]);
  });

  it('are given once for an intent that asks again', () => {
    const { given } = play(queue([request(1), request(1)]), START + HOUR);
    expect(given).toHaveLength(1);
  });
});

describe('rule 10: the limits of the seed', () => {
  const ten = rules({ perSecond: 100 }, { templatesPerDay: 10 });
  const many = (count: number, changes: Partial<TurnRequest> = {}) =>
    Array.from({ length: count }, (_, n) => request(n + 1, changes));

  it('automatic outreach waits at 100 % until the day has rolled on', () => {
    const { given, turns } = play(queue(many(12), ten), START + 23 * HOUR);
    expect(given).toHaveLength(10);
    expect(turns.waiting).toHaveLength(2);
    const later = play(turns, START + 26 * HOUR).given;
    expect(later).toHaveLength(2);
    expect(later[0]!.at).toBeGreaterThanOrEqual(START + 24 * HOUR);
  });

  it('people are told at 80 %, once', () => {
    const { given } = play(queue(many(10), ten), START + HOUR);
    expect(given.filter(({ warning }) => warning)).toMatchObject([{ warning: { used: 8, max: 10 } }]);
  });

  it('a requested one is refused at 100 %', () => {
    const full = play(queue(many(10), ten), START).turns;
    const { answers } = giveTurns(full, [asked(request(99, { requested: true }), ten)], START + MINUTE);
    expect(answers).toMatchObject([{ type: 'turnRefused', warning: { limit: 'templatesPerDay', used: 10, max: 10 } }]);
  });

  it('a requested one goes out at 100 % with limits.whenReached: warn', () => {
    const warn = rules({ perSecond: 100 }, { templatesPerDay: 10, whenReached: 'warn' });
    const full = play(queue(many(10), warn), START).turns;
    const { answers } = giveTurns(full, [asked(request(99, { requested: true }), warn)], START + MINUTE);
    expect(answers).toMatchObject([{ type: 'turn', warning: { used: 10, max: 10 } }]);
  });

  it('a free-form text uses nothing up', () => {
    const texts = many(30).map(({ uses: _uses, ...it }) => it);
    expect(play(queue(texts, ten), START + HOUR).given).toHaveLength(30);
  });

  it('notifications are counted by the month', () => {
    const three = rules({ perSecond: 100 }, { notificationsPerMonth: 3 });
    const { given, turns } = play(queue(many(5, { uses: 'notification' }), three), START + HOUR);
    expect(given).toHaveLength(3);
    const november = Date.UTC(2026, 10, 1);
    expect(play(turns, november - HOUR).given).toHaveLength(0);
    expect(play(turns, november + HOUR).given).toHaveLength(2);
  });
});

describe('what WhatsApp has stopped', () => {
  it('132015 holds the sends of that template only, lets one through every five minutes, and goes on when it is not refused', () => {
    const stopped = giveTurns(
      newTurns(rules({ perSecond: 100 }), START),
      [{ type: 'stopped', message: 'reopening' }],
      START,
    ).next;
    const requests = [request(1), request(2), request(3, { message: 'followUp' })].map((it) =>
      asked(it, rules({ perSecond: 100 })),
    );
    const { next, answers } = giveTurns(stopped, requests, START + 1);
    expect(answers).toMatchObject([{ ticketId: '3' }]);
    const { given } = play(next, START + HOUR);
    expect(given.map(({ ticketId, at }) => [ticketId, Math.round((at - START) / MINUTE)])).toEqual([
      ['2', 5],
      ['1', 6],
    ]);
  });

  it('132015 tells the agent of a message that waits behind another ticket, once; not of an automatic one', () => {
    const stop = { type: 'stopped' as const, message: 'reopening', code: 132015 };
    const waiting = [request(1, { requested: true }), request(2), request(3, { requested: true, message: 'incident' })];
    const first = giveTurns(newTurns(rules(), START), [stop, ...waiting.map((it) => asked(it))], START);
    expect(first.answers).toEqual([
      { type: 'turn', ticketId: '3', intentId: 'intent 3', given: START },
      { type: 'turnHeld', ticketId: '1', intentId: 'intent 1', code: 132015 },
    ]);
    expect(giveTurns(first.next, [stop], START + MINUTE).answers).toEqual([]);
    const probed = giveTurns(first.next, [], START + 5 * MINUTE);
    expect(probed.answers).toMatchObject([{ type: 'turn', ticketId: '1' }]);
  });

  it('131031 holds all sends of the account, and goes on holding when the probe is refused', () => {
    const stop = { type: 'stopped' as const };
    const fast = rules({ perSecond: 100 });
    const stopped = giveTurns(newTurns(fast, START), [stop, ...[1, 2, 3].map((n) => asked(request(n), fast))], START);
    expect(stopped.answers).toEqual([]);
    const probed = giveTurns(stopped.next, [], START + 5 * MINUTE);
    expect(probed.answers).toHaveLength(1);
    const again = giveTurns(probed.next, [stop], START + 5 * MINUTE + SECOND);
    expect(giveTurns(again.next, [], START + 8 * MINUTE).answers).toEqual([]);
    expect(giveTurns(again.next, [], START + 11 * MINUTE).answers).toHaveLength(1);
  });
});
