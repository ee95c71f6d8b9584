import { activityInfo } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import { accountOf } from '../../../temporal/accountOf';

/**
 * Of the accounts that this worker serves, the one that the activity under way belongs to, by its workflow's id.
 * @throws ApplicationFailure `OtherAccount` when it is none of them: the activity is left to another worker
 */
export function ownAccount<Served>(accounts: ReadonlyMap<string, Served>): Served {
  const account = accountOf(activityInfo().workflowExecution?.workflowId ?? '') ?? '';
  const own = accounts.get(account);
  if (own) return own;
  throw ApplicationFailure.retryable(`This worker does not serve the account "${account}".`, 'OtherAccount');
}
