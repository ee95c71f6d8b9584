import { setTimeout as sleep } from 'node:timers/promises';
import { type Client, ScheduleOverlapPolicy, type WorkflowHandle } from '@temporalio/client';
import { type SweepCounts, sweepId, sweepQuery, type SweepResult } from '../../../workflows/sweepMessages';
import { findWorker } from '../findWorker';

const LOOK_MS = 500;

export interface SweepWatcher {
  /** Another sweep is running: ours starts after it. */
  waiting(): void;
  /** Called whenever our sweep has made progress. */
  progress(counts: SweepCounts): void;
}

/**
 * Sweeps now, in place of a scheduled sweep: continues where the last one ended, and starts after any that is running.
 * @throws {Error} when no worker is running, or the sweep fails
 */
export async function sweepNow(client: Client, account: string, watcher: SweepWatcher): Promise<SweepResult> {
  await findWorker(client);
  const schedule = client.schedule.getHandle(sweepId(account));
  const before = await schedule.describe();
  if (before.info.runningActions.length > 0) watcher.waiting();
  const known = new Set(before.info.recentActions.map(runOf));
  await schedule.trigger(ScheduleOverlapPolicy.BUFFER_ONE);

  for (;;) {
    const { recentActions } = (await schedule.describe()).info;
    const ours = recentActions.find((it) => !known.has(runOf(it)));
    if (ours) return watch(client.workflow.getHandle(ours.action.workflow.workflowId), watcher);
    await sleep(LOOK_MS);
  }
}

type Action = Awaited<
  ReturnType<ReturnType<Client['schedule']['getHandle']>['describe']>
>['info']['recentActions'][number];

const runOf = ({ action }: Action): string => action.workflow.firstExecutionRunId;

async function watch(handle: WorkflowHandle, watcher: SweepWatcher): Promise<SweepResult> {
  let ended = false;
  const result = (handle.result() as Promise<SweepResult>).finally(() => (ended = true));
  result.catch(() => undefined);
  let shown = '';
  while (!ended) {
    // A worker that is busy or restarting answers later. The result does not depend on this query.
    const counts = await handle.query(sweepQuery).catch(() => undefined);
    const text = JSON.stringify(counts);
    if (counts && text !== shown) watcher.progress(counts);
    shown = text ?? shown;
    await Promise.race([result.catch(() => undefined), sleep(LOOK_MS)]);
  }
  return result;
}
