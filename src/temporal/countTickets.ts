import type { Client } from '@temporalio/client';
import type { Stage } from '../../workflows/core/stage';
import { searchAttributes } from '../../workflows/messages';
import { countOpenRuns } from './openRuns';
import type { TicketCounts } from '../telemetry/metrics/ticketMetrics';

const stages = [
  'reading',
  'customer-waits',
  'window-closed',
  'answered',
  'pending',
  'reminded',
  'contacted',
  'watching',
  'solved',
] as const satisfies Exclude<Stage, 'ended' | 'gone'>[];

/** Timers fire within a second or two. Reading the truth again and a few retries add to that. */
const OVERDUE_MS = 10 * 60_000;

/**
 * Counts the account's open tickets, with one query for each number: GROUP BY works only for ExecutionStatus (server
 * 1.32, measured).
 * @param now epoch ms
 * @throws as the SDK does
 */
export async function countTickets(client: Client, account: string, now: () => number): Promise<TicketCounts> {
  const { stage, nextAction, nextActionAt } = searchAttributes;
  const count = (condition: string): Promise<number> => countOpenRuns(client, account, condition);
  const late = new Date(now() - OVERDUE_MS).toISOString();
  const [waiting, overdue, ...byStage] = await Promise.all([
    count(`${nextAction.name} = 'turn'`),
    count(`${nextActionAt.name} < '${late}' and ${nextAction.name} != 'turn'`),
    ...stages.map((name) => count(`${stage.name} = '${name}'`)),
  ]);
  return { waiting, overdue, byStage: Object.fromEntries(stages.map((name, at) => [name, byStage[at] ?? 0])) };
}
