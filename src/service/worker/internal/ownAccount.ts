import { activityInfo } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import { accountOf } from '../../../temporal/accountOf';

/**
 * The account that the running activity belongs to, by its workflow's id, out of those that this worker serves.
 * @throws ApplicationFailure `OtherAccount` when it is none of them: another worker should run the activity
 */
export function ownAccount<Served>(accounts: ReadonlyMap<string, Served>): Served {
  const account = accountOf(activityInfo().workflowExecution?.workflowId ?? '') ?? '';
  const own = accounts.get(account);
  if (own) return own;
  throw ApplicationFailure.retryable(`This worker does not serve the account "${account}".`, 'OtherAccount');
}
