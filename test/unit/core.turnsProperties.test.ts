/** L1-L7 over random lives of the account's turns, and over a quarter of them. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TurnRequest } from '../../activities/orders';
import {
  type TurnEvent,
  type TurnRules,
  type Turns,
  giveTurns,
  newTurns,
  turnsWakeAt,
} from '../../workflows/core/turns';
import { byCustomer } from '../../workflows/core/turnState';
import { partOf } from '../../workflows/core/turnNews';
import { playTurns } from '../support/turnsPlay';

const START = Date.UTC(2026, 9, 5, 7);
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const rules = (templatesPerDay: number, perSecond = 50 / 60, sendsPerSecond = 5): TurnRules => ({
  perSecond,
  sendsPerSecond,
  limits: { templatesPerDay, notificationsPerMonth: 1_000, whenReached: 'stop' },
});
const request = (n: number, changes: Partial<TurnRequest> = {}): TurnRequest => ({
  ticketId: String(n),
  intentId: `intent ${n}`,
  customerLastAt: START - DAY + n,
  notBefore: START,
  quiet: [],
  requested: false,
  uses: 'template',
  message: 'reopening',
  template: 'a:es',
  expiresAt: START + 1_000 * DAY,
  ...changes,
});
const asked = (it: TurnRequest, theirs: TurnRules): TurnEvent => ({ type: 'asked', rules: theirs, ...it });

type Step = { after: number; do: 'ask' | 'macro' | 'text' | 'withdraw' | 'giveBack' | 'stop' | 'again'; which: number };
const steps = fc.array(
  fc.record<Step>({
    after: fc.oneof(fc.integer({ min: 0, max: 5 * MINUTE }), fc.integer({ min: 0, max: 10 * HOUR })),
    do: fc.constantFrom('ask', 'ask', 'ask', 'macro', 'text', 'withdraw', 'giveBack', 'stop', 'again'),
    which: fc.nat(40),
  }),
  { minLength: 5, maxLength: 60 },
);

describe('L1, L2, L6 the turns of any life', () => {
  it('L1, L6 never pass the limit within any 24 hours, never spin, and leave nobody behind', () => {
    fc.assert(
      fc.property(steps, fc.integer({ min: 1, max: 6 }), (life, limit) => {
        const theirs = rules(limit);
        const queue = playTurns(theirs, START);
        const live = new Set<string>();
        const back = new Set<string>();
        let now = START;
        for (const [index, step] of life.entries()) {
          now += step.after;
          queue.until(now);
          const known = queue.answers.filter(({ type }) => type === 'turn');
          const given = known[step.which % Math.max(1, known.length)];
          const kind = step.which % 2 === 0 ? { template: 'a:es' } : { template: 'b:es', message: 'incident' };
          const quiet = step.which % 5 === 0 ? [{ start: now + HOUR, end: now + 10 * HOUR }] : [];
          const ask = (changes: Partial<TurnRequest>): void => {
            const it = request(index, { notBefore: now + MINUTE, ...changes });
            live.add(it.intentId);
            queue.report(asked(it, theirs));
          };
          if (step.do === 'ask') ask({ ...kind, quiet });
          if (step.do === 'macro') ask({ ...kind, requested: true });
          if (step.do === 'text') {
            const { uses: _uses, template: _template, ...text } = request(index, { notBefore: now });
            live.add(text.intentId);
            queue.report(asked(text, theirs));
          }
          if (step.do === 'withdraw') {
            live.delete(`intent ${step.which}`);
            queue.report({ type: 'withdrawn', ticketId: String(step.which), intentId: `intent ${step.which}` });
          }
          if (step.do === 'giveBack' && given?.type === 'turn') {
            const { ticketId, intentId, given: at } = given;
            back.add(`${intentId} ${at}`);
            const event = { type: 'withdrawn', ticketId, intentId, given: at } as const;
            queue.report(event, event);
          }
          if (step.do === 'stop')
            queue.report({ type: 'stopped', code: 132015, ...(step.which > 5 && { template: 'a:es' }) });
          if (step.do === 'again') queue.continueAsNew();
        }
        queue.until(now + 200 * DAY);
        const counted = queue.answers.flatMap((it) =>
          it.type === 'turn' && !back.has(`${it.intentId} ${it.given}`) ? [it] : [],
        );
        const isTemplate = (id: string) => life[Number(id)]?.do !== 'text';
        const times = counted.filter(({ ticketId }) => isTemplate(ticketId)).map(({ given }) => given);
        for (const time of times) {
          const within = times.filter((it) => it >= time && it < time + DAY).length;
          expect(within).toBeLessThanOrEqual(limit);
        }
        const answered = new Set(
          queue.answers.filter(({ type }) => type !== 'turnHeld').map(({ intentId }) => intentId),
        );
        expect([...live].filter((it) => !answered.has(it))).toEqual([]);
        expect(turnsWakeAt(queue.turns)).toBeUndefined();
      }),
      { numRuns: 60 },
    );
  });

  it('L6 nothing wakes up for a hold whose probe nobody can be', () => {
    const theirs = rules(1);
    const queue = playTurns(theirs, START);
    queue.report(asked(request(1), theirs));
    queue.report({ type: 'stopped', template: 'a:es', code: 132015 });
    queue.report(asked(request(2), theirs), asked(request(3), theirs));
    const before = queue.passes;
    queue.until(START + 23 * HOUR);
    expect(queue.passes).toBe(before);
    expect(turnsWakeAt(queue.turns)).toBe(START + DAY + MINUTE);
  });

  it('L2 a request that nobody renews expires: it gets no turn and uses nothing up', () => {
    const theirs = rules(1);
    const queue = playTurns(theirs, START);
    queue.report(
      asked(request(1), theirs),
      asked(request(2, { expiresAt: START + 3 * HOUR }), theirs),
      asked(request(3), theirs),
    );
    queue.until(START + 3 * DAY);
    expect(queue.answers.map(({ ticketId }) => ticketId)).toEqual(['1', '3']);
  });

  it('L3 what is given back can be used at once, and only once', () => {
    const theirs = rules(1);
    const queue = playTurns(theirs, START);
    queue.report(...[1, 2, 3].map((n) => asked(request(n), theirs)));
    const back = { type: 'withdrawn', ticketId: '1', intentId: 'intent 1', given: START } as const;
    queue.report(back, back);
    queue.report(back);
    expect(queue.answers.map(({ ticketId }) => ticketId)).toEqual(['1', '2']);
    expect(queue.turns.templates.used).toBe(1);
  });

  it('L1 a message that was handed over late counts from then', () => {
    const theirs = rules(1);
    const queue = playTurns(theirs, START);
    queue.report(asked(request(1), theirs), asked(request(2), theirs));
    queue.until(START + 5 * HOUR);
    queue.report({ type: 'used', ticketId: '1', intentId: 'intent 1', given: START, at: START + 5 * HOUR });
    queue.until(START + DAY + 4 * HOUR);
    expect(queue.answers).toHaveLength(1);
    queue.until(START + DAY + 6 * HOUR);
    expect(queue.answers).toHaveLength(2);
  });
});

describe('L5, L6 holds', () => {
  it('L5 of a template hold all messages that use it, no other language and no free-form text', () => {
    const theirs = rules(100);
    const queue = playTurns(theirs, START);
    const { uses: _uses, template: _template, ...text } = request(4);
    queue.report({ type: 'stopped', template: 'a:es', message: 'reopening', code: 132015 });
    queue.report(
      ...[request(1), request(2, { message: 'incident' }), request(3, { template: 'a:en' }), text].map((it) =>
        asked(it, theirs),
      ),
    );
    expect(queue.answers.map(({ ticketId }) => ticketId)).toEqual(['3', '4']);
  });

  it('L6 one probe for the hold; given back, the next one goes at once', () => {
    const theirs = rules(100);
    const queue = playTurns(theirs, START);
    queue.report({ type: 'stopped', code: 131042 });
    queue.report(...[1, 2, 3].map((n) => asked(request(n), theirs)));
    queue.until(START + 5 * MINUTE);
    expect(queue.answers.map(({ ticketId }) => ticketId)).toEqual(['1']);
    queue.report({ type: 'withdrawn', ticketId: '1', intentId: 'intent 1', given: START + 5 * MINUTE });
    expect(queue.answers.map(({ ticketId }) => ticketId)).toEqual(['1', '2']);
  });
});

describe('L6 a probe that no vendor takes', () => {
  const given = START + 5 * MINUTE;
  const probe = { ticketId: '1', intentId: 'intent 1', given };
  function probing() {
    const queue = playTurns(rules(100), START);
    queue.report({ type: 'stopped', code: 131042 });
    queue.report(...[1, 2, 3].map((n) => asked(request(n), rules(100))));
    queue.until(given + 10 * SECOND);
    queue.report({ type: 'late', ...probe });
    return queue;
  }
  const told = ({ answers }: ReturnType<typeof probing>) =>
    answers.flatMap((it) => (it.type === 'turn' ? [[it.ticketId, it.at - START, it.probe]] : []));

  it('L6 does not end the hold: another goes after a quarter of an hour', () => {
    const queue = probing();
    queue.until(START + 20 * MINUTE);
    const first = ['1', 5 * MINUTE, true];
    expect(told(queue)).toEqual([first]);
    queue.until(START + 20 * MINUTE + 11 * SECOND);
    expect(told(queue)).toEqual([first, ['2', 20 * MINUTE + 10 * SECOND, true]]);
  });

  it('L6 ends it a minute after it was handed over at last, unless it is refused then', () => {
    const out = { type: 'used', ...probe, at: START + 8 * MINUTE } as const;
    const proved = probing();
    proved.until(out.at);
    proved.report(out);
    proved.until(START + 12 * MINUTE);
    expect(told(proved).slice(1, 2)).toEqual([['2', 9 * MINUTE, undefined]]);
    const refused = probing();
    refused.until(out.at);
    refused.report(out, { type: 'stopped', code: 131042 });
    refused.until(START + 12 * MINUTE);
    expect(told(refused)).toHaveLength(1);
  });

  it('L6 given back, the next one goes at once', () => {
    const queue = probing();
    queue.report({ type: 'withdrawn', ...probe });
    expect(told(queue)).toHaveLength(2);
  });
});

describe('L7 the rate of sends', () => {
  it('L7 holds for what agents asked for too, which goes first', () => {
    const theirs = rules(10_000, 5, 5);
    const queue = playTurns(theirs, START);
    queue.report(...Array.from({ length: 200 }, (_, n) => asked(request(n), theirs)));
    queue.report(...Array.from({ length: 50 }, (_, n) => asked(request(1_000 + n, { requested: true }), theirs)));
    queue.until(START + 2 * MINUTE);
    expect(queue.answers).toHaveLength(250);
    for (let second = 0; second < 60; second += 1) {
      const from = START + second * SECOND;
      expect(queue.answers.filter(({ at }) => at >= from && at < from + 10 * SECOND).length).toBeLessThanOrEqual(55);
    }
    const lastMacro = queue.answers.findLastIndex(({ ticketId }) => Number(ticketId) >= 1_000);
    expect(lastMacro).toBeLessThan(55);
  });

  it('L7 of a full inbox, agents’ requests are taken first; the events of an intent keep their order', () => {
    const theirs = rules(10);
    const many = Array.from({ length: 3_000 }, (_, n) => asked(request(n), theirs));
    const macro = asked(request(9_999, { requested: true }), theirs);
    const before = { type: 'withdrawn', ticketId: '9999', intentId: 'intent 9999' } as const;
    const { now, later } = partOf([...many, before, macro]);
    expect(now.slice(0, 2)).toEqual([before, macro]);
    expect(now).toHaveLength(1_000);
    expect(later).toHaveLength(2_002);
    expect(partOf(many.slice(0, 10))).toEqual({ now: many.slice(0, 10), later: [] });
  });
});

describe('L1 a quarter', () => {
  it.each([0.5, 1, 1.2, 3])('L1 with a demand of %d times the limit loses no turn while somebody waits', (demand) => {
    const limit = demand === 3 ? 10 : 20;
    const theirs = rules(limit);
    const queue = playTurns(theirs, START);
    const ended = new Map<string, number>();
    const perDay: number[] = [];
    let n = 0;
    for (let day = 0; day < 92; day += 1) {
      const morning = START + day * DAY;
      const waitedBefore = queue.turns.waiting.length;
      const quiet = [{ start: morning + 14 * HOUR, end: morning + DAY }];
      for (let due = 0; due < limit * demand; due += 1) {
        const time = morning + (due * 8 * HOUR) / (limit * demand);
        queue.until(Math.floor(time));
        n += 1;
        queue.report(asked(request(n, { customerLastAt: time - DAY, notBefore: Math.floor(time), quiet }), theirs));
        // A third are answered within three days, so that they need no turn.
        if (n % 3 === 0) ended.set(`intent ${n}`, time + 3 * DAY);
        for (const [intentId, at] of ended) {
          if (at > time) continue;
          ended.delete(intentId);
          queue.report({ type: 'withdrawn', ticketId: intentId.slice(7), intentId });
        }
      }
      queue.until(morning + DAY);
      const given = queue.answers.filter(
        ({ at, type }) => type === 'turn' && at >= morning && at < morning + DAY,
      ).length;
      if (waitedBefore > 0 && queue.turns.waiting.length > 0) perDay.push(given);
    }
    for (const given of perDay) expect(given).toBeGreaterThanOrEqual(limit * 0.98);
    if (demand > 1.1) expect(perDay.length).toBeGreaterThan(80);
    const times = queue.answers.map(({ at }) => at);
    for (const [index, time] of times.entries())
      expect((times[index + limit] ?? Infinity) - time).toBeGreaterThanOrEqual(DAY);
  });
});

it('H9 the order is total', () => {
  const a = request(1);
  expect(byCustomer(a, a)).toBe(0);
  const turns: Turns = newTurns(rules(1), START);
  expect(giveTurns(turns, [], START).answers).toEqual([]);
});
