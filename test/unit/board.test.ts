/** What the board's answer says (rows J40 to J44). */
import { describe, expect, it } from 'vitest';
import { boardView, type BoardView } from '../../src/service/app/board';
import type { BoardRead } from '../../src/service/app/boardSource';
import { boardOf } from '../../src/service/app/internal/boardView';
import { lostOf } from '../../src/service/app/internal/forecast';
import { type Lookup, MOST_LISTED, tallyOf } from '../../src/service/app/internal/tally';
import type { TurnRequest } from '../../activities/orders';
import { giveTurns, newTurns, type TurnRules, type Turns } from '../../workflows/core/turns';
import { emptyBoard, policyOf } from '../support/appView';
import { at, when } from '../support/madrid';

const HOUR = 3_600_000;
const NOW = at('Mon 12:00');
const office = [{ start: at('Mon 09:00'), end: at('Mon 18:00') }];
const policy = policyOf();
const run = (id: number, closesAt: number) => ({ ticketId: String(id), stage: 'customer-waits', closesAt });

function board(changes: Partial<BoardRead>): BoardView {
  const view = boardOf(emptyBoard(NOW, changes), { policy, version: '1.2.3' });
  expect(boardView.strict().parse(view)).toEqual(view);
  return view;
}

/** Runs with windows, and how often they were looked up. */
function lookup(closing: readonly number[]) {
  const runs = closing.map((closesAt, index) => run(index, closesAt));
  const within = (from: number, to: number) => runs.filter(({ closesAt }) => closesAt > from && closesAt <= to);
  const calls = { counts: 0, listed: 0 };
  const both: Lookup = {
    count: (from, to) => {
      calls.counts += 1;
      return Promise.resolve(within(from, to).length);
    },
    // In no order, and no more than asked for.
    list: (from, to, most) => {
      const found = within(from, to).reverse().slice(0, most);
      calls.listed += found.length;
      return Promise.resolve(found);
    },
  };
  return { both, calls };
}

describe('J40 the windows that close', () => {
  it('J40 few: all of them, the first to close first', async () => {
    const { both, calls } = lookup([NOW + 3 * HOUR, NOW + HOUR, NOW + 2 * HOUR, NOW - HOUR]);
    const tally = await tallyOf(both, NOW);
    expect(tally.listed.map(({ ticketId }) => ticketId)).toEqual(['1', '2', '0']);
    expect(calls).toEqual({ counts: 1, listed: 3 });
  });

  it('J43 10,000: counted by the hour; the first are listed, and nothing is asked for each ticket', async () => {
    const closing = Array.from({ length: 10_000 }, (_, n) => NOW + 60_000 + n * 8_000);
    const { both, calls } = lookup(closing);
    const tally = await tallyOf(both, NOW);
    expect(tally.times).toHaveLength(10_000);
    expect(tally.times).toEqual([...tally.times].sort((a, b) => a - b));
    expect(tally.listed.length).toBeGreaterThan(MOST_LISTED / 2);
    expect(tally.listed.map(({ closesAt }) => closesAt)).toEqual(closing.slice(0, tally.listed.length));
    expect(calls.counts).toBeLessThanOrEqual(1 + 25 + 6);
    expect(calls.listed).toBeLessThanOrEqual(MOST_LISTED);
  });

  it('J43 thousands that close in the same minute: some of them, and the count of all', async () => {
    const { both } = lookup(Array.from({ length: 2_000 }, () => NOW + HOUR));
    const tally = await tallyOf(both, NOW);
    expect(tally.times).toHaveLength(2_000);
    expect(tally.listed).toHaveLength(MOST_LISTED);
  });

  it('J40 says who owes the answer, hour by hour, and what has closed', () => {
    const listed = [run(1, NOW + 600_000), run(2, NOW + 2 * HOUR)];
    const view = board({
      agent: { times: listed.map(({ closesAt }) => closesAt), listed },
      customer: { times: [NOW + 900_000], listed: [run(3, NOW + 900_000)] },
      closed: { count: 7, day: 1, listed: [run(4, NOW - HOUR)] },
    });
    expect(view.owes.agent).toEqual({
      count: 2,
      tickets: [
        ['1', NOW / 1_000 + 600],
        ['2', NOW / 1_000 + 7_200],
      ],
    });
    expect(view.hours.map(({ from, agent, customer }) => [when(Date.parse(from)), agent, customer])).toEqual([
      ['Mon 12:00', 1, 1],
      ['Mon 14:00', 1, 0],
    ]);
    expect(view.closed).toEqual({ count: 7, day: 1, tickets: [['4', NOW / 1_000 - 3_600]] });
  });
});

