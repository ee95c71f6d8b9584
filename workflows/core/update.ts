/** Rule 8: all that a decision changes on the ticket goes into one update. */
import type { TicketUpdate } from '../../activities/types';
import type { Live } from './conversation';
import { displayOf, isShown } from './display';
import { lastCustomer, lastWord, ownsConversation } from './history';
import { observationsDue, reportsDue } from './notes';
import { requestIsOver } from './requests';

/** Zendesk's audits have whole seconds: within one, nobody can tell who came first, and the agent's word stands. */
const AUDIT_PRECISION_MS = 1_000;

/** Rule 7: Zendesk usually reopens by itself; where it did not, and no agent has set the status since, we do. */
export function mustReopen(c: Live): boolean {
  const { status, statusSince } = c.truth.ticket;
  const customer = lastCustomer(c);
  if (status !== 'pending' && status !== 'hold') return false;
  if (!customer || statusSince === undefined || customer.at < statusSince + AUDIT_PRECISION_MS) return false;
  return ownsConversation(c) ? lastWord(c) === 'customer' : answeredUs(c, customer.at);
}

/** A ticket that contacted the customer in another ticket's conversation is open once they answer. */
const answeredUs = (c: Live, customerAt: number): boolean =>
  c.messages.some((it) => it.by === 'ventana' && it.ticketId === c.ticketId && it.at < customerAt);

/** Whether something on the ticket is owed now, display fields apart. */
export const isUpdateDue = (c: Live): boolean =>
  reportsDue(c).length > 0 || observationsDue(c).length > 0 || requestIsOver(c) || mustReopen(c);

/** Whether that may be written only on a truth just read. */
export const updateNeedsTruth = (c: Live): boolean => reportsDue(c).length === 0 && !requestIsOver(c);

/** The update as of now. `fresh`: what a stale truth could make wrong is left out. */
export function updateOf(c: Live, fresh: boolean): TicketUpdate {
  const display = displayOf(c);
  const status = fresh && mustReopen(c) ? { status: 'open' as const } : {};
  const clear = requestIsOver(c) ? { clearAction: true as const } : {};
  const macro = macroDue(c);
  const guarded = status.status !== undefined || clear.clearAction === true || macro !== undefined;
  return {
    ticketId: c.ticketId,
    notes: [...reportsDue(c), ...(fresh ? observationsDue(c) : [])],
    ...status,
    ...clear,
    ...(macro !== undefined && { macro }),
    ...(display && !isShown(c, display) && { window: display }),
    ...(guarded && { stamp: c.truth.ticket.stamp }),
  };
}

/** H3: the automatic reopening applies the agents' macro to the ticket, with the note of its sending. */
function macroDue(c: Live): string | undefined {
  const { reopening } = c.truth.policy;
  const reported = new Set(reportsDue(c).map(({ key }) => key));
  const reopened = c.outreach.some(
    (it) =>
      !it.requested &&
      !c.done.some((key) => key.startsWith(`sent:${it.id}:`)) &&
      it.purpose.kind === 'reopening' &&
      it.progress.state === 'sent' &&
      reported.has(`sent:${it.id}:${it.rendition}:${it.attempts}`),
  );
  return reopened ? reopening?.macro : undefined;
}
