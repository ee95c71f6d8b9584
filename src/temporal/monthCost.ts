import type { Client } from '@temporalio/client';
import { budgetOf, type BudgetState } from '../../workflows/core/turnBudget';
import { askTurns } from './internal/turnsState';

/**
 * What this month's messages of the account cost, as its turns know it: an estimate.
 * @param now epoch ms: which month it is, so the wall clock
 * @returns undefined: there is no budget, or nothing has asked for a turn with one
 * @throws as the SDK does, also where no worker answers
 */
export async function monthCost(client: Client, account: string, now: () => number): Promise<BudgetState | undefined> {
  const turns = await askTurns(client, account);
  return turns && budgetOf(turns, now());
}
