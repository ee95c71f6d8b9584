import {
  type Client,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
} from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { failureTypes } from '../../../activities/failureTypes';
import type { TurnTold } from '../../../activities/turnTold';
import type { TurnEvent } from '../../../workflows/core/turnState';
import { turnAsked } from '../../../workflows/messages';

type Asked = Extract<TurnEvent, { type: 'asked' }>;

/** A little less than a local activity has (ms). */
const ANSWER_WITHIN_MS = 2_500;
/**
 * Temporal lets ten updates of one workflow wait (https://docs.temporal.io/cloud/limits). Where many ask, none of them
 * is alone, and the queue is the place for them.
 */
const MOST_AT_ONCE = 3;

/**
 * Asks for a turn by an update of the account's turns, whose answer comes with it: two Actions and a signal less.
 * @returns asks; its result is the answer, null where the ticket is told later, undefined where the request was not
 * taken. Throws a failure that is retried where nobody knows; the same request is then answered once.
 */
export function createDirectAsking(
  client: Client,
  workflowId: string,
): (event: Asked) => Promise<TurnTold['event'] | null | undefined> {
  let asking = 0;
  return async (event) => {
    if (asking >= MOST_AT_ONCE) return undefined;
    asking += 1;
    try {
      const updateId = `${event.intentId}:${event.expiresAt}`;
      return await client.withDeadline(Date.now() + ANSWER_WITHIN_MS, () =>
        client.workflow.getHandle(workflowId).executeUpdate(turnAsked, { args: [event], updateId }),
      );
    } catch (error) {
      // There is none yet, or its worker is of an earlier version.
      if (error instanceof WorkflowNotFoundError || error instanceof WorkflowUpdateFailedError) return undefined;
      if (!(error instanceof WorkflowUpdateRPCTimeoutOrCancelledError)) throw error;
      throw ApplicationFailure.retryable('the turns do not answer', failureTypes.transient);
    } finally {
      asking -= 1;
    }
  };
}
