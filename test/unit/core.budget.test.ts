/** The month's budget in the account's turns, and what a ticket makes of it. Rows Q76 to Q80 of docs/behaviour.md. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TurnRequest } from '../../activities/orders';
import { laneOf } from '../../workflows/core/turnLanes';
import {
  type TurnEvent,
  type TurnRules,
  type Turns,
  giveTurns,
  newTurns,
  turnsWakeAt,
} from '../../workflows/core/turns';
import { type Budget, spentIn } from '../../workflows/core/turnBudget';
import { packTurns, turnsOf } from '../../workflows/core/turnsPacked';
import { playTurns } from '../support/turnsPlay';

const START = Date.UTC(2026, 10, 27, 9);
const MONTH_END = Date.UTC(2026, 10, 30, 23);
const NEXT_END = Date.UTC(2026, 11, 31, 23);
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const euros = (amount: number): number => Math.round(amount * 1_000_000);

const budget = (changes: Partial<Budget> = {}): Budget => ({
  ...{ currency: 'EUR', soft: euros(2), hard: euros(3), whenReached: 'stop', card: '2026-10-01' },
  ends: [MONTH_END, NEXT_END],
  ...changes,
});
const rules = (of: Budget | undefined = budget()): TurnRules => ({
  ...{ perSecond: 1_000, sendsPerSecond: 1_000 },
  limits: { templatesPerDay: 100_000, notificationsPerMonth: 100_000, whenReached: 'stop' },
  ...(of && { budget: of }),
});
const request = (n: number, changes: Partial<TurnRequest> = {}): TurnRequest => ({
  ...{ ticketId: String(n), intentId: `intent ${n}`, customerLastAt: START - DAY + n, notBefore: START },
  ...{ quiet: [], requested: false, uses: 'template', message: 'followUp', template: 'a:es' },
  ...{ cost: euros(1), expiresAt: START + 90 * DAY },
  ...changes,
});
const asked = (it: TurnRequest, of = rules()): TurnEvent => ({ type: 'asked', rules: of, ...it });
const account = (of = rules(), now = START): Turns => ({ ...newTurns(of, now), budgets: true });

/** Asks for all of them at once. */
const give = (requests: readonly TurnRequest[], turns = account(), of = turns.rules, now = turns.asOf) =>
  giveTurns(
    turns,
    requests.map((it) => asked(it, of)),
    now,
  );
const spent = (turns: Turns): number | undefined => spentIn(turns, turns.asOf)?.micros;
const warnings = ({ answers }: ReturnType<typeof give>) =>
  answers.flatMap((it) => ('warning' in it && it.warning ? [[it.intentId, it.warning.limit]] : []));

describe('Q76 the soft budget', () => {
  it('Q76 tells on the ticket whose message reaches it, once a month, and holds nothing', () => {
    const soft = rules({ currency: 'EUR', soft: euros(2), whenReached: 'stop', ends: [MONTH_END, NEXT_END] });
    const first = give(
      [1, 2, 3, 4].map((n) => request(n)),
      account(soft),
    );
    expect(first.answers.map(({ type }) => type)).toEqual(['turn', 'turn', 'turn', 'turn']);
    expect(warnings(first)).toEqual([['intent 2', 'budgetSoft']]);
    const december = give(
      [5, 6, 7].map((n) => request(n)),
      first.next,
      soft,
      MONTH_END,
    );
    expect(warnings(december)).toEqual([['intent 6', 'budgetSoft']]);
  });

  it('Q76 tells again in the same month only of another amount', () => {
    const { next } = give([request(1), request(2)]);
    expect(warnings(give([request(3, { cost: 1 })], next))).toEqual([]);
    const raised = rules(budget({ soft: euros(2.5), hard: euros(9) }));
    expect(warnings(give([request(3)], next, raised))).toEqual([['intent 3', 'budgetSoft']]);
  });

  it('Q76 says the amounts in the unit of the currency, with the day of the card', () => {
    const of = rules(budget({ hard: euros(9) }));
    const [, second] = give([request(1), request(2, { cost: euros(1.25) })], account(of)).answers;
    expect(second).toMatchObject({
      warning: { limit: 'budgetSoft', used: 2.25, max: 2, currency: 'EUR', card: '2026-10-01' },
    });
  });
});

