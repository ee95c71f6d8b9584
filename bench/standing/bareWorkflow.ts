/**
 * What the SDK alone costs: a workflow that sleeps, and reads once at each hint. It decides nothing and shows nothing.
 */
import { condition, defineSignal, proxyLocalActivities, setHandler } from '@temporalio/workflow';

export const bareHint = defineSignal('hint');

const { readTruth } = proxyLocalActivities<{ readTruth(order: { ticketId: string }): Promise<unknown> }>({
  startToCloseTimeout: '3 seconds',
});

export async function bare(ticketId: string): Promise<void> {
  let hints = 0;
  setHandler(bareHint, () => void (hints += 1));
  for (;;) {
    if (!(await condition(() => hints > 0, '30 days'))) return;
    hints = 0;
    await readTruth({ ticketId });
  }
}
