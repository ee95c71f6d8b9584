import type { Client } from '@temporalio/client';
import { optionalTsToMs } from '@temporalio/common/lib/time';

/** The two parts of a task queue: `TaskQueueType` of temporal.api.enums.v1. */
export const WORKFLOWS = 1;
export const ACTIVITIES = 2;

/** Temporal lists the pollers of the last five minutes. A running worker has polled within the last one. */
const ALIVE_MS = 90_000;

/** Whether a running worker polls this part of the task queue. @throws as the SDK does */
export async function hasPoller(client: Client, name: string, taskQueueType: number): Promise<boolean> {
  const { namespace } = client.options;
  const { pollers } = await client.workflowService.describeTaskQueue({ namespace, taskQueue: { name }, taskQueueType });
  return pollers.some(({ lastAccessTime }) => (optionalTsToMs(lastAccessTime) ?? 0) > Date.now() - ALIVE_MS);
}
