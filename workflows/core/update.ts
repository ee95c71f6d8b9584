/** Rule 8: everything that a decision changes on the ticket goes into one update. */
import type { TicketUpdate } from '../../activities/orders';
import type { Live } from './conversation';
import { displayOf, isShown } from './display';
import { lastArrival, lastCustomer, lastWord, ownsConversation } from './history';
import { observationsDue, reportsDue } from './notes';
import { requestIsOver } from './requests';

/**
 * Zendesk's audits are precise to the second. Within one second the order is unknown, and the status that the agent set
 * stays.
 */
const AUDIT_PRECISION_MS = 1_000;

/**
 * Rule 7: Zendesk usually reopens the ticket itself. We do it if Zendesk did not and no agent has set the status since.
 */
export function mustReopen(c: Live): boolean {
  const { status, statusSince } = c.truth.ticket;
  const customer = lastCustomer(c);
  if (status !== 'pending' && status !== 'hold') return false;
  const heardAt = lastArrival(c);
  if (!customer || heardAt === undefined || statusSince === undefined) return false;
  if (heardAt < statusSince + AUDIT_PRECISION_MS) return false;
  return ownsConversation(c) ? lastWord(c) === 'customer' : answeredUs(c, customer.at);
}

/** A ticket that contacted the customer in another ticket's conversation is reopened when they answer. */
const answeredUs = (c: Live, customerAt: number): boolean =>
  c.messages.some((it) => it.by === 'ventana' && it.ticketId === c.ticketId && it.at < customerAt);

/** Whether the ticket is owed an update now, leaving display fields aside. */
export const isUpdateDue = (c: Live): boolean =>
  reportsDue(c).length > 0 || observationsDue(c).length > 0 || requestIsOver(c) || mustReopen(c);

/** Whether that update needs a fresh truth. */
export const updateNeedsTruth = (c: Live): boolean => reportsDue(c).length === 0 && !requestIsOver(c);

/**
 * The update as of now.
 * @param fresh if false, leaves out everything that a stale truth could make wrong
 * @param kept the truth is not fresh, but still stands: only if the ticket has not changed since
 */
export function updateOf(c: Live, fresh: boolean, kept = false): TicketUpdate {
  const display = displayOf(c);
  const status = fresh && mustReopen(c) ? { status: 'open' as const } : {};
  const clear = requestIsOver(c) ? { clearAction: true as const } : {};
  const macro = macroDue(c);
  const guarded = kept || status.status !== undefined || clear.clearAction === true || macro !== undefined;
  return {
    ticketId: c.ticketId,
    notes: [...reportsDue(c), ...(fresh ? observationsDue(c) : [])],
    ...status,
    ...clear,
    ...(macro !== undefined && { macro }),
    ...(display && !isShown(c, display) && { window: display }),
    ...(guarded ? { stamp: c.truth.ticket.stamp } : fresh && knownStamp(c)),
  };
}

/** A hint says that the ticket has changed since it was read. */
const knownStamp = ({ staleSince, truth }: Live): { known?: string } =>
  staleSince === undefined ? { known: truth.ticket.stamp } : {};

/**
 * H3: the automatic reopening applies the agents' macro to the ticket, together with the note about the message sent.
 */
function macroDue(c: Live): string | undefined {
  const { reopening } = c.truth.policy;
  const reported = new Set(reportsDue(c).map(({ key }) => key));
  const reopened = c.outreach.some(
    (it) =>
      !it.requested &&
      !c.done.some((key) => key.startsWith(`sent:${it.id}:`)) &&
      it.purpose.kind === 'reopening' &&
      reported.has(`sent:${it.id}:${it.rendition}:${it.attempts}`),
  );
  return reopened ? reopening?.macro : undefined;
}
