import type { Client } from '@temporalio/client';
import { turnsQuery, turnsWorkflowId } from '../../workflows/messages';

/** The intents that the account's turns still hold. */
export async function stillWaiting(client: Client, account: string): Promise<Set<string>> {
  const turns = await client.workflow.getHandle(turnsWorkflowId(account)).query(turnsQuery);
  return new Set(turns?.waiting.map(({ intentId }) => intentId));
}
