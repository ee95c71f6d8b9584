import { describe, expect, it } from 'vitest';
import { csvOf, documentOf } from '../../src/audit/documents';
import type { PastTicket } from '../../src/audit/facts';
import { pageOf } from '../../src/audit/page/page';
import { textOf } from '../../src/audit/text';
import { english } from '../../src/audit/words/english';
import { spanish } from '../../src/audit/words/spanish';
import type { PolicyConfig } from '../../src/policy/policyConfig';
import type { RateFile } from '../../src/rates/rateFile';
import type { TurnRequest } from '../../activities/orders';
import { giveTurns, newTurns, type TurnEvent, type Turns, turnsWakeAt } from '../../workflows/core/turns';
import { type Calendar, readCalendar } from '../../src/audit/calendar';
import { startPlay, unlimited } from '../../src/audit/play';
import { playRulesOf } from '../../src/audit/playRules';
import { Queue, type QueueRules } from '../../src/audit/queue';
import { timelines } from '../../src/audit/timeline';
import { monthEnds } from '../../src/budget/costs';
import { at, DAY, HOUR, when } from '../support/madrid';
import { audited, exampleSchedules, policyOf, said, ticket } from '../support/pastTickets';
import { diceOf } from '../truth/dice';

const PLAIN = { bold: (text: string) => text, dim: (text: string) => text };

/** A template costs 1 EUR. */
const rates: RateFile = {
  path: 'rates.yaml',
  currency: 'EUR',
  cards: [
    { effective: '2020-01-01', currency: 'EUR', example: false, markets: { Spain: { utility: 1, marketing: 3 } } },
  ],
};

/** The customer writes at that hour, the agent asks half an hour later: a reminder is due a day after that. */
const question = (hour: string, more: Partial<PastTicket> = {}): PastTicket =>
  ticket([said('customer', `${hour}:00`), said('agent', `${hour}:30`)], [[`${hour}:30`, 'pending']], {
    country: 'ES',
    ...more,
  });

const withBudget = (budget: object, change?: (text: string) => string): { name: string; config: PolicyConfig } => {
  const config = policyOf(change);
  return {
    name: 'next.yaml',
    config: { ...config, policy: { ...config.policy, budget: { whenReached: 'stop', ...budget } } },
  };
};
const limitedTo = (templatesPerDay: number): { name: string; config: PolicyConfig } => {
  const config = policyOf();
  return { name: 'next.yaml', config: { ...config, limits: { ...config.limits, templatesPerDay } } };
};
const auditedWith = async (tickets: PastTicket[], policy: { name: string; config: PolicyConfig }) =>
  (await audited(tickets, [policy], {}, rates)).policies[0]!;

