import type { Client } from '@temporalio/client';

/** temporal.api.enums.v1.HistoryEventFilterType */
const CLOSE_EVENT = 2;

/** What the account's turns have left in Temporal, all their runs together. */
export interface OwnRuns {
  runs: number;
  events: number;
  /** Of the longest history of one run. */
  mostEvents: number;
  mostBytes: number;
  /** The largest state that one run passed on to the next, in bytes as stored. */
  mostCarried: number;
}

/** Every run of the account but the recorders. Call it when nothing is going on any more. */
export async function ownRuns(client: Client): Promise<OwnRuns> {
  const total: OwnRuns = { runs: 0, events: 0, mostEvents: 0, mostBytes: 0, mostCarried: 0 };
  for await (const { workflowId, runId } of client.workflow.list({ query: "WorkflowType != 'recorder'" })) {
    const run = await client.workflow.getHandle(workflowId, runId).describe();
    total.runs += 1;
    total.events += run.historyLength;
    total.mostEvents = Math.max(total.mostEvents, run.historyLength);
    total.mostBytes = Math.max(total.mostBytes, run.historySize ?? 0);
    if (run.status.name !== 'CONTINUED_AS_NEW') continue;
    total.mostCarried = Math.max(total.mostCarried, await carriedBy(client, workflowId, runId));
  }
  return total;
}

async function carriedBy({ workflowService, options }: Client, workflowId: string, runId: string): Promise<number> {
  const { history } = await workflowService.getWorkflowExecutionHistory({
    namespace: options.namespace,
    execution: { workflowId, runId },
    historyEventFilterType: CLOSE_EVENT,
  });
  const payloads = history?.events?.at(-1)?.workflowExecutionContinuedAsNewEventAttributes?.input?.payloads ?? [];
  return payloads.reduce((sum, { data }) => sum + (data?.length ?? 0), 0);
}
