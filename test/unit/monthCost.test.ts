/** Q83: where people see what the month costs. */
import { Registry } from 'prom-client';
import { describe, expect, it } from 'vitest';
import { causeOf } from '../../src/reasons/cause';
import { notSentOf } from '../../src/reasons/notSent';
import { waitingOf } from '../../src/reasons/waiting';
import { limitsOf } from '../../src/service/app/internal/limitsView';
import { ASK_EVERY_MS, createCostMetrics, type MonthCost } from '../../src/telemetry/metrics/costMetrics';
import type { Live, Outreach } from '../../workflows/core/conversation';
import { type Turns, type Waiting, newTurns } from '../../workflows/core/turns';
import { turnsDetails } from '../../workflows/details';
import { policyOf, projectFile } from '../support/configuration';

const policy = policyOf(projectFile('ventana.example.yaml'));
const NOW = Date.UTC(2026, 10, 20, 9);
const ENDS = Date.UTC(2026, 10, 30, 23);
const budget = {
  soft: 200e6,
  hard: 300e6,
  currency: 'EUR',
  card: '2026-10-01',
  ends: [ENDS],
  whenReached: 'stop',
} as const;
const limits = { templatesPerDay: 250, notificationsPerMonth: 1_000, whenReached: 'stop' } as const;
const turns: Turns = {
  ...newTurns({ perSecond: 1, limits, budget: { ...budget, ends: [ENDS] } }, NOW),
  ...{ budgets: true, spent: { ends: ENDS, micros: 299.99e6, toldHard: 300e6 } },
};
const request: Waiting = {
  ...{ ticketId: '7', intentId: 'own', customerLastAt: 5, notBefore: NOW, quiet: [], requested: false },
  ...{ message: 'followUp', uses: 'template', cost: 20_000, expiresAt: NOW + 1e9, kind: 'k' },
};
const intent: Outreach = {
  ...{ id: 'own', purpose: { kind: 'followUp', name: 'followUp' }, message: 'followUp', requested: false, since: NOW },
  ...{ rendition: 'template', attempts: 0, progress: { state: 'waiting', since: NOW } },
};

describe('Q83 the month’s estimate', () => {
  it('Q83 is what a message waits for, until the month ends', () => {
    expect(causeOf(turns, request)).toEqual({ code: 'monthBudget', at: ENDS });
    const c = { asOf: NOW, ticketId: '7' } as Live;
    expect(waitingOf(c, intent, { ...turns, waiting: [request] })).toMatchObject({
      ...{ code: 'monthBudget', until: '2026-11-30T23:00:00.000Z', ahead: 0 },
      words: expect.stringMatching(/^the month's budget is used up, as estimated; the next month begins at/) as string,
    });
    expect(causeOf(turns, { ...request, cost: 0 })).toEqual({ code: 'line' });
  });

  it('Q83 is why a request was refused', () => {
    const note = { kind: 'budgetRefused', purpose: intent.purpose, used: 300, max: 300, currency: 'EUR' } as const;
    expect(notSentOf({ ...intent, progress: { state: 'refused', note } })).toMatchObject({
      ...{ code: 'budgetRefused', words: expect.stringContaining("the month's budget is used up") as string },
      todo: expect.stringContaining('budget.monthly.hard') as string,
    });
  });

  it('Q83 is in the app’s limits and on Temporal’s page; without a budget neither has it', () => {
    expect(limitsOf(turns, policy).budget).toEqual({
      ...{ currency: 'EUR', spent: 299.99, soft: 200, hard: 300, card: '2026-10-01' },
      until: '2026-11-30T23:00:00.000Z',
    });
    expect(turnsDetails(turns)).toContain(
      '- Estimated cost until 2026-11-30 23:00 UTC: 299.99 EUR, soft budget 200.00 EUR, hard budget 300.00 EUR.',
    );
    const without = newTurns({ perSecond: 1, limits }, NOW);
    expect(limitsOf(without, policy)).not.toHaveProperty('budget');
    expect(turnsDetails(without)).not.toContain('Estimated cost');
  });

  it('Q83 is a metric, asked for once in five minutes, that goes with the budget', async () => {
    const registry = new Registry();
    let now = 0;
    let cost: MonthCost | undefined = { currency: 'EUR', spent: 12.3, hard: 300 };
    let asked = 0;
    const metrics = createCostMetrics(registry, () => now);
    metrics.costFrom('acme', () => {
      asked += 1;
      return Promise.resolve(cost);
    });
    const scraped = async (): Promise<string[]> =>
      (await registry.metrics()).split('\n').filter((it) => it.startsWith('ventana_'));
    const both = [
      'ventana_month_cost{account="acme",currency="EUR"} 12.3',
      'ventana_month_budget{account="acme",currency="EUR",level="hard"} 300',
    ];
    expect(await scraped()).toEqual(both);
    cost = undefined;
    expect(await scraped()).toEqual(both);
    expect(asked).toBe(1);
    now += ASK_EVERY_MS;
    expect(await scraped()).toEqual([]);
  });
});
