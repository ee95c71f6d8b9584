/**
 * Case 2, automatic: when Ventana reopens the conversation of a customer who wrote out of hours, or why not. Rows
 * H3-H5, H8.
 */
import type { Instant } from '../../activities/types';
import { type Live, isOver } from './conversation';
import { WINDOW_MS, lastCustomer, lastWord, ownsConversation, unanswered } from './history';
import { afterQuiet, nextOpening, overlapMs } from './intervals';
import { optedOut } from './optOut';
import { isRequestPending } from './requests';
import { sessionHasEnded } from './session';
import type { Verdict } from './verdict';

/** If the opening was missed by more than this (we were down, or the ticket is new to us), the agents decide. */
const TOO_LATE_MS = 24 * 3_600_000;

/**
 * The automatic reopening if nothing changes. @param except an intent not to count, because it is the one being judged
 */
export function judgeReopening(c: Live, except?: string): Verdict {
  const { policy, office, quiet, ticket } = c.truth;
  const customer = lastCustomer(c);
  if (policy.reopening?.mode !== 'automatic') return { none: 'it is left to the agents' };
  if (!customer) return { none: 'the customer has not written' };
  if (!ownsConversation(c)) return { none: 'the conversation belongs to another ticket' };
  if (optedOut(c)) return { none: 'the customer opted out' };
  if (ticket.status === 'solved' || ticket.status === 'closed') return { none: `the ticket is ${ticket.status}` };
  if (lastWord(c) !== 'customer') return { none: "the last word is the agent's" };
  if (sessionHasEnded(c)) return { none: 'the messaging session has ended' };
  if (overlapMs(office, customer.at, customer.at + WINDOW_MS) >= policy.reopening.minOfficeMs) {
    return { none: 'the office is open during the window' };
  }
  if (unanswered(c, except).length > 0 || wasAttempted(c, customer.at))
    return { none: 'the customer has already been contacted' };
  if (isRequestPending(c)) return { none: 'an agent has requested a message' };
  const opening = nextOpening(office, customer.at);
  if (!opening) return { none: 'the office does not open within two weeks' };
  if (except === undefined && c.asOf > opening.start + TOO_LATE_MS)
    return { none: 'the office opened more than a day ago' };
  return { at: afterQuiet(quiet, Math.max(opening.start, c.asOf)) };
}

const wasAttempted = (c: Live, customerAt: Instant): boolean =>
  c.outreach.some((it) => it.since > customerAt && isOver(it) && it.progress.state !== 'dropped' && !it.requested);
