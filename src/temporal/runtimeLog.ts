import { DefaultLogger, Runtime } from '@temporalio/worker';
import type { Log } from '../telemetry/log';

/** The task queues for sends and for writes have only activities: the SDK warns about that at each start. */
const EXPECTED = 'No workflows registered';

/**
 * Sends the SDK's own log lines (workers, workflows) to our log. Call it once per process, before creating anything
 * else of the SDK.
 * @param metricsAddress `host:port` where the SDK serves its own metrics to Prometheus, at /metrics; absent: no metrics
 */
export function installRuntimeLog(log: Log, metricsAddress?: string): void {
  const levels = { TRACE: 'trace', DEBUG: 'debug', INFO: 'info', WARN: 'warn', ERROR: 'error' } as const;
  const logger = new DefaultLogger('INFO', ({ level, message, meta }) => {
    if (!message.startsWith(EXPECTED)) log[levels[level]]({ ...meta }, message);
  });
  Runtime.install({
    logger,
    ...(metricsAddress !== undefined && {
      telemetryOptions: {
        metrics: {
          prometheus: {
            bindAddress: metricsAddress,
            countersTotalSuffix: true,
            unitSuffix: true,
            useSecondsForDurations: true,
          },
        },
      },
    }),
  });
}
