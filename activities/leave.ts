/**
 * A ticket that is over takes no more part in its conversation: the customer's next messages must not start its run.
 */
import type { Dependencies } from './dependencies';
import type { SunshineConversation, Ticket, TicketHistory } from './ports';
import { ifThere } from './requester';
import type { Instant } from './types';
import { isRefusedWith } from './vendorError';

/** A run ends when its ticket has been solved for this long (ms). */
const SOLVED_KEPT_MS = 7 * 24 * 3_600_000;

/** Its run has ended, or ends now. Zendesk may still reopen it: it stays the conversation's own ticket. */
export const isLongSolved = ({ status }: Ticket, { statusSince }: TicketHistory, now: Instant): 'solved' | undefined =>
  status === 'solved' && statusSince !== undefined && now - statusSince >= SOLVED_KEPT_MS ? 'solved' : undefined;

/**
 * Takes the ticket out of the conversation's metadata: it no longer asks, and if it is closed, and the conversation is
 * its own, it is marked so until the next ticket takes over. A refusal for good only means more runs that end at once.
 * @throws VendorError
 */
export async function leave(
  { sunshine }: Pick<Dependencies, 'sunshine'>,
  conversation: SunshineConversation,
  ticketId: string,
  end: 'closed' | 'solved',
): Promise<void> {
  const { ticketId: owner, askedBy, closed } = conversation.metadata;
  const changes = {
    ...(String(askedBy) === ticketId && { askedBy: '' }),
    ...(end === 'closed' && String(owner) === ticketId && String(closed) !== ticketId && { closed: ticketId }),
  };
  if (Object.keys(changes).length === 0) return;
  try {
    await sunshine.setMetadata(conversation, changes);
  } catch (error) {
    if (!isRefusedWith(error, [400, 403, 404, 422])) throw error;
  }
}

/** The same for a ticket that has been deleted. @throws VendorError */
export async function leaveAsGone(
  deps: Pick<Dependencies, 'sunshine'>,
  { conversationId, ticketId }: { conversationId?: string; ticketId: string },
): Promise<void> {
  const conversation =
    conversationId === undefined ? undefined : await ifThere(deps.sunshine.conversation(conversationId));
  if (conversation) await leave(deps, conversation, ticketId, 'closed');
}
