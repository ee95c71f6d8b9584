import type { Connection } from '@temporalio/client';
import { inspectIn, type OpenRun } from './inspect';

/** A look and what follows from it take this long at most on a busy machine. A timer that is due so soon may fire meanwhile. */
export const SOON_MS = 5_000;

export interface RunsOptions {
  /** See `SimulatedTimeOptions`. */
  wakesOthers: (workflowId: string) => boolean;
  /** The simulated time, epoch ms. */
  now: () => number;
}

export interface Runs {
  /** Visibility lags behind: a run that has just been started is told here, before anybody can hear that it was. */
  started(workflowId: string): void;
  /** Somebody is about to change it, or has just done so: what was seen of it counts no more. */
  touched(workflowId: string): void;
  /**
   * All open runs of the namespace, whatever their type, as they are now; while one that wakes others is busy, only such. Asked about are
   * those that may have changed.
   */
  look(): Promise<OpenRun[]>;
  /** The same, and finds runs that nobody has told of. */
  find(): Promise<OpenRun[]>;
  /** One of them; undefined when no run with this id is open. */
  lookAt(workflowId: string): Promise<OpenRun | undefined>;
}

/**
 * Follows the open runs of a namespace with calls that need no worker.
 *
 * What was seen of a run at rest holds until somebody touches it, its timer is due soon, or a run that wakes others has done something.
 *
 * @throws {Error} from a look, when a run has signalled, started or cancelled another one of which `wakesOthers` does not say so
 */
export function followRuns(connection: Connection, namespace: string, { wakesOthers, now }: RunsOptions): Runs {
  const inspect = inspectIn(connection, namespace);
  /** With the number of the start that was told last; 0: found in the list. */
  const workflowIds = new Map<string, number>();
  let starts = 0;
  const atRest = new Map<string, OpenRun>();
  /** How often each was touched: a look that was under way meanwhile may be of before. */
  const touches = new Map<string, number>();
  let wakersSeen = '';

  async function findOpen(): Promise<void> {
    let nextPageToken: Uint8Array | undefined;
    do {
      const query = `ExecutionStatus = 'Running'`;
      const page = await connection.workflowService.listWorkflowExecutions({
        namespace,
        query,
        ...(nextPageToken && { nextPageToken }),
      });
      for (const { execution } of page.executions) {
        const workflowId = execution?.workflowId;
        if (workflowId && !workflowIds.has(workflowId)) workflowIds.set(workflowId, 0);
      }
      nextPageToken = page.nextPageToken.length > 0 ? page.nextPageToken : undefined;
    } while (nextPageToken);
  }

  function touched(workflowId: string): void {
    touches.set(workflowId, (touches.get(workflowId) ?? 0) + 1);
    atRest.delete(workflowId);
  }

  async function lookAt(workflowId: string): Promise<OpenRun | undefined> {
    const startedBefore = workflowIds.get(workflowId);
    const run = await inspect(workflowId);
    // Only if no run was started while this answer was on its way: the list would show that one too late.
    if (!run && workflowIds.get(workflowId) === startedBefore) workflowIds.delete(workflowId);
    if (run?.waiting.hasAsked && !wakesOthers(workflowId))
      throw new Error(`${workflowId} wakes other runs, and wakesOthers does not say so: their times would be wrong.`);
    return run;
  }

  async function lookUnlessAtRest(workflowId: string): Promise<OpenRun | undefined> {
    const known = atRest.get(workflowId);
    if (known && (known.waiting.nextTimer ?? Infinity) > now() + SOON_MS) return known;
    const before = touches.get(workflowId);
    const run = await lookAt(workflowId);
    if (run && run.busyWith === undefined && touches.get(workflowId) === before) atRest.set(workflowId, run);
    return run;
  }

  async function look(): Promise<OpenRun[]> {
    const ids = [...workflowIds.keys()];
    // First, so that what was seen of the others is not from before these woke them.
    const wakers = await Promise.all(ids.filter(wakesOthers).map(lookAt));
    const seen = fingerprint(wakers.filter((run) => run !== undefined));
    const areBusy = wakers.some((run) => run?.busyWith !== undefined);
    if (seen !== wakersSeen || areBusy) atRest.clear();
    wakersSeen = seen;
    // Whatever the others do: there is no rest yet.
    if (areBusy) return wakers.filter((run) => run !== undefined);
    const others = await Promise.all(ids.filter((id) => !wakesOthers(id)).map(lookUnlessAtRest));
    return [...wakers, ...others].filter((run) => run !== undefined);
  }

  return {
    started(workflowId) {
      touched(workflowId);
      workflowIds.set(workflowId, ++starts);
    },
    touched,
    look,
    find: () => findOpen().then(look),
    lookAt,
  };
}

/** Two looks with the same one: nothing has happened in between. */
export const fingerprint = (runs: readonly OpenRun[]): string =>
  runs
    .map((run) => `${run.runId} ${run.historyLength} ${run.busyWith ?? ''}`)
    .sort()
    .join('\n');
