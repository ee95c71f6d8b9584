import { DefaultLogger, Runtime } from '@temporalio/worker';
import type { Log } from '../telemetry/log';

/** The queues of sends and of writes have activities only: the SDK warns of it at each start. */
const EXPECTED = 'No workflows registered';

/**
 * Sends the SDK's own log lines (workers, workflows) to ours. Once per process, before anything else of the SDK is made.
 * @param metricsAddress `host:port` where the SDK gives its own metrics to Prometheus, at /metrics; absent: it counts nothing
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