describe("Y52 the what-if keeps the policy's budget", () => {
  it('Y52 what a hard budget leaves no room for is held back, the later customer first', async () => {
    const tickets = [question('Mon 12'), question('Mon 10'), question('Mon 11')];
    const would = await auditedWith(tickets, withBudget({ hard: 2 }));
    expect(would.sends.map((it) => it.ticket)).toEqual([tickets[1]!.id, tickets[2]!.id]);
    expect(would.cost.micros).toBe(2_000_000);
    expect(would.held).toEqual([{ ticket: tickets[0]!.id, at: at('Tue 12:30'), what: 'reminder', by: 'budget' }]);
    expect(would.deeds.reminder).toBe(2);
  });

  it('Y52 without a budget, or with one that is not reached, nothing is held back', async () => {
    const tickets = () => [question('Mon 10'), question('Mon 11')];
    const free = await auditedWith(tickets(), { name: 'next.yaml', config: policyOf() });
    expect(free).toMatchObject({ held: [], deeds: { reminder: 2 } });
    expect(free.budget).toBeUndefined();
    const ample = await auditedWith(tickets(), withBudget({ hard: 2, soft: 2 }));
    expect(ample).toMatchObject({ held: [], deeds: { reminder: 2 } });
    expect(ample.sends.map(({ at: time }) => when(time))).toEqual(free.sends.map(({ at: time }) => when(time)));
  });

  it('Y52 a message that was held back goes out in the next month, if it is still due', async () => {
    // On Wednesday, 30 September.
    const tickets = [question('last Tue 10'), question('last Tue 11')];
    const would = await auditedWith(tickets, withBudget({ hard: 1 }));
    expect(would.held).toEqual([
      {
        ...{ ticket: tickets[1]!.id, at: at('last Wed 11:30'), what: 'reminder', by: 'budget' },
        sentAt: at('last Thu 08:00'),
      },
    ]);
    expect(would.budget?.months).toEqual([
      { ends: at('last Thu 00:00'), micros: 1_000_000, hardAt: at('last Wed 10:30') },
      { ends: at('Sun 1 Nov 2026 00:00'), micros: 1_000_000, hardAt: at('last Thu 08:00') },
    ]);
  });

  it('Y52 what is held until after the time that was read counts in no month', async () => {
    const would = await auditedWith([question('Mon 10'), question('Mon 11')], withBudget({ hard: 1 }));
    expect(would.held).toEqual([expect.not.objectContaining({ sentAt: expect.anything() as number })]);
    expect(would.budget?.months).toHaveLength(1);
  });

  it('Y52 what costs nothing is never held, nor what has no known rate', async () => {
    const abroad = question('Mon 12', { country: 'FR' });
    const would = await auditedWith([question('Mon 10'), question('Mon 11'), abroad], withBudget({ hard: 1 }));
    expect(would.sends.map((it) => it.ticket)).toContain(abroad.id);
    expect(would.held).toHaveLength(1);
  });

  it('Y52 of two policies, each is held by its own budget', async () => {
    const tickets = [question('Mon 10'), question('Mon 11')];
    const policies = [{ name: 'ventana.yaml', config: policyOf() }, withBudget({ hard: 1 })];
    const report = await audited(tickets, policies, {}, rates);
    expect(report.policies.map(({ held }) => held.length)).toEqual([0, 1]);
    expect(textOf(report, english, PLAIN)).toMatch(/0 +1 +messages that the month’s budget would have held back/);
  });

  it('Y52 text, page, JSON and CSV say what was held back, and when the budget was reached', async () => {
    const report = await audited(
      [question('Mon 10'), question('Mon 11')],
      [withBudget({ soft: 0.5, hard: 1 })],
      {},
      rates,
    );
    for (const [words, ...parts] of [
      [english, 'would have held back', 'counted towards the budget', 'The hard one (€1.00) was reached on'],
      [spanish, 'habría retenido', 'contados en el presupuesto', 'El máximo (1,00 €) se alcanzó el'],
    ] as const) {
      const texts = [textOf(report, words, PLAIN), await pageOf(report, words, 'https://acme.test/')];
      for (const text of texts) for (const part of parts) expect(text.replaceAll('\u00a0', ' ')).toContain(part);
    }
    const reached = new Date(at('Tue 10:30')).toISOString();
    expect(documentOf(report)).toMatchObject({
      policies: [
        {
          held: [{ what: 'reminder', by: 'budget' }],
          budget: { soft: 0.5, hard: 1, months: [{ spent: 1, softReachedAt: reached, hardReachedAt: reached }] },
        },
      ],
    });
    const held = csvOf(report)
      .split('\r\n')
      .filter((it) => it.startsWith('held_by_budget'));
    expect(held).toEqual([expect.stringMatching(/^held_by_budget,\d+,reminder,[^,]+Z,,,next\.yaml,,,,$/)]);
  });
});

it("Y52 a message counts towards the budget by the rate card of its day, from the office's midnight on", () => {
  const [first] = rates.cards;
  const later = { ...first!, effective: '2026-10-07', markets: { Spain: { utility: 2, marketing: 3 } } };
  const { config } = withBudget({ hard: 9 });
  const money = { rates: { ...rates, cards: [first!, later] }, zone: 'Europe/Madrid' };
  const { priced } = playRulesOf(config, {} as Calendar, money);
  const cost = (time: string, country?: string) => priced?.(country, at(time))['followUp']?.prices?.template;
  expect([cost('Tue 23:59', 'ES'), cost('Wed 00:00', 'ES'), cost('Tue 23:59', 'ES')]).toEqual([1e6, 2e6, 1e6]);
  // Without a country, that of the policy's phone numbers.
  expect([cost('Wed 00:00'), cost('Wed 00:00', 'FR')]).toEqual([2e6, undefined]);
});

it('Y52 a ticket is played until nothing comes any more, and no further', async () => {
  const { policy, hours, quietHours } = policyOf();
  const span = { since: at('last Mon 00:00'), until: at('next Mon 12:00') };
  const calendar = await readCalendar({ hours, quietHours }, exampleSchedules, span);
  const [timeline] = timelines([question('Mon 10')]);
  const playing = startPlay(timeline!, { policy: policy.ticket, calendar }, unlimited);
  let steps = 0;
  for (; playing.nextAt() !== undefined; steps += 1) playing.goOn();
  expect(playing.played.sent).toHaveLength(1);
  expect(steps).toBeLessThan(40);
});

