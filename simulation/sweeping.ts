import type { World } from './world';
import { TASK_QUEUE } from '../workflows/messages';
import { sweepId, type SweepInput, type SweepResult } from '../workflows/sweepMessages';

const MINUTE = 60_000;

/** Sweeps by hand, as a schedule runs on the server's own clock, and lets the simulated time pass that it takes. */
export async function sweepByHand(
  { sandbox, time }: Pick<World, 'sandbox' | 'time'>,
  input: Partial<Omit<SweepInput, 'account'>> = {},
): Promise<SweepResult> {
  const account = sandbox.account;
  // Zendesk withholds the most recent minute.
  await time.advanceTo(time.now() + 2 * MINUTE);
  const handle = await time.client.workflow.start('sweep', {
    workflowId: sweepId(account),
    taskQueue: TASK_QUEUE,
    args: [{ account, everyMs: 15 * MINUTE, ...input }],
  });
  while ((await handle.describe()).status.name === 'RUNNING') await time.advanceTo(time.now() + 10_000);
  const result = (await handle.result()) as SweepResult;
  await time.settle();
  return result;
}
