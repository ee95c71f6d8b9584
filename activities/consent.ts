/**
 * Whether the customer may be sent a message, according to the checkboxes on their Zendesk user at the moment of
 * sending.
 */
import type { Dependencies } from './dependencies';
import { own } from '../workflows/core/own';
import type { Policy } from './policy';
import type { Ticket, User } from './ports';
import { haveBlocked, isOtherPersons, type Place, writersOf } from './requester';
import type { SendFailure, SendOrder } from './orders';

/** @returns why the message must not be sent; undefined if it may be */
export function objection(policy: Policy, order: SendOrder, requester: User): SendFailure | undefined {
  const isProactive = (order.follows ?? order.purpose).kind === 'proactive';
  if (requester.suspended) return { reason: 'suspended' };
  if (requester.optedOut) return { reason: 'optedOut' };
  if (isProactive && policy.ticket.consentRequired && !requester.optedIn) return { reason: 'noConsent' };
  if ((requester.marketingOptedOut || order.marketingStopped) && isMarketing(policy, order))
    return { reason: 'marketingOptedOut' };
  return undefined;
}

/** The same for a message to the requester's phone number: a customer who has blocked us gets none. */
export async function objectionByPhone(
  deps: Dependencies,
  order: SendOrder,
  requester: User,
): Promise<SendFailure | undefined> {
  if (order.conversationId !== undefined) return undefined;
  const users = await deps.zendesk.messagingIdentities(requester.id);
  const integrationId = order.integrationId ?? deps.integrationId;
  return (await haveBlocked(deps, users, integrationId)) ? { reason: 'blocked' } : undefined;
}

/** The same for a message into a conversation: it must be the requester's, who must not have blocked that number. */
export async function objectionIn(
  deps: Dependencies,
  place: Place,
  ticket: Ticket,
  integrationId: string,
): Promise<SendFailure | undefined> {
  if (await isOtherPersons(deps, ticket, place, () => deps.zendesk.history(ticket)))
    return { reason: 'otherRequester' };
  const writers = writersOf(place.messages);
  const users = writers.length > 0 ? writers : await deps.zendesk.messagingIdentities(ticket.requesterId);
  return (await haveBlocked(deps, users, integrationId)) ? { reason: 'blocked' } : undefined;
}

/**
 * Meta's marketing opt-out (131050) covers marketing templates. If the policy gives no category, only proactive
 * messages are treated as marketing.
 */
function isMarketing({ messages }: Policy, { message, rendition, purpose }: SendOrder): boolean {
  if (rendition !== 'template') return false;
  const category = own(messages, message)?.template.category;
  return category === undefined ? purpose.kind === 'proactive' : category === 'marketing';
}
