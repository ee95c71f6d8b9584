import { temporal } from '@temporalio/proto';
import type { Client } from '@temporalio/client';

export interface HistorySize {
  events: number;
  /** As protobuf: what Temporal stores. */
  bytes: number;
  /** How often each activity was asked for. */
  activities: Record<string, number>;
}

/** The size of all runs' histories of these workflows together. */
export async function historySize(client: Client, workflowIds: readonly string[]): Promise<HistorySize> {
  const size: HistorySize = { events: 0, bytes: 0, activities: {} };
  for (const workflowId of workflowIds) {
    const history = await client.workflow.getHandle(workflowId).fetchHistory();
    const events = (history.events ?? []).filter((it) => !isOfSimulation(it));
    size.events += events.length;
    size.bytes += temporal.api.history.v1.History.encode({ events }).finish().length;
    for (const { activityTaskScheduledEventAttributes: asked } of events) {
      const name = asked?.activityType?.name;
      if (name) size.activities[name] = (size.activities[name] ?? 0) + 1;
    }
  }
  return size;
}

/** What moves a run on in simulated time: in production there is none of it. */
const isOfSimulation = (event: temporal.api.history.v1.IHistoryEvent): boolean =>
  Boolean(
    event.workflowExecutionTimeSkippingTransitionedEventAttributes ??
    event.workflowExecutionOptionsUpdatedEventAttributes,
  );

/** The signals from outside so far: not those of other workflows. */
export async function signalsFromOutside(client: Client, workflowId: string): Promise<number> {
  const { events } = await client.workflow.getHandle(workflowId).fetchHistory();
  const signals = (events ?? []).flatMap((it) => it.workflowExecutionSignaledEventAttributes ?? []);
  return signals.filter((it) => !it.externalWorkflowExecution).length;
}