describe("Y53 the what-if keeps the policy's limits", () => {
  it('Y53 beyond the limit of a day, messages wait until there is room', async () => {
    const tickets = [question('Mon 10'), question('Mon 11'), question('Mon 12')];
    const would = await auditedWith(tickets, limitedTo(1));
    expect(would.busiest).toBe(1);
    expect(would.held.map(({ ticket: id, by }) => [id, by])).toEqual([
      [tickets[1]!.id, 'limit'],
      [tickets[2]!.id, 'limit'],
    ]);
    const later = would.held.map(({ sentAt }) => sentAt && when(sentAt));
    expect(later).toEqual(['Wed 10:31', 'Thu 10:32']);
  });

  it('Y53 what the customer answers meanwhile is not sent any more', async () => {
    const answered = ticket(
      [said('customer', 'Mon 11:00'), said('agent', 'Mon 11:30'), said('customer', 'Tue 20:00')],
      [['Mon 11:30', 'pending']],
      { country: 'ES' },
    );
    const would = await auditedWith([question('Mon 10'), answered], limitedTo(1));
    const held = would.held.filter((it) => it.ticket === answered.id);
    expect(held).toEqual([{ ticket: answered.id, at: at('Tue 11:30'), what: 'reminder', by: 'limit' }]);
  });

  it('Y53 a limit that is not reached changes nothing', async () => {
    const tickets = () => [question('Mon 10'), question('Mon 11')];
    const [exact, ample] = [await auditedWith(tickets(), limitedTo(2)), await auditedWith(tickets(), limitedTo(250))];
    expect(exact.held).toEqual([]);
    expect(exact.sends.map(({ at: time }) => time)).toEqual(ample.sends.map(({ at: time }) => time));
  });
});

describe('Y53 the queue of the what-if', () => {
  /** Requests of six weeks: templates and texts, cheap and dear, some in quiet hours. */
  function requests(seed: number): TurnRequest[] {
    const dice = diceOf(seed);
    return Array.from({ length: 60 }, (_, n) => {
      const notBefore = at('last Mon 08:00') + Math.floor(dice.fraction() * 42 * DAY);
      const quiet = dice.fraction() < 0.2 ? [{ start: notBefore - HOUR, end: notBefore + 8 * HOUR }] : [];
      const uses = dice.oneOf([undefined, 'template', 'notification'] as const);
      return {
        ...{ ticketId: `${n}`, intentId: `${n}-followUp-1`, customerLastAt: notBefore - DAY, notBefore, quiet },
        ...{ requested: false, message: 'one', cost: dice.oneOf([0, 1_000_000, 3_000_000]), ...(uses && { uses }) },
        expiresAt: Infinity,
      };
    }).sort((a, b) => a.notBefore - b.notBefore);
  }

  const rules: QueueRules = {
    limits: { templatesPerDay: 2, notificationsPerMonth: 9, whenReached: 'stop' },
    budget: {
      ...{ currency: 'EUR', hard: 30_000_000, whenReached: 'stop' },
      ends: monthEnds(at('last Mon 00:00'), 'Europe/Madrid', 6),
    },
  };

  function byTurns(all: TurnRequest[]): string[] {
    const given: string[] = [];
    const paced = { ...rules, perSecond: 1_000_000 };
    let turns: Turns = { ...newTurns(paced, at('last Mon 00:00')), budgets: true };
    const hear = (events: TurnEvent[], now: number): void => {
      const { next, answers } = giveTurns(turns, events, now);
      turns = next;
      given.push(...answers.map(({ ticketId }) => `${ticketId} ${now}`));
    };
    const end = at('Tue 1 Dec 2026 12:00');
    for (const it of [...all, undefined]) {
      const until = it?.notBefore ?? end;
      for (let wake = turnsWakeAt(turns); wake !== undefined && wake < until; wake = turnsWakeAt(turns)) hear([], wake);
      if (it) hear([{ type: 'asked', rules: paced, ...it }], until);
    }
    return given;
  }

  function byQueue(all: TurnRequest[]): string[] {
    const given: string[] = [];
    const queue = new Queue(rules, at('last Mon 00:00'), ({ ticketId }, now) => given.push(`${ticketId} ${now}`));
    for (const it of all) {
      while (queue.wakeAt() < it.notBefore) queue.pass(queue.wakeAt());
      queue.ask(it, it.notBefore);
    }
    while (queue.wakeAt() < at('Tue 1 Dec 2026 12:00')) queue.pass(queue.wakeAt());
    return given;
  }

  it.each([1, 2, 3, 4, 5])(
    "Y53 gives the turns that the account's own queue gives, and at the same times (%i)",
    (seed) => {
      const all = requests(seed);
      expect(byQueue(all)).toEqual(byTurns(all));
      expect(byQueue(all).length).toBeGreaterThan(30);
    },
  );
});