describe('Q77 the hard budget', () => {
  it('Q77 keeps automatic messages until the month ends, then lets them go', () => {
    const given = give([1, 2, 3, 4, 5].map((n) => request(n)));
    expect(given.answers.map(({ intentId }) => intentId)).toEqual(['intent 1', 'intent 2', 'intent 3']);
    expect(warnings(given)).toEqual([
      ['intent 2', 'budgetSoft'],
      ['intent 3', 'budgetHard'],
    ]);
    expect(turnsWakeAt(given.next)).toBe(MONTH_END);
    expect(giveTurns(given.next, [], MONTH_END - 1).answers).toEqual([]);
    const december = giveTurns(given.next, [], MONTH_END);
    expect(december.answers.map(({ intentId }) => intentId)).toEqual(['intent 4', 'intent 5']);
    expect(spent(december.next)).toBe(euros(2));
  });

  it('Q77 lets a cheaper message go where a dear one has no room', () => {
    const { next } = give([request(1), request(2)]);
    const given = give([request(3, { cost: euros(1.5), template: 'dear:es' }), request(4)], next);
    expect(given.answers.map(({ intentId }) => intentId)).toEqual(['intent 4']);
  });

  it('Q77 never lets a message go that costs more than a whole month may, and does not wake for it', () => {
    const given = give([request(1, { cost: euros(4) })]);
    expect(given.answers).toEqual([]);
    expect(turnsWakeAt(given.next)).toBeUndefined();
  });

  it('Q77 goes on as soon as the policy allows more', () => {
    const { next } = give([1, 2, 3, 4].map((n) => request(n)));
    const raised = rules(budget({ hard: euros(10) }));
    const given = give([request(4)], next, raised);
    expect(given.answers.map(({ intentId }) => intentId)).toEqual(['intent 4']);
  });

  it('Q77 holds in a queue of thousands with lanes, and passes on with continue-as-new', () => {
    const of = rules(budget({ soft: euros(20), hard: euros(40) }));
    const queue = playTurns(of, START);
    queue.turns = { ...queue.turns, budgets: true };
    const all = Array.from({ length: 4_000 }, (_, n) => request(n, { cost: euros(n % 2 ? 1 : 3) }));
    queue.report(...all.map((it) => asked(it, of)));
    expect(new Set(all.map(({ ticketId }) => laneOf(ticketId))).size).toBeGreaterThan(1);
    queue.continueAsNew();
    queue.until(MONTH_END - 1);
    const cost = (from: number): number =>
      queue.answers
        .filter(({ at }) => at >= from)
        .reduce((sum, { intentId }) => sum + (all.find((it) => it.intentId === intentId)?.cost ?? 0), 0);
    expect(cost(0)).toBe(euros(40));
    queue.until(MONTH_END + HOUR);
    expect(cost(MONTH_END)).toBe(euros(40));
  });
});

describe('Q78 what an agent requests', () => {
  const full = give([1, 2, 3].map((n) => request(n))).next;

  it('Q78 is refused at the hard budget, and uses nothing up', () => {
    const given = give([request(4, { requested: true })], full);
    expect(given.answers).toMatchObject([{ type: 'turnRefused', warning: { limit: 'budgetHard', used: 3, max: 3 } }]);
    expect(spent(given.next)).toBe(euros(3));
  });

  it('Q78 goes out with whenReached: warn, and is counted', () => {
    const warn = rules(budget({ whenReached: 'warn' }));
    const given = give([request(4, { requested: true }), request(5)], full, warn);
    expect(given.answers).toMatchObject([{ type: 'turn', intentId: 'intent 4' }]);
    expect(spent(given.next)).toBe(euros(4));
  });
});

describe('Q79 what is never held', () => {
  const full = give([1, 2, 3].map((n) => request(n))).next;
  const { cost: _cost, ...unknown } = request(4);

  it('Q79 what is free, and what has no known rate', () => {
    const given = give([request(5, { cost: 0 }), unknown, request(6)], full);
    expect(given.answers.map(({ intentId }) => intentId)).toEqual(['intent 4', 'intent 5']);
    expect(spent(given.next)).toBe(euros(3));
  });

  it('Q79 anything where the policy has no budget', () => {
    const none = rules(undefined);
    const { budget: _none, ...bare } = none;
    expect(give([request(7)], full, bare).answers).toMatchObject([{ type: 'turn' }]);
    expect(spent(give([request(7)], full, bare).next)).toBeUndefined();
  });
});

