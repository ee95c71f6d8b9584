import type { Dependencies } from './dependencies';
import { ifThere } from './requester';
import { ofTicket } from './ticketGone';
import type { OptOutOrder } from './orders';

/** `noField`: Zendesk accepted the update but ignored the checkbox, because the account has no such user field. */
export type OptOutStored = 'stored' | 'noField';

/**
 * Ticks the checkbox on the ticket's requester, which applies to all their tickets. Also records in the conversation
 * which STOP it was: the runs of other tickets read the same message, and must not tick the checkbox again after a
 * person has cleared it.
 * @throws TicketGone, VendorError
 */
export async function storeOptOut(deps: Dependencies, { ticketId, of, stop }: OptOutOrder): Promise<OptOutStored> {
  const { zendesk, sunshine, log } = deps;
  const ticket = await ofTicket(zendesk.ticket(ticketId));
  // Who said STOP is whose conversation it is: the requester may have been changed since.
  const { requesterChange, conversation: own } = stop ? await zendesk.history(ticket) : {};
  const userId = (own && requesterChange?.from) ?? ticket.requesterId;
  const isStored = await zendesk.optOut(userId, of);
  if (!isStored) log.warn({ ticketId, of }, 'Zendesk has no user field for this opt-out');
  if (stop) {
    const conversation = await ifThere(sunshine.conversation(stop.conversationId));
    const key = isStored ? STOP_STORED : STOP_SAID;
    if (conversation) await sunshine.setMetadata(conversation, { [key]: String(stop.at) });
  }
  return isStored ? 'stored' : 'noField';
}

/** Key of the conversation's metadata: the time (epoch ms) of the newest STOP that has been stored in Zendesk. */
export const STOP_STORED = 'stopStored';

/** The same of the newest STOP for which Zendesk has no field: here no run forgets it, however long the chat. */
export const STOP_SAID = 'stopSaid';
