import type { Info } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
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

/** As Temporal gives it to an activity: durations are ms. */
interface Policy {
  initialInterval?: number;
  backoffCoefficient?: number;
  maximumInterval?: number;
  maximumAttempts?: number;
}

/** Temporal's pause grows from attempt to attempt by the retry policy, unless the failure asks for another. */
function nextAttempt(failure: unknown, info: Info): { until?: string } {
  if (!(failure instanceof ApplicationFailure) || failure.nonRetryable) return {};
  // An ordinary activity comes at once (B8).
  if (info.isLocal) return { until: new Date(Date.now()).toISOString() };
  const policy = (info.retryPolicy ?? {}) as unknown as Policy;
  const { initialInterval = 1_000, backoffCoefficient = 2, maximumInterval = Infinity, maximumAttempts = 0 } = policy;
  if (maximumAttempts > 0 && info.attempt >= maximumAttempts) return {};
  const grown = Math.min(initialInterval * backoffCoefficient ** (info.attempt - 1), maximumInterval);
  const asked: unknown = failure.nextRetryDelay;
  return { until: new Date(Date.now() + (typeof asked === 'number' ? asked : grown)).toISOString() };
}
