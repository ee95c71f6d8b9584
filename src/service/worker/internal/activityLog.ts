import type { Info } from '@temporalio/activity';
import type { ActivityInterceptorsFactory } from '@temporalio/worker';
import { type LogContext, logAs } from '../../../telemetry/logContext';
import type { Log } from '../../../telemetry/log';
import { milestones } from '../../../telemetry/milestones';

/**
 * Adds to every line that an activity logs its run, activity and attempt, and the ticket and send it is about. Also
 * logs the outcome of each send.
 */
export const activityLog =
  (log: Log): ActivityInterceptorsFactory =>
  ({ info }) => ({
    inbound: {
      execute: (input, next) =>
        logAs({ ...ofTemporal(info), ...ofOrder(input.args[0]) }, async () => {
          const result = await next(input);
          if (info.activityType === 'sendMessage') log.info({ outcome: typeOf(result) }, milestones.send);
          return result;
        }),
    },
  });

const ofTemporal = ({ workflowExecution, activityType, attempt }: Info): LogContext => ({
  activity: activityType,
  attempt,
  ...(workflowExecution && { workflowId: workflowExecution.workflowId }),
});

function ofOrder(order: unknown): LogContext {
  const { ticketId, sendId } = (typeof order === 'object' && order !== null ? order : {}) as Record<string, unknown>;
  return { ...(typeof ticketId === 'string' && { ticketId }), ...(typeof sendId === 'string' && { sendId }) };
}

const typeOf = (result: unknown): unknown => (result as { type?: unknown } | undefined)?.type;
