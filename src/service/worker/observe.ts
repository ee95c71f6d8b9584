import type { MessageDefinition } from '../../../activities/policy';
import { logged } from './activityLog';
import type { WorkerActivities } from './currentActivities';
import type { Log } from '../../telemetry/log';
import type { Metrics } from '../../telemetry/metrics';
import { counted } from './activityMetrics';
import type { Tracing } from '../../telemetry/tracing';

/** How a process is seen from outside: made once, at its start. */
export interface Observation {
  log: Log;
  metrics: Metrics;
  tracing: Tracing;
}

/**
 * Puts around the activities of an account what looks on: the log says what they are about, the metrics count what they bring about.
 * @param messages of the policy that counts now
 */
export const observed = (
  activities: WorkerActivities,
  account: string,
  messages: () => Record<string, MessageDefinition>,
  { log, metrics }: Observation,
): WorkerActivities => logged(counted(activities, { account, messages }, metrics), log);
