/** Rule 8: everything that a decision changes on the ticket goes into one update. */
import type { KeyedNote, TicketUpdate } from '../../activities/orders';
import type { Instant, Message } from '../../activities/types';
import { answerToShow, outcomeToShow } from './afterOutreach';
import { AUDIT_PRECISION_MS } from './audits';
import type { Live } from './conversation';
import { displayOf, isShown } from './display';
import { arrivalOf, isOutreach, lastArrival, lastCustomer, lastWord, ownsConversation } from './history';
import { observationsDue, reportsDue } from './notes';
import { observes } from './observing';
import { isCheckedBySend } from './postponing';
import { requestIsOver } from './requests';
import { ANSWERS_OPEN_ONCE, decidesBy } from './rules';
import { isSilenced, silenceToShow } from './silence';

/**
 * Rule 7: Zendesk usually reopens the ticket itself. We do it if Zendesk did not and no agent has set the status since.
 * In the same second, what the agent set stays.
 */
export function mustReopen(c: Live): boolean {
  const { status, statusSince } = c.truth.ticket;
  const customer = lastCustomer(c);
  if ((status !== 'pending' && status !== 'hold') || observes(c) || isSilenced(c)) return false;
  const heardAt = lastArrival(c);
  if (!customer || heardAt === undefined || statusSince === undefined) return false;
  const isOwn = ownsConversation(c);
  const answeredAt = isOwn || !decidesBy(c, ANSWERS_OPEN_ONCE) ? heardAt : answerHeardAt(c);
  if (answeredAt === undefined || answeredAt < statusSince + AUDIT_PRECISION_MS) return false;
  return isOwn ? lastWord(c) === 'customer' : answeredUs(c, customer.at);
}

/** A ticket that contacted the customer in another ticket's conversation is reopened when they answer. */
const answeredUs = (c: Live, customerAt: number): boolean =>
  c.messages.some((it) => isOutreach(it) && it.ticketId === c.ticketId && it.at < customerAt);

/**
 * When the answer to this ticket's newest answered outreach arrived: the customer's first message after it. What they
 * write later belongs to the ticket whose conversation it is.
 */
function answerHeardAt(c: Live): Instant | undefined {
  const answerTo = ({ at }: Message): Message | undefined =>
    c.messages.find((it) => it.by === 'customer' && it.at > at);
  const asked = c.messages.findLast(
    (it) => isOutreach(it) && it.ticketId === c.ticketId && !(it.id in c.failures) && answerTo(it) !== undefined,
  );
  const answer = asked && answerTo(asked);
  return answer && arrivalOf(answer);
}

/** Whether the ticket is owed an update now, leaving display fields aside; `onTruth`: if a fresh truth says so too. */
export function updateDue(c: Live): 'asKnown' | 'onTruth' | undefined {
  if (reportsDue(c).length > 0 || requestIsOver(c)) return 'asKnown';
  return observationsDue(c).length > 0 || mustReopen(c) ? 'onTruth' : undefined;
}

/**
 * The update as of now.
 * @param fresh if false, leaves out everything that a stale truth could make wrong
 * @param kept the truth is not fresh, but still stands: only if the ticket has not changed since
 */
export function updateOf(c: Live, fresh: boolean, kept = false): TicketUpdate {
  const display = displayOf(c);
  const status = fresh && mustReopen(c) ? { status: 'open' as const } : {};
  const clear = requestIsOver(c) ? { clearAction: true as const } : {};
  const reports = reportsDue(c);
  const macro = macroDue(c, reports);
  const answer = answerToShow(c);
  const outcome = outcomeToShow(c);
  const silence = silenceToShow(c);
  const guarded = kept || status.status !== undefined || clear.clearAction === true || macro !== undefined;
  return {
    ticketId: c.ticketId,
    notes: [...reports, ...(fresh ? observationsDue(c) : [])],
    ...status,
    ...clear,
    ...(macro !== undefined && { macro }),
    ...(reports.some(({ note }) => note.kind === 'sent') && inConversation(c)),
    ...(display && !isShown(c, display) && { window: display }),
    ...(answer && { answer }),
    ...(outcome && { outcome }),
    ...(silence && { silence }),
    ...(guarded ? { stamp: c.truth.ticket.stamp } : (fresh || isOneCheckedBySend(c)) && knownStamp(c)),
  };
}

/** The note quotes what was sent there. */
const inConversation = ({ truth: { conversation } }: Live): { conversationId?: string } =>
  conversation ? { conversationId: conversation.id } : {};

/** A repeated send finds out by the ticket's stamp whether the ticket has changed: our own update must not look so. */
const isOneCheckedBySend = (c: Live): boolean => c.outreach.some((it) => isCheckedBySend(c, it));

/** A hint says that the ticket has changed since it was read. */
const knownStamp = ({ staleSince, truth }: Live): { known?: string } =>
  staleSince === undefined ? { known: truth.ticket.stamp } : {};

/**
 * H3: the automatic reopening applies the agents' macro to the ticket, together with the note about the message sent.
 */
function macroDue(c: Live, reports: readonly KeyedNote[]): string | undefined {
  const { reopening } = c.truth.policy;
  if (observes(c)) return undefined;
  const reported = new Set(reports.map(({ key }) => key));
  const reopened = c.outreach.some(
    (it) =>
      !it.requested &&
      !c.done.some((key) => key.startsWith(`sent:${it.id}:`)) &&
      it.purpose.kind === 'reopening' &&
      reported.has(`sent:${it.id}:${it.rendition}:${it.attempts}`),
  );
  return reopened ? reopening?.macro : undefined;
}
