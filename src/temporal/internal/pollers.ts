import type { Client } from '@temporalio/client';
import { optionalTsToMs } from '@temporalio/common/lib/time';

/** The two parts of a task queue: `TaskQueueType` of temporal.api.enums.v1. */
export const WORKFLOWS = 1;
export const ACTIVITIES = 2;

/** `DescribeTaskQueueMode` of temporal.api.enums.v1. */
const ENHANCED = 1;

/** Temporal lists the pollers of the last five minutes. A running worker has polled within the last one. */
const ALIVE_MS = 90_000;

/** Whether a running worker polls this part of the task queue. @throws as the SDK does */
export async function hasPoller(client: Client, name: string, taskQueueType: number): Promise<boolean> {
  const { namespace } = client.options;
  const { pollers } = await client.workflowService.describeTaskQueue({ namespace, taskQueue: { name }, taskQueueType });
  return pollers.some(({ lastAccessTime }) => (optionalTsToMs(lastAccessTime) ?? 0) > Date.now() - ALIVE_MS);
}

/**
 * A poll lasts up to 70 s, and a call may be made until then. Another minute later nothing that a dead process has
 * called counts any more in a rate per minute.
 */
const GONE_MS = 130_000;

/**
 * The names of the workers that poll a task queue, on all its partitions: only the enhanced mode asks all of them
 * (server 1.32; the plain answer names those of one partition). Temporal forgets a poller after five minutes. A poller
 * is measured by the newest one, since this machine's clock may be minutes away from Temporal's.
 * @throws as the SDK does
 */
export async function liveWorkers(client: Client, name: string): Promise<string[]> {
  const { namespace } = client.options;
  const { versionsInfo } = await client.workflowService.describeTaskQueue({
    namespace,
    taskQueue: { name },
    apiMode: ENHANCED,
    reportPollers: true,
    taskQueueTypes: [WORKFLOWS, ACTIVITIES],
  });
  const pollers = Object.values(versionsInfo ?? {})
    .flatMap(({ typesInfo }) => Object.values(typesInfo ?? {}))
    .flatMap((type) => type.pollers ?? [])
    .map(({ identity, lastAccessTime }) => ({ identity, at: optionalTsToMs(lastAccessTime) ?? 0 }));
  const newest = Math.max(...pollers.map(({ at }) => at));
  const alive = pollers.filter(({ at }) => at > newest - GONE_MS);
  return [...new Set(alive.flatMap(({ identity }) => identity ?? []))];
}
