import type { MessageDefinition } from '../activities/policy';
import { logged } from './activityLog';
import type { Log } from './log';
import type { Metrics } from './metrics';
import { counted } from './metrics/activities';
import type { Tracing } from './tracing';
import type { Observers } from './workers';

/** How a process is seen from outside: made once, at its start. */
export interface Observation {
  log: Log;
  metrics: Metrics;
  tracing: Tracing;
}

/**
 * What stands around the activities of an account: the log says what they are about, the metrics count what they bring about, and
 * traces go on in them.
 * @param messages of the policy that counts now
 */
export function observersOf(
  account: string,
  messages: () => Record<string, MessageDefinition>,
  { log, metrics, tracing }: Observation,
): Observers {
  return {
    activities: (activities) => logged(counted(activities, { account, messages }, metrics), log),
    interceptors: tracing.activityInterceptors,
  };
}
