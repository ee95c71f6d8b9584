/**
 * Whether the customer may be sent a message, according to the checkboxes on their Zendesk user at the moment of
 * sending.
 */
import type { Policy } from './policy';
import type { User } from './ports';
import type { SendFailure, SendOrder } from './orders';

/** @returns why the message must not be sent; undefined if it may be */
export function objection(policy: Policy, order: SendOrder, requester: User): SendFailure | undefined {
  const isProactive = order.purpose.kind === 'proactive';
  if (requester.optedOut) return { reason: 'optedOut' };
  if (isProactive && policy.ticket.consentRequired && !requester.optedIn) return { reason: 'noConsent' };
  if (requester.marketingOptedOut && isMarketing(policy, order)) return { reason: 'marketingOptedOut' };
  return undefined;
}

/**
 * Meta's marketing opt-out (131050) covers marketing templates. If the policy gives no category, only proactive
 * messages are treated as marketing.
 */
function isMarketing({ messages }: Policy, { message, rendition, purpose }: SendOrder): boolean {
  if (rendition !== 'template') return false;
  const category = messages[message]?.template.category;
  return category === undefined ? purpose.kind === 'proactive' : category === 'marketing';
}
