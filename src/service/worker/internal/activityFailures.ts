import type { ActivityInterceptorsFactory } from '@temporalio/worker';
import { failureOf } from '../../../../activities/failures';
import { VendorError } from '../../../../activities/vendorError';
import type { Log } from '../../../telemetry/log';

/** Turns every `VendorError` that an activity throws into a typed failure, and logs it once. */
export const activityFailures =
  (log: Pick<Log, 'warn'>): ActivityInterceptorsFactory =>
  () => ({
    inbound: {
      async execute(input, next) {
        try {
          return await next(input);
        } catch (error) {
          if (error instanceof VendorError) {
            const { vendor, status, reached, retryAfterMs, message } = error;
            log.warn({ vendor, status, reached, ...(retryAfterMs !== undefined && { retryAfterMs }) }, message);
          }
          throw failureOf(error);
        }
      },
    },
  });
