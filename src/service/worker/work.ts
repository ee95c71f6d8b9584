import type { ActivityInterceptorsFactory } from '@temporalio/worker';
import { createActivities } from '../../../activities';
import { createSweepActivities } from '../../../activities/sweep';
import type { Account, Observation } from '../account/account';
import { activityCaller } from './internal/activityCaller';
import { activityDelays } from './internal/activityDelays';
import { activityFailures } from './internal/activityFailures';
import { activityLog } from './internal/activityLog';
import { activityMetrics, countFromZero } from './internal/activityMetrics';
import { ownAccount } from './internal/ownAccount';
import type { WorkerActivities } from './workers';

/** The activities of the workers, and the interceptors around them. */
export interface Work {
  activities: WorkerActivities;
  interceptors: ActivityInterceptorsFactory[];
}

/**
 * The work of several accounts on the same task queues. Each activity uses the vendors and the policy of its own
 * account.
 */
export function workOf(accounts: readonly Account[], { log, metrics, tracing }: Observation): Work {
  for (const { config } of accounts) countFromZero(config.account, metrics);
  const byName = new Map(accounts.map((it) => [it.config.account, it]));
  const dependencies = () => ownAccount(byName).dependencies();
  const counted = () => {
    const { config, policy } = ownAccount(byName);
    return { account: config.account, messages: () => policy().policy.messages };
  };
  return {
    activities: { ...createActivities(dependencies), ...createSweepActivities(dependencies) },
    interceptors: [
      ...tracing.activityInterceptors,
      activityLog(log),
      activityDelays(log),
      activityMetrics(counted, metrics),
      activityFailures(log),
      activityCaller,
    ],
  };
}
