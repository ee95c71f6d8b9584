/** Pausing an account's sending, and letting it go on. */
import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import type { PausesPort } from '../../activities/pausesPort';
import { searchAttributes, TASK_QUEUE, turnEvent, turnsWorkflowId } from '../../workflows/messages';
import { type Pause, pauseWorkflowId, resume } from '../../workflows/pauseMessages';
import { unlessGone } from './internal/unlessGone';

export type { Pause } from '../../workflows/pauseMessages';
export { pauseWords } from '../../workflows/words';

/** Audits, which say when an administrator asked, are precise to the second. */
const AUDIT_PRECISION_MS = 1_000;

/** The pause of an account, as Temporal has it; undefined: there is none. Costs no Action and needs no worker. */
export async function readPause(client: Client, account: string): Promise<Pause | undefined> {
  try {
    const { status, memo } = await client.workflow.getHandle(pauseWorkflowId(account)).describe();
    return status.name === 'RUNNING' ? (memo?.['pause'] as Pause) : undefined;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return undefined;
    throw error;
  }
}

/** In force as soon as this returns; processes that send see it within seconds. An earlier pause is replaced. */
export async function startPause(client: Client, account: string, pause: Pause): Promise<void> {
  await client.workflow.start('pause', {
    workflowId: pauseWorkflowId(account),
    taskQueue: TASK_QUEUE,
    args: [{ account, ...pause }],
    memo: { pause },
    workflowIdConflictPolicy: 'TERMINATE_EXISTING',
    typedSearchAttributes: [{ key: searchAttributes.account, value: account }],
    staticSummary: `Sending of ${account} is paused`,
  });
}

/**
 * Ends the pause, with the next work of a worker. Turns that wait for a pause which somebody has ended in Temporal
 * itself go on too.
 * @param now epoch ms
 * @returns whether there was one
 */
export async function endPause(client: Client, account: string, now: number): Promise<boolean> {
  try {
    await client.workflow.getHandle(pauseWorkflowId(account)).signal(resume);
    return true;
  } catch (error) {
    unlessGone(error);
  }
  const turns = client.workflow.getHandle(turnsWorkflowId(account));
  await turns.signal(turnEvent, { type: 'resumed', since: now, at: now }).catch(unlessGone);
  return false;
}

/** What an administrator's switch does. @param now epoch ms */
export const createPauses = (client: Client, account: string, now: () => number): PausesPort => ({
  async set({ ticketId, paused, by, askedAt }) {
    if (paused) {
      const reason = `ticket ${ticketId}`;
      await startPause(client, account, { since: now(), by: { role: 'admin', id: by }, reason });
      return;
    }
    const current = await readPause(client, account);
    if (current && current.since > askedAt + AUDIT_PRECISION_MS) return;
    await endPause(client, account, now());
  },
});
