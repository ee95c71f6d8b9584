import { activityInfo } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import type { WorkerActivities } from './currentActivities';
import { accountOf } from '../../temporal/accountOf';

/**
 * The activities of several accounts on the same task queues: each is done with the vendors and the policy of the account that its
 * workflow belongs to. One of an account that this worker does not know is left to another worker.
 */
export function activitiesByAccount(accounts: ReadonlyMap<string, WorkerActivities>): WorkerActivities {
  const [some] = accounts.values();
  const names = Object.keys(some ?? {}) as (keyof WorkerActivities)[];
  const entries = names.map((name) => {
    const run = (...args: unknown[]): unknown => {
      const own = accounts.get(ownAccount()) ?? notHere(ownAccount());
      return (own[name] as (...args: unknown[]) => unknown)(...args);
    };
    return [name, run] as const;
  });
  return Object.fromEntries(entries) as unknown as WorkerActivities;
}

const ownAccount = (): string => accountOf(activityInfo().workflowExecution?.workflowId ?? '') ?? '';

function notHere(account: string): never {
  throw ApplicationFailure.retryable(`This worker does not serve the account "${account}".`, 'OtherAccount');
}
