import { setTimeout as sleep } from 'node:timers/promises';
import { type Client, ScheduleOverlapPolicy, type WorkflowHandle } from '@temporalio/client';
import { type SweepCounts, sweepId, sweepQuery, type SweepResult } from '../../../workflows/sweepMessages';
import { findWorker } from '../findWorker';

const LOOK_MS = 500;

export interface SweepWatcher {
  /** Another sweep is under way: ours comes after it. */
  waiting(): void;
  /** How far ours is; called when that has changed. */
  progress(counts: SweepCounts): void;
}

/**
 * Sweeps now, in the place of a scheduled sweep: from where the last one ended, and after one that is under way.
 * @throws {Error} when no worker is there to do it, or the sweep fails
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
    // A worker that is busy or restarts answers later; the result comes by itself.
    const counts = await handle.query(sweepQuery).catch(() => undefined);
    const text = JSON.stringify(counts);
    if (counts && text !== shown) watcher.progress(counts);
    shown = text ?? shown;
    await Promise.race([result.catch(() => undefined), sleep(LOOK_MS)]);
  }
  return result;
}
