import { activityInfo } from '@temporalio/activity';
import { type LogContext, logAs } from '../../telemetry/logContext';
import type { Log } from '../../telemetry/log';

type Activity = (order: unknown) => Promise<unknown>;

/**
 * Says with every line that an activity logs which run, activity and attempt it comes from, and the ticket and send that it is about;
 * and what came of each send.
 */
export function logged<All extends object>(activities: All, log: Log): All {
  const wrapped = Object.entries(activities).map(([name, activity]: [string, Activity]) => {
    const run: Activity = (order) =>
      logAs({ ...ofTemporal(name), ...ofOrder(order) }, async () => {
        const result = await activity(order);
        if (name === 'sendMessage') log.info({ outcome: typeOf(result) }, 'send ended');
        return result;
      });
    return [name, run];
  });
  return Object.fromEntries(wrapped) as All;
}

function ofTemporal(activity: string): LogContext {
  const { workflowExecution, attempt } = activityInfo();
  return { activity, attempt, ...(workflowExecution && { workflowId: workflowExecution.workflowId }) };
}

function ofOrder(order: unknown): LogContext {
  const { ticketId, sendId } = (typeof order === 'object' && order !== null ? order : {}) as Record<string, unknown>;
  return { ...(typeof ticketId === 'string' && { ticketId }), ...(typeof sendId === 'string' && { sendId }) };
}

const typeOf = (result: unknown): unknown => (result as { type?: unknown } | undefined)?.type;
