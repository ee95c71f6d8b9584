import type { ActivityInterceptorsFactory } from '@temporalio/worker';
import type { Log } from '../../../telemetry/log';

/** An attempt that waited this long (ms) for a free worker is worth a line. More than clocks differ. */
const LATE_MS = 5_000;

/**
 * Logs what nobody else says of an activity that does nothing for long: it waited until a worker was free, or it takes
 * longer than an attempt may. Temporal then gives the attempt up without telling this process, and tries again.
 * @param now epoch ms, by the clock of Temporal's server
 */
export const activityDelays =
  (log: Pick<Log, 'warn'>, now: () => number = Date.now): ActivityInterceptorsFactory =>
  ({ info }) => ({
    inbound: {
      async execute(input, next) {
        const { currentAttemptScheduledTimestampMs: scheduledAt, startToCloseTimeoutMs: mostMs } = info;
        const waitedMs = now() - scheduledAt;
        if (waitedMs >= LATE_MS) log.warn({ waitedMs }, 'the activity began late: no worker was free');
        const timer = setTimeout(() => {
          log.warn({ mostMs }, 'the activity takes too long; Temporal gives this attempt up');
        }, mostMs).unref();
        try {
          return await next(input);
        } finally {
          clearTimeout(timer);
        }
      },
    },
  });
