import type { History } from '@temporalio/common/lib/proto-utils';
import { optionalTsToMs, tsToMs } from '@temporalio/common/lib/time';

export interface Waiting {
  /** Epoch ms on the run's own clock: when the next of its timers (or a delayed first task) is due. */
  nextTimer?: number;
  /** It has asked the server for something (a signal to another run, a child, a cancellation) that is not answered yet. */
  asking: boolean;
  /** It has ever asked for something of that kind. */
  hasAsked: boolean;
}

/**
 * What a run at rest waits for, read from its history: that holds for any workflow type, needs no worker and no query.
 * An event that opens something is closed by a later one that carries the opening event's id.
 */
export function waitingFor(history: History): Waiting {
  const timers = new Map<string, number>();
  const asked = new Set<string>();
  let hasAsked = false;
  for (const event of history.events ?? []) {
    const id = String(event.eventId);
    const at = tsToMs(event.eventTime);

    const backoff = optionalTsToMs(event.workflowExecutionStartedEventAttributes?.firstWorkflowTaskBackoff);
    if (backoff) timers.set('first task', at + backoff);
    if (event.workflowTaskScheduledEventAttributes) timers.delete('first task');

    const { timerStartedEventAttributes: timer } = event;
    if (timer) timers.set(id, at + tsToMs(timer.startToFireTimeout));
    const timerEnd = event.timerFiredEventAttributes ?? event.timerCanceledEventAttributes;
    if (timerEnd) timers.delete(String(timerEnd.startedEventId));

    if (
      event.signalExternalWorkflowExecutionInitiatedEventAttributes ??
      event.requestCancelExternalWorkflowExecutionInitiatedEventAttributes ??
      event.startChildWorkflowExecutionInitiatedEventAttributes
    ) {
      asked.add(id);
      hasAsked = true;
    }
    const answer =
      event.externalWorkflowExecutionSignaledEventAttributes ??
      event.signalExternalWorkflowExecutionFailedEventAttributes ??
      event.externalWorkflowExecutionCancelRequestedEventAttributes ??
      event.requestCancelExternalWorkflowExecutionFailedEventAttributes ??
      event.childWorkflowExecutionStartedEventAttributes ??
      event.startChildWorkflowExecutionFailedEventAttributes;
    if (answer) asked.delete(String(answer.initiatedEventId));
  }
  return { ...(timers.size > 0 && { nextTimer: Math.min(...timers.values()) }), asking: asked.size > 0, hasAsked };
}
