import { DefaultLogger, makeTelemetryFilterString, Runtime } from '@temporalio/worker';
import type { Log } from '../telemetry/log';

/** The task queues for sends and for writes have only activities: the SDK warns about that at each start. */
const EXPECTED = 'No workflows registered';

/**
 * Sends the SDK's own log lines (workers, workflows, its native core) to our log. Call it once per process, before
 * creating anything else of the SDK.
 * @param metricsAddress `host:port` where the SDK serves its own metrics to Prometheus, at /metrics; absent: no metrics
 * @returns ends the SDK's native core. The last worker or native connection that is closed does so too; in a process
 * that had none, the core would go on, keep the process alive, and take the first SIGTERM
 */
export function installRuntimeLog(log: Log, metricsAddress?: string): () => Promise<void> {
  const levels = { TRACE: 'trace', DEBUG: 'debug', INFO: 'info', WARN: 'warn', ERROR: 'error' } as const;
  const logger = new DefaultLogger('INFO', ({ level, message, meta }) => {
    if (!message.startsWith(EXPECTED)) log[levels[level]]({ ...meta }, message);
  });
  const runtime = Runtime.install({
    logger,
    telemetryOptions: {
      // Without this its native core writes lines of its own form to the standard error.
      logging: { filter: makeTelemetryFilterString({ core: 'WARN', other: 'ERROR' }), forward: {} },
      ...(metricsAddress !== undefined && {
        metrics: {
          prometheus: {
            bindAddress: metricsAddress,
            countersTotalSuffix: true,
            unitSuffix: true,
            useSecondsForDurations: true,
          },
        },
      }),
    },
  });
  return () => runtime.shutdown();
}
