import type { Dependencies } from './dependencies';
import { ofTicket } from './ticketGone';
import type { OptOutOrder } from './types';

/** `noField`: Zendesk took the update and left the box out, having no such user field. */
export type OptOutStored = 'stored' | 'noField';

/**
 * Ticks the box on the ticket's requester, which holds for all their tickets, and keeps in the conversation which STOP it was: the
 * runs of other tickets read the same message, and must not tick the box again when a person has cleared it.
 * @throws TicketGone, VendorError
 */
export async function storeOptOut(deps: Dependencies, { ticketId, of, stop }: OptOutOrder): Promise<OptOutStored> {
  const { zendesk, sunshine, log } = deps;
  const { requesterId } = await ofTicket(zendesk.ticket(ticketId));
  if (!(await zendesk.optOut(requesterId, of))) {
    log.warn({ ticketId, of }, 'Zendesk has no user field for this opt-out');
    return 'noField';
  }
  if (stop) {
    const conversation = await sunshine.conversation(stop.conversationId);
    await sunshine.setMetadata(conversation, { [STOP_STORED]: String(stop.at) });
  }
  return 'stored';
}

/** Key of the conversation's metadata: when the newest STOP was said that Zendesk knows of (epoch ms). */
export const STOP_STORED = 'stopStored';
