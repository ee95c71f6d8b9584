import type { Connection } from '@temporalio/client';

/** Those that can wake a run, of which the SDK's client makes use. */
const WAKING = [
  'startWorkflowExecution',
  'signalWithStartWorkflowExecution',
  'signalWorkflowExecution',
  'updateWorkflowExecution',
  'requestCancelWorkflowExecution',
  'terminateWorkflowExecution',
] as const;

interface WakingRequest {
  workflowId?: string | null;
  workflowExecution?: { workflowId?: string | null } | null;
}

/** What happens around a call over this connection that may wake a run. */
export interface CallWatcher {
  before(workflowId: string): Promise<void>;
  after(workflowId: string, call: (typeof WAKING)[number]): void | Promise<void>;
}

/** Whoever may wake a run by this connection comes by here. */
export function watchCalls({ workflowService }: Connection, watcher: CallWatcher): void {
  for (const name of WAKING) {
    const call = workflowService[name].bind(workflowService) as (request: WakingRequest) => Promise<unknown>;
    const watched = async (request: WakingRequest): Promise<unknown> => {
      const workflowId = request.workflowId ?? request.workflowExecution?.workflowId;
      if (!workflowId) return call(request);
      await watcher.before(workflowId);
      try {
        return await call(request);
      } finally {
        // Also of a failed one nobody knows whether it had its effect.
        await watcher.after(workflowId, name);
      }
    };
    Object.assign(workflowService, { [name]: watched });
  }
}
