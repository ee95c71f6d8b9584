import { temporal } from '@temporalio/proto';
import type { Client } from '@temporalio/client';

export interface HistorySize {
  events: number;
  /** The size as protobuf, which is what Temporal stores. */
  bytes: number;
  /** How often each activity was scheduled. */
  activities: Record<string, number>;
}

/** The total size of the histories of all these workflows' runs. */
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

const NOTHING: HistorySize = { events: 0, bytes: 0, activities: {} };

const combined = (a: HistorySize, b: HistorySize, sign: 1 | -1): HistorySize => ({
  events: a.events + sign * b.events,
  bytes: a.bytes + sign * b.bytes,
  activities: Object.fromEntries(
    [...new Set([...Object.keys(a.activities), ...Object.keys(b.activities)])]
      .map((name) => [name, (a.activities[name] ?? 0) + sign * (b.activities[name] ?? 0)] as const)
      .filter(([, count]) => count > 0),
  ),
});

export const plus = (a: HistorySize, b: HistorySize): HistorySize => combined(a, b, 1);
export const minus = (a: HistorySize, b: HistorySize = NOTHING): HistorySize => combined(a, b, -1);

/** Events that only simulated time causes: production has none of them. */
const isOfSimulation = (event: temporal.api.history.v1.IHistoryEvent): boolean =>
  Boolean(
    event.workflowExecutionTimeSkippingTransitionedEventAttributes ??
    event.workflowExecutionOptionsUpdatedEventAttributes,
  );
