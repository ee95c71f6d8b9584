/**
 * The month's budget: what the turns of this month cost, by the estimates that came with their requests. Amounts are
 * millionths of the currency's unit. Rows Q76 to Q80 of docs/behaviour.md.
 */
import type { LimitWarning, UsedBudget } from '../../activities/limits';
import type { TurnRequest } from '../../activities/orders';
import type { Instant } from '../../activities/types';

/** The policy's budget, as the worker that asked for a turn knew it. */
export interface Budget {
  /** ISO 4217: of the rate card. */
  currency: string;
  /** From here on people are told. Absent: they are not. */
  soft?: number;
  /** What would cost more than this waits for the next month. Absent: nothing waits. */
  hard?: number;
  /** What happens at `hard` to a message that an agent requests. */
  whenReached: 'stop' | 'warn';
  /** When this month ends in the office's zone, and when the next ones do. */
  ends: Instant[];
  /** The first day of the rate card in force, as YYYY-MM-DD. */
  card?: string;
}

export interface Spent {
  /** When the month that it is about ends. */
  ends: Instant;
  micros: number;
  /** People were told that these amounts were reached. */
  toldSoft?: number;
  toldHard?: number;
}

/** The part of the account's turns that this file is about. */
export interface Budgeted {
  rules: { budget?: Budget };
  asOf: Instant;
  /** The run's code knows of budgets: those of earlier versions decide without. */
  budgets?: boolean;
  spent?: Spent;
}

/** Amounts in the state are millionths. */
const UNIT = 1_000_000;

interface Costs {
  cost?: TurnRequest['cost'] | undefined;
}

/** What this month's turns cost. Undefined: there is no budget. */
export function spentIn({ rules: { budget }, budgets, spent }: Budgeted, now: Instant): Spent | undefined {
  if (!budgets || !budget) return undefined;
  if (spent && now < spent.ends) return spent;
  const ends = budget.ends.find((it) => it > now);
  return ends === undefined ? undefined : { ends, micros: 0 };
}

/** For people: amounts in the currency's unit. */
export interface BudgetState extends Pick<Budget, 'currency' | 'soft' | 'hard' | 'card'> {
  spent: number;
  /** When the month ends. */
  ends: Instant;
  /** A message has left no room for another of its kind. */
  usedUp?: true;
}

/** Undefined: the policy has none, as far as the turns know. */
export function budgetOf(turns: Budgeted, now: Instant): BudgetState | undefined {
  const { budget } = turns.rules;
  const spent = spentIn(turns, now);
  if (!budget || !spent) return undefined;
  const { currency, soft, hard, card } = budget;
  return {
    ...{ currency, spent: spent.micros / UNIT, ends: spent.ends },
    ...(soft !== undefined && { soft: soft / UNIT }),
    ...(hard !== undefined && { hard: hard / UNIT }),
    ...(card !== undefined && { card }),
    ...(hard !== undefined && (spent.toldHard === hard || spent.micros >= hard) && { usedUp: true as const }),
  };
}

/**
 * When there is room for a turn of this cost; `-Infinity`: now; `Infinity`: in no month. What is free is never held.
 */
export function budgetRoomAt(turns: Budgeted, { cost = 0 }: Costs): Instant {
  const spent = spentIn(turns, turns.asOf);
  const { hard } = turns.rules.budget ?? {};
  if (cost <= 0 || !spent || hard === undefined || spent.micros + cost <= hard) return -Infinity;
  return cost <= hard ? spent.ends : Infinity;
}

/** Why an agent's request is refused; undefined: the budget does not refuse it. */
export function budgetRefusal(turns: Budgeted, request: Costs): LimitWarning | undefined {
  const { budget } = turns.rules;
  if (budget?.whenReached !== 'stop' || budgetRoomAt(turns, request) <= turns.asOf) return undefined;
  return warningOf('budgetHard', budget, spentIn(turns, turns.asOf)?.micros ?? 0);
}

/** Adds a turn. `warning`: with it the budget is reached, and people have not been told yet. */
export function spendBudget<T extends Budgeted>(turns: T, { cost = 0 }: Costs): { next: T; warning?: LimitWarning } {
  const { budget } = turns.rules;
  const before = spentIn(turns, turns.asOf);
  if (!before || !budget || cost <= 0) return { next: turns };
  const { soft, hard } = budget;
  const micros = before.micros + cost;
  // No other of the same kind has room.
  const isHard = hard !== undefined && micros + cost > hard && before.toldHard !== hard;
  const isSoft = soft !== undefined && micros >= soft && before.toldSoft !== soft;
  const spent: Spent = { ...before, micros, ...(isHard && { toldHard: hard }), ...(isSoft && { toldSoft: soft }) };
  const limit = isHard ? 'budgetHard' : isSoft ? 'budgetSoft' : undefined;
  return { next: { ...turns, spent }, ...(limit && { warning: warningOf(limit, budget, micros) }) };
}

/** Takes the cost of a turn back that was given at `at`. */
export function unspend<T extends Budgeted>(turns: T, cost: number | undefined, month: Instant | undefined): T {
  const { spent } = turns;
  if (!spent || cost === undefined || spent.ends !== month) return turns;
  return { ...turns, spent: { ...spent, micros: Math.max(0, spent.micros - cost) } };
}

/** Not of another limit. */
export const isOfBudget = (it: LimitWarning): it is OfBudget => it.limit === 'budgetSoft' || it.limit === 'budgetHard';

type OfBudget = Extract<LimitWarning, UsedBudget>;

/** People read whole units of the currency. */
function warningOf(limit: 'budgetSoft' | 'budgetHard', budget: Budget, micros: number): LimitWarning {
  const max = (limit === 'budgetHard' ? budget.hard : budget.soft) ?? 0;
  const { currency, card } = budget;
  return { limit, used: micros / UNIT, max: max / UNIT, currency, ...(card !== undefined && { card }) };
}
