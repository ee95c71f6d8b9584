import { type Connection, isGrpcServiceError } from '@temporalio/client';
import type { temporal } from '@temporalio/proto';
import { optionalTsToMs } from '@temporalio/common/lib/time';
import { type Waiting, waitingFor } from './history';

type Description = temporal.api.workflowservice.v1.IDescribeWorkflowExecutionResponse;

/** https://grpc.io/docs/guides/status-codes */
const NOT_FOUND = 5;
/** temporal.api.enums.v1.WorkflowExecutionStatus */
const RUNNING = 1;
/** temporal.api.enums.v1.PendingWorkflowTaskState */
const STARTED = 2;

export interface OpenRun {
  workflowId: string;
  runId: string;
  historyLength: number;
  /** The run's own clock less the real one, in ms. Both go at the same pace, so it holds until the run skips time. */
  offset: number;
  /** How long (ms) the look took on a busy machine: the run may be so much less far ahead than `offset` says. */
  tookMs: number;
  /** Known of a run that is not busy: what a busy one waits for will have changed when it is at rest. */
  waiting: Waiting;
  /** What the server or a worker still has to do for it; undefined: it waits for time or for a signal. */
  busyWith?: string;
}

const UNKNOWN: Waiting = { asking: false, hasAsked: false };

/** @returns one run as it is now; undefined when no run with this id is open */
export type Inspect = (workflowId: string) => Promise<OpenRun | undefined>;

/** Looks at runs with calls that need no worker. A history is read again only when it has grown. */
export function inspectIn({ workflowService }: Connection, namespace: string): Inspect {
  const read = new Map<string, { runId: string; historyLength: number; waiting: Waiting }>();

  /** @returns undefined when the history has grown since `historyLength` was told */
  async function readWaiting(workflowId: string, runId: string, historyLength: number): Promise<Waiting | undefined> {
    const known = read.get(workflowId);
    if (known?.runId === runId && known.historyLength === historyLength) return known.waiting;
    const events = [];
    let nextPageToken: Uint8Array | undefined;
    do {
      const page = await workflowService.getWorkflowExecutionHistory({
        namespace,
        execution: { workflowId, runId },
        ...(nextPageToken && { nextPageToken }),
      });
      events.push(...(page.history?.events ?? []));
      nextPageToken = page.nextPageToken.length > 0 ? page.nextPageToken : undefined;
    } while (nextPageToken);
    const waiting = waitingFor({ events });
    read.set(workflowId, { runId, historyLength: events.length, waiting });
    return events.length === historyLength ? waiting : undefined;
  }

  return async function inspect(workflowId) {
    const askedAt = Date.now();
    const found = await workflowService
      .describeWorkflowExecution({ namespace, execution: { workflowId } })
      .catch((error: unknown) => {
        if (isGrpcServiceError(error) && Number(error.code) === NOT_FOUND) return undefined;
        throw error;
      });
    const info = found?.workflowExecutionInfo;
    const tookMs = Date.now() - askedAt;
    if (!found || Number(info?.status) !== RUNNING) {
      read.delete(workflowId);
      return undefined;
    }
    const runId = info?.execution?.runId ?? '';
    const historyLength = Number(info?.historyLength);
    // A run that never skipped time lives in the server's, which is ours: it runs on this machine.
    const skippedTo = optionalTsToMs(found.workflowExtendedInfo?.timeSkippingInfo?.currentTime);
    // The time of asking, not of the answer: rather too far ahead, so that the way to a stop never leads beyond it.
    const offset = skippedTo === undefined ? 0 : skippedTo - askedAt;
    const run = { workflowId, runId, historyLength, offset, tookMs };
    const work = workOf(found);
    if (work !== undefined) return { ...run, waiting: UNKNOWN, busyWith: work };
    const waiting = await readWaiting(workflowId, runId, historyLength);
    // What was described and what was read must be of one moment: between the two a timer may have fired.
    if (!waiting) return inspect(workflowId);
    return { ...run, waiting, ...(waiting.asking && { busyWith: 'a request to another run' }) };
  };
}

const isoOf = (time: Parameters<typeof optionalTsToMs>[0]): string => new Date(optionalTsToMs(time) ?? 0).toISOString();

function workOf({ pendingWorkflowTask: task, pendingActivities }: Description): string | undefined {
  if (task) {
    const { state, attempt, startedTime } = task;
    const taken = Number(state) === STARTED ? ` taken at ${isoOf(startedTime)}` : ' that no worker has taken';
    return `a workflow task${taken} (attempt ${attempt})`;
  }
  const activity = pendingActivities?.[0];
  return activity && `activity ${activity.activityType?.name} (attempt ${activity.attempt})`;
}
