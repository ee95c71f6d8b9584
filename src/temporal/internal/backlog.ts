import { ApplicationFailure } from '@temporalio/common';
import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import { failureTypes } from '../../../activities/failureTypes';
import { elapsed } from '../../system/elapsed';

/** What was seen stands for this long (ms): all requests of a process share it. */
const SEEN_MS = 1_000;
/** A workflow task that has waited this long (ms) is late. */
const LATE_MS = 3_000;
/**
 * Requests come again after this time (ms) at least, and at most after twice as long, so that they do not all come at
 * once.
 */
const PAUSE_MS = 10_000;

/**
 * Keeps signals from piling up before a workflow that has fallen behind. All signals that wait reach it in one task,
 * and the SDK ends a task that takes too long: some thousands of them would stop the workflow for good. Asking Temporal
 * is no Action.
 * @returns throws a failure that is retried, while the workflow is behind
 */
export function createBacklogCheck(client: Client, workflowId: string): () => Promise<void> {
  let seen: { at: number; isBehind: Promise<boolean> } | undefined;
  let waiting: { task: string; since: number } | undefined;

  /** By how long this process has seen the same task wait: Temporal's clock may be another, or a simulated one. */
  async function look(): Promise<boolean> {
    const task = await pendingTask();
    if (!task) {
      waiting = undefined;
      return false;
    }
    const { seconds, nanos } = task.originalScheduledTime ?? {};
    const name = `${String(seconds)}.${nanos}`;
    if (waiting?.task !== name) waiting = { task: name, since: elapsed() };
    return (task.attempt ?? 1) > 1 || elapsed() - waiting.since > LATE_MS;
  }

  async function pendingTask() {
    try {
      return (await client.workflow.getHandle(workflowId).describe()).raw.pendingWorkflowTask;
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return undefined;
      throw error;
    }
  }

  return async () => {
    const at = elapsed();
    if (!seen || at - seen.at > SEEN_MS) seen = { at, isBehind: look() };
    if (!(await seen.isBehind)) return;
    const pause = Math.round(PAUSE_MS * (1 + Math.random()));
    throw ApplicationFailure.create({
      message: 'the turns have fallen behind; asking again later',
      type: failureTypes.transient,
      nextRetryDelay: pause,
      details: [pause],
    });
  };
}
