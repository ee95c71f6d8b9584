import { type Connection, isGrpcServiceError } from '@temporalio/client';
import { optionalTsToMs } from '@temporalio/common/lib/time';
import { type Waiting, waitingFor } from './history';

/** https://grpc.io/docs/guides/status-codes */
const NOT_FOUND = 5;
/** temporal.api.enums.v1.WorkflowExecutionStatus */
const RUNNING = 1;

export interface OpenRun {
  workflowId: string;
  runId: string;
  historyLength: number;
  /** The run's own clock less the real one, in ms. Both go at the same pace, so it holds until the run skips time. */
  offset: number;
  waiting: Waiting;
  /** What the server or a worker still has to do for it; undefined: it waits for time or for a signal. */
  busyWith?: string;
}

export interface Runs {
  /** Visibility lags behind: a run that has just been started is told here, before anybody can hear that it was. */
  started(workflowId: string): void;
  /** All open runs of the namespace, whatever their type, as they are now. */
  look(): Promise<OpenRun[]>;
  /** One of them; undefined when no run with this id is open. */
  lookAt(workflowId: string): Promise<OpenRun | undefined>;
}

/** Follows the open runs of a namespace with calls that need no worker. */
export function followRuns({ workflowService }: Connection, namespace: string): Runs {
  /** With the number of the start that was told last; 0: found in the list. */
  const workflowIds = new Map<string, number>();
  let starts = 0;
  const read = new Map<string, { runId: string; historyLength: number; waiting: Waiting }>();

  async function findOpen(): Promise<void> {
    let nextPageToken: Uint8Array | undefined;
    do {
      const query = `ExecutionStatus = 'Running'`;
      const page = await workflowService.listWorkflowExecutions({
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

  /** The history is read again only when it has grown. @returns undefined when it has grown since `historyLength` was told */
  async function readWaiting(workflowId: string, runId: string, historyLength: number): Promise<Waiting | undefined> {
    const known = read.get(workflowId);
    if (known?.runId === runId && known.historyLength === historyLength) return known.waiting;
    const events = await readEvents(workflowService, { namespace, execution: { workflowId, runId } });
    const waiting = waitingFor({ events });
    read.set(workflowId, { runId, historyLength: events.length, waiting });
    return events.length === historyLength ? waiting : undefined;
  }

  async function lookAt(workflowId: string): Promise<OpenRun | undefined> {
    const askedAt = Date.now();
    const startedBefore = workflowIds.get(workflowId);
    const found = await workflowService
      .describeWorkflowExecution({ namespace, execution: { workflowId } })
      .catch((error: unknown) => {
        if (isGrpcServiceError(error) && Number(error.code) === NOT_FOUND) return undefined;
        throw error;
      });
    const info = found?.workflowExecutionInfo;
    if (!found || Number(info?.status) !== RUNNING) {
      // Only if no run was started while this answer was on its way: the list would show that one too late.
      if (workflowIds.get(workflowId) === startedBefore) workflowIds.delete(workflowId);
      read.delete(workflowId);
      return undefined;
    }
    const runId = info?.execution?.runId ?? '';
    const historyLength = Number(info?.historyLength);
    const waiting = await readWaiting(workflowId, runId, historyLength);
    // What was described and what was read must be of one moment: between the two a timer may have fired.
    if (!waiting) return lookAt(workflowId);
    const busyWith = found.pendingWorkflowTask
      ? `a workflow task (attempt ${found.pendingWorkflowTask.attempt})`
      : found.pendingActivities[0]
        ? `activity ${found.pendingActivities[0].activityType?.name} (attempt ${found.pendingActivities[0].attempt})`
        : waiting.asking
          ? 'a request to another run'
          : undefined;
    // A run that never skipped time lives in the server's, which is ours: it runs on this machine.
    const skippedTo = optionalTsToMs(found.workflowExtendedInfo?.timeSkippingInfo?.currentTime);
    // The time of asking, not of the answer: rather too far ahead, so that the way to a stop never leads beyond it.
    const offset = skippedTo === undefined ? 0 : skippedTo - askedAt;
    return { workflowId, runId, historyLength, offset, waiting, ...(busyWith !== undefined && { busyWith }) };
  }

  return {
    started: (workflowId) => void workflowIds.set(workflowId, ++starts),
    lookAt,
    async look() {
      await findOpen();
      const runs = await Promise.all([...workflowIds.keys()].map(lookAt));
      return runs.filter((run) => run !== undefined);
    },
  };
}

type WorkflowService = Connection['workflowService'];
type HistoryRequest = Parameters<WorkflowService['getWorkflowExecutionHistory']>[0];

/** The events of a run, all pages. */
async function readEvents(service: WorkflowService, run: HistoryRequest) {
  const events = [];
  let nextPageToken: Uint8Array | undefined;
  do {
    const page = await service.getWorkflowExecutionHistory({ ...run, ...(nextPageToken && { nextPageToken }) });
    events.push(...(page.history?.events ?? []));
    nextPageToken = page.nextPageToken.length > 0 ? page.nextPageToken : undefined;
  } while (nextPageToken);
  return events;
}
