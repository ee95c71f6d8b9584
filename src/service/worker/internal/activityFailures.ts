import type { Info } from '@temporalio/activity';
import { ApplicationFailure, type RetryPolicy } from '@temporalio/common';
import { msToNumber } from '@temporalio/common/lib/time';
import type { ActivityInterceptorsFactory } from '@temporalio/worker';
import { failureOf } from '../../../../activities/failures';
import { VendorError } from '../../../../activities/vendorError';
import type { Log } from '../../../telemetry/log';

/**
 * Turns every `VendorError` that an activity throws into a typed failure, and logs it once: with the time of the next
 * attempt, if Temporal makes one.
 */
export const activityFailures =
  (log: Pick<Log, 'warn'>): ActivityInterceptorsFactory =>
  ({ info }) => ({
    inbound: {
      async execute(input, next) {
        try {
          return await next(input);
        } catch (error) {
          const failure = failureOf(error);
          if (error instanceof VendorError) {
            const { vendor, status, reached, retryAfterMs, message } = error;
            const pause = retryAfterMs !== undefined && { retryAfterMs };
            log.warn({ vendor, status, reached, ...pause, ...nextAttempt(failure, info) }, message);
          }
          throw failure;
        }
      },
    },
  });

/** Temporal's pause doubles, or what the policy says, from attempt to attempt, unless the failure asks for another. */
function nextAttempt(failure: unknown, { attempt, retryPolicy }: Info): { until?: string } {
  if (!(failure instanceof ApplicationFailure) || failure.nonRetryable) return {};
  const {
    initialInterval = 1_000,
    backoffCoefficient = 2,
    maximumInterval,
    maximumAttempts,
  } = (retryPolicy ?? {}) as RetryPolicy;
  if (maximumAttempts !== undefined && maximumAttempts > 0 && attempt >= maximumAttempts) return {};
  const grown = msToNumber(initialInterval) * backoffCoefficient ** (attempt - 1);
  const pause = Math.min(grown, maximumInterval === undefined ? 100 * grown : msToNumber(maximumInterval));
  const asked = failure.nextRetryDelay;
  return { until: new Date(Date.now() + (asked ? msToNumber(asked) : pause)).toISOString() };
}
