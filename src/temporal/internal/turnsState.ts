/** The account's turns, and what `doctor` tells of them. */
import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import { meaningOf, type Remedy, remedyOf } from '../../../workflows/core/errorCodes';
import { budgetOf, type BudgetState } from '../../../workflows/core/turnBudget';
import { countInLanes } from '../../../workflows/core/turnLanes';
import { forgetOld, roomAt } from '../../../workflows/core/turnLimits';
import type { Turns } from '../../../workflows/core/turnState';
import { turnsQuery, turnsWorkflowId } from '../../../workflows/messages';

export interface LimitState {
  /** In the last 24 hours. `roomAt`: when the next may go, epoch ms, if not now. */
  templates: { used: number; max: number; roomAt?: number };
  /** In this calendar month, UTC. */
  notifications: { used: number; max: number };
  /** What this month's messages cost, by estimate. Absent: the policy has no budget. */
  budget?: BudgetState;
  /** How many messages wait for a turn. */
  waiting: number;
}

export interface HoldState {
  /** `name:language`. Absent, as is `message`: all messages of the account. */
  template?: string;
  /** The message's name in the policy, where an earlier version reported the stop. */
  message?: string;
  /** Meta's code and what it means. */
  error: string;
  /** What a person has to see to; absent where only a template is stopped. */
  remedy?: Remedy;
}

/** Undefined: no message has asked for a turn yet. @throws as the SDK does, also where no worker answers */
export async function askTurns(client: Client, account: string): Promise<Turns | undefined> {
  try {
    return await client.workflow.getHandle(turnsWorkflowId(account)).query(turnsQuery);
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return undefined;
    throw error;
  }
}

/** A message is held for a day at most: what has not been tried for longer says nothing of today. */
const HOLD_IS_OLD_MS = 24 * 3_600_000;

export function holdsOf(turns: Turns | undefined, now: number): HoldState[] {
  return (turns?.holds ?? [])
    .filter(({ probeAt, verdictAt = Infinity }) => verdictAt > now && probeAt > now - HOLD_IS_OLD_MS)
    .map(({ template, message, code }) => {
      const remedy = code === undefined ? undefined : remedyOf(code);
      const meaning = code === undefined ? undefined : meaningOf(code);
      return {
        ...(message !== undefined && { message }),
        ...(template !== undefined && { template }),
        error: [code ?? 'an error', meaning].filter((it) => it !== undefined).join(': '),
        ...(remedy && { remedy }),
      };
    });
}

export function limitsOf(turns: Turns | undefined, now: number): LimitState | 'unused' {
  if (!turns) return 'unused';
  const current = { ...forgetOld(turns, now), asOf: now };
  const { templatesPerDay, notificationsPerMonth } = turns.rules.limits;
  const room = roomAt(current, 'template');
  const budget = budgetOf(turns, now);
  return {
    templates: {
      used: current.templates.used,
      max: templatesPerDay,
      ...(room > now && Number.isFinite(room) && { roomAt: room }),
    },
    notifications: { used: current.notifications.count, max: notificationsPerMonth },
    ...(budget && { budget }),
    waiting: turns.waiting.filter(({ uses }) => uses !== undefined).length + countInLanes(turns.lanes),
  };
}
