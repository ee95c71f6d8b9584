import { Gauge, type Registry } from 'prom-client';
import { createPolled } from './polled';

/** What this month's messages cost, beside the policy's budget: estimates. Every worker reports the same numbers. */
export interface CostMetrics {
  monthCost: Gauge<'account' | 'currency'>;
  monthBudget: Gauge<'account' | 'currency' | 'level'>;
  /** Registers a source. It is called when metrics are scraped, at most once per `ASK_EVERY_MS`. */
  costFrom(account: string, source: () => Promise<MonthCost | undefined>): void;
}

/** In the currency's unit. */
export interface MonthCost {
  currency: string;
  spent: number;
  soft?: number;
  hard?: number;
}

/** Each time is a query of the account's turns: an Action on Temporal Cloud. */
export const ASK_EVERY_MS = 300_000;

export function createCostMetrics(registry: Registry, now: () => number = () => performance.now()): CostMetrics {
  const registers = [registry];
  const { collect, add } = createPolled(ASK_EVERY_MS, now);
  const monthCost = new Gauge({
    name: 'ventana_month_cost',
    help: "Estimated cost of this month's messages, in the currency of the rate card",
    labelNames: ['account', 'currency'],
    registers,
    collect,
  });
  const monthBudget = new Gauge({
    name: 'ventana_month_budget',
    help: "The policy's budget for a month, soft and hard",
    labelNames: ['account', 'currency', 'level'],
    registers,
    collect,
  });

  /** The currency that an account's numbers have now. */
  const shown = new Map<string, string>();

  function show(account: string, cost: MonthCost | undefined): void {
    const before = shown.get(account);
    if (before !== undefined) {
      monthCost.remove({ account, currency: before });
      for (const level of ['soft', 'hard']) monthBudget.remove({ account, currency: before, level });
    }
    shown.delete(account);
    if (!cost) return;
    const { currency, spent, soft, hard } = cost;
    shown.set(account, currency);
    monthCost.set({ account, currency }, spent);
    if (soft !== undefined) monthBudget.set({ account, currency, level: 'soft' }, soft);
    if (hard !== undefined) monthBudget.set({ account, currency, level: 'hard' }, hard);
  }

  return {
    monthCost,
    monthBudget,
    costFrom: (account, source) => add(source, (cost) => show(account, cost)),
  };
}