describe('Q80 what is counted', () => {
  it('Q80 a turn that is given back is not, once, and in its own month only', () => {
    const { next } = give([request(1), request(2)]);
    const back: TurnEvent = { type: 'withdrawn', ticketId: '1', intentId: 'intent 1', given: START };
    expect(spent(giveTurns(next, [back], START).next)).toBe(euros(1));
    expect(spent(giveTurns(next, [back, back], START).next)).toBe(euros(1));
    const december = give([request(3)], next, rules(), MONTH_END).next;
    expect(spent(giveTurns(december, [back], MONTH_END).next)).toBe(euros(1));
  });

  it('Q80 a free-form text is, and its turn can be given back too', () => {
    const { uses: _uses, template: _template, ...text } = request(1, { cost: euros(0.5) });
    const { next } = give([text]);
    expect(next).toMatchObject({ templates: { used: 0 }, spent: { micros: euros(0.5) } });
    const back: TurnEvent = { type: 'withdrawn', ticketId: '1', intentId: 'intent 1', given: START };
    expect(giveTurns(next, [back], START).next).toMatchObject({ templates: { used: 0, at: [] }, spent: { micros: 0 } });
  });

  it('Q80 a message that was handed over late stays counted', () => {
    const { next } = give([request(1)]);
    const used: TurnEvent = { type: 'used', ticketId: '1', intentId: 'intent 1', given: START, at: START + HOUR };
    const later = giveTurns(next, [used], START + HOUR).next;
    expect(later).toMatchObject({ templates: { used: 1 }, spent: { micros: euros(1) } });
  });

  it('Q80 a run of an earlier version counts nothing and holds nothing, and forgets the costs', () => {
    const given = giveTurns(
      newTurns(rules(), START),
      [1, 2, 3, 4].map((n) => asked(request(n))),
      START,
    );
    expect(given.answers).toHaveLength(4);
    expect(given.next).not.toHaveProperty('spent');
    const waiting = giveTurns(newTurns(rules(), START), [asked(request(1, { notBefore: START + HOUR }))], START).next;
    expect(waiting.waiting[0]).not.toHaveProperty('cost');
  });

  it('Q80 it passes on with continue-as-new', () => {
    const { next } = give([1, 2, 3, 4].map((n) => request(n)));
    const passed = turnsOf(JSON.parse(JSON.stringify(packTurns(next))) as ReturnType<typeof packTurns>);
    expect(passed).toEqual(next);
  });

  type Step = { after: number; do: 'ask' | 'macro' | 'giveBack' | 'again'; cents: number; which: number };
  const steps = fc.array(
    fc.record<Step>({
      after: fc.oneof(fc.integer({ min: 0, max: HOUR }), fc.integer({ min: 0, max: 10 * DAY })),
      do: fc.constantFrom('ask', 'ask', 'macro', 'giveBack', 'again'),
      cents: fc.integer({ min: 0, max: 120 }),
      which: fc.nat(40),
    }),
    { minLength: 5, maxLength: 60 },
  );

  it('Q80 whatever is asked and given back: what went out in a month never costs more than the hard budget', () => {
    fc.assert(
      fc.property(steps, fc.integer({ min: 1, max: 5 }), (life, hard) => {
        const ends = Array.from({ length: 24 }, (_, n) => MONTH_END + n * 30 * DAY);
        const of = rules(budget({ soft: euros(hard), hard: euros(hard), ends }));
        const sent = new Map<string, { cost: number; month: number; given: number }>();
        const requests = new Map<string, TurnRequest>();
        const queue = playTurns(of, START);
        queue.turns = { ...queue.turns, budgets: true };
        const takeAnswers = (): void => {
          for (const it of queue.answers.splice(0)) {
            if (it.type !== 'turn') continue;
            const month = ends.find((end) => end > it.at) ?? 0;
            sent.set(it.intentId, { cost: requests.get(it.intentId)?.cost ?? 0, month, given: it.given });
          }
        };
        let now = START;
        life.forEach((step, n) => {
          now += step.after;
          queue.until(now);
          takeAnswers();
          if (step.do === 'giveBack') {
            const [intentId, it] = [...sent][step.which] ?? [];
            if (intentId === undefined || !it) return;
            sent.delete(intentId);
            const ticketId = intentId.replace('intent ', '');
            queue.report({ type: 'withdrawn', ticketId, intentId, given: it.given });
          } else {
            const { intentId } = request(step.do === 'again' ? step.which : n);
            if (sent.has(intentId)) return;
            const it = request(step.do === 'again' ? step.which : n, {
              ...{ cost: euros(step.cents / 100), requested: step.do === 'macro', notBefore: now },
              expiresAt: START + 1_000 * DAY,
            });
            requests.set(intentId, it);
            queue.report(asked(it, of));
          }
          takeAnswers();
          const months = new Map<number, number>();
          for (const { cost, month } of sent.values()) months.set(month, (months.get(month) ?? 0) + cost);
          for (const cost of months.values()) expect(cost).toBeLessThanOrEqual(euros(hard));
        });
      }),
      { numRuns: 200 },
    );
  });
});
