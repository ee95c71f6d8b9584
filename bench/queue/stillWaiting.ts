import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import { laneQuery, laneWorkflowId, turnsQuery, turnsWorkflowId } from '../../workflows/messages';
import { LANES } from '../../workflows/core/turnLanes';

/** The intents that the account's turns still hold, in the front and in the lanes. */
export async function stillWaiting(client: Client, account: string): Promise<Set<string>> {
  const front = await client.workflow.getHandle(turnsWorkflowId(account)).query(turnsQuery);
  const waiting = new Set(front?.waiting.map(({ intentId }) => intentId));
  for (let lane = 0; lane < LANES; lane += 1) {
    const kinds = await client.workflow.getHandle(laneWorkflowId(account, lane)).query(laneQuery).catch(endedLane);
    for (const { of } of kinds) for (const [, intentId] of of) waiting.add(intentId);
  }
  return waiting;
}

/** A lane ends when it is empty. */
function endedLane(error: unknown): [] {
  if (error instanceof WorkflowNotFoundError) return [];
  throw error;
}