describe('J41 what will be lost', () => {
  const pace = { answered: 6, officeMs: 3 * HOUR };

  it('J41 two an hour, and five close within the hour: three are lost, the first two are not', () => {
    const closing = [30, 35, 40, 45, 60].map((minutes) => NOW + minutes * 60_000);
    expect(lostOf(closing, pace, office, NOW).map(when)).toEqual(['Mon 12:35', 'Mon 12:40', 'Mon 12:45']);
  });

  it('J41 at night nobody answers, so what closes before the office opens is lost if its turn did not come', () => {
    const closing = [at('Mon 17:00'), ...Array.from({ length: 20 }, () => at('Tue 08:00'))];
    // Two an hour, six hours left: twelve.
    expect(lostOf(closing, pace, office, NOW)).toHaveLength(21 - 12);
  });

  it('J41 reckons with the last 24 hours of office time, and says by when how many', () => {
    const listed = Array.from({ length: 10 }, (_, n) => run(n, NOW + (n + 1) * 600_000));
    const view = board({
      agent: { times: listed.map(({ closesAt }) => closesAt), listed },
      answered: { day: 6, week: 90, listed: [{ ticketId: '77', stage: 'solved' }] },
      hours: { office, quiet: [] },
    });
    expect(view.forecast).toEqual({
      ...{ perHour: 2, answered: 6, hours: 3, basis: 'day', office: true, lost: 7 },
      // Two an hour: one every half hour.
      until: [0.333, 0.666, 1, 1.333, 1.666, 2, 2.333, 2.666, 3, 3.333],
      tickets: ['77'],
    });
    expect(view.hours.reduce((sum, { lost }) => sum + lost, 0)).toBe(7);
  });

  it('J41 after a weekend it takes the week; without office time it does not guess', () => {
    const week = [{ start: NOW - 5 * 24 * HOUR, end: NOW - 5 * 24 * HOUR + 8 * HOUR }];
    const answered = { day: 0, week: 40, listed: [] };
    expect(board({ answered, hours: { office: week, quiet: [] } }).forecast).toMatchObject({
      perHour: 5,
      basis: 'week',
    });
    expect(board({ answered, hours: { office: [], quiet: [] } }).forecast).toBeNull();
    expect(board({ answered: { day: 48, week: 48, listed: [] } }).forecast).toMatchObject({
      perHour: 2,
      office: false,
    });
  });
});

describe('J42 what is held', () => {
  const rules: TurnRules = {
    perSecond: 1,
    limits: { templatesPerDay: 1, notificationsPerMonth: 1_000, whenReached: 'stop' },
  };
  const request = (id: number, changes: Partial<TurnRequest> = {}): TurnRequest => ({
    ...{ ticketId: String(id), intentId: `${id}-x`, requested: false, message: 'followUp', uses: 'template' },
    ...{ template: 'consulta_pendiente:es', customerLastAt: NOW - id, notBefore: NOW, quiet: [] },
    ...changes,
  });
  const asking = (requests: TurnRequest[], turns: Turns = newTurns(rules, NOW)): Turns =>
    giveTurns(
      turns,
      requests.map((it) => ({ type: 'asked', rules, ...it })),
      NOW,
    ).next;

  it('J42 by cause: a stopped template with its error, the limit, quiet hours; how many, and who asked', () => {
    const stopped = giveTurns(
      newTurns(rules, NOW),
      [{ type: 'stopped', template: 'consulta_pendiente:es', code: 132_015 }],
      NOW,
    ).next;
    const turns = asking(
      [
        ...[1, 2, 3].map((id) => request(id, { requested: id === 3 })),
        request(4, { template: 'otra:es', message: 'other' }),
        request(5, { template: 'otra:es', message: 'other' }),
        request(6, { quiet: [{ start: NOW - HOUR, end: NOW + HOUR }], template: 'otra:es', message: 'other' }),
      ],
      stopped,
    );
    const { held, limits } = board({ turns });
    expect(
      held.map(({ code, error, template, count, requested, tickets }) => [
        code,
        error,
        template,
        count,
        requested,
        tickets,
      ]),
    ).toEqual([
      ['held', 132_015, 'consulta_pendiente:es', 3, 1, ['3', '2', '1']],
      ['quietHours', undefined, undefined, 1, 0, ['6']],
      ['limit', undefined, undefined, 1, 0, ['4']],
    ]);
    expect(limits.templates).toMatchObject({ used: 1, max: policy.limits.templatesPerDay });
  });

  it('J42 nothing waits, or nobody can say: nothing is held', () => {
    expect(board({ turns: newTurns(rules, NOW) }).held).toEqual([]);
    expect(board({}).held).toEqual([]);
  });
});

it('J44 the answer names tickets and nothing else of them', () => {
  const view = board({ overdue: { count: 1, listed: [{ ticketId: '9', stage: 'pending' }] } });
  expect(view.needs).toEqual({ count: 1, tickets: [['9', 'overdue']] });
});

it('J48 lists what failed with what it was, and nothing of another kind', () => {
  const listed = ['message', 'reply', 'unknown', 'later'].map((failed, n) => ({
    ticketId: String(n),
    stage: '',
    failed,
  }));
  expect(board({ failed: { count: 900, listed } }).failed).toEqual({
    count: 900,
    tickets: [
      ['0', 'message'],
      ['1', 'reply'],
      ['2', 'unknown'],
    ],
  });
});
