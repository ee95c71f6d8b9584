/** Whether the customer is to get a message, by the boxes on their Zendesk user as they are at the moment of sending. */
import type { Policy } from './policy';
import type { User } from './ports';
import type { SendFailure, SendOrder } from './types';

/** @returns why not; undefined: nothing speaks against it */
export function objection(policy: Policy, order: SendOrder, requester: User): SendFailure | undefined {
  const isProactive = order.purpose.kind === 'proactive';
  if (requester.optedOut) return { reason: 'optedOut' };
  if (isProactive && policy.ticket.consentRequired && !requester.optedIn) return { reason: 'noConsent' };
  if (requester.marketingOptedOut && isMarketing(policy, order)) return { reason: 'marketingOptedOut' };
  return undefined;
}

/** Meta's marketing opt-out (131050) is about marketing templates; where the policy does not name the category, only proactive ones are taken for such. */
function isMarketing({ messages }: Policy, { message, rendition, purpose }: SendOrder): boolean {
  if (rendition !== 'template') return false;
  const category = messages[message]?.template.category;
  return category === undefined ? purpose.kind === 'proactive' : category === 'marketing';
}
