import type { Dependencies } from './dependencies';
import { haveBlocked, ifThere } from './requester';
import { ofTicket } from './ticketGone';
import type { OptOutOrder } from './orders';
import { VendorError } from './vendorError';

/**
 * `noField`: Zendesk accepted the update but ignored the checkbox, because the account has no such user field.
 * `unkept`: the checkbox is ticked, but Sunshine did not take the record of it. `unshown`: nothing was done, because
 * Sunshine does not show the block that a webhook reported.
 */
export type OptOutStored = 'stored' | 'noField' | 'unkept' | 'unshown';

/**
 * Ticks the checkbox on the ticket's requester, which applies to all their tickets. Also records in the conversation
 * which STOP it was: the runs of other tickets read the same message, and must not tick the checkbox again after a
 * person has cleared it.
 * @param asked a run that release 0.1.0 began names only its ticket, and means everything
 * @throws TicketGone, VendorError
 */
export async function storeOptOut(deps: Dependencies, asked: OptOutOrder | string): Promise<OptOutStored> {
  const order: OptOutOrder = typeof asked === 'string' ? { ticketId: asked, of: 'everything' } : asked;
  const { stop, keepOnly } = order;
  if (keepOnly) {
    if (stop) await keep(deps, stop, STOP_STORED);
    return 'stored';
  }
  if (order.block && !(await isBlocked(deps, order))) return 'unshown';
  if (!(await tick(deps, order))) {
    if (stop) await keep(deps, stop, STOP_SAID);
    return 'noField';
  }
  if (order.block) deps.ledger?.note(() => [{ of: 'optOut', ticketId: order.ticketId, at: deps.now() }]);
  if (!stop) return 'stored';
  try {
    await keep(deps, stop, STOP_STORED);
    return 'stored';
  } catch (error) {
    if (error instanceof VendorError && error.vendor === 'sunshine') return 'unkept';
    throw error;
  }
}

/** A webhook may be forged, or belong to another account that uses the same key. */
async function isBlocked(deps: Dependencies, { ticketId }: OptOutOrder): Promise<boolean> {
  const { requesterId } = await ofTicket(() => deps.zendesk.ticket(ticketId));
  return haveBlocked(deps, await deps.zendesk.messagingIdentities(requesterId));
}

async function tick({ zendesk, log }: Dependencies, { ticketId, of, stop }: OptOutOrder): Promise<boolean> {
  const ticket = await ofTicket(() => zendesk.ticket(ticketId));
  // Who said STOP is whose conversation it is: the requester may have been changed since.
  const { requesterChange, conversation: own } = stop ? await zendesk.history(ticket) : {};
  const userId = (own && requesterChange?.from) ?? ticket.requesterId;
  const isTicked = await zendesk.optOut(userId, of);
  if (!isTicked) log.warn({ ticketId, of }, 'Zendesk has no user field for this opt-out');
  return isTicked;
}

/** A newer STOP that another run has recorded stays. */
async function keep({ sunshine }: Dependencies, stop: NonNullable<OptOutOrder['stop']>, key: string): Promise<void> {
  const conversation = await ifThere(sunshine.conversation(stop.conversationId));
  if (!conversation || Number(conversation.metadata[key] ?? 0) >= stop.at) return;
  await sunshine.setMetadata(conversation, { [key]: String(stop.at) });
}

/** Key of the conversation's metadata: the time (epoch ms) of the newest STOP that has been stored in Zendesk. */
export const STOP_STORED = 'stopStored';

/** The same of the newest STOP for which Zendesk has no field: here no run forgets it, however long the chat. */
export const STOP_SAID = 'stopSaid';
