/**
 * Case 2, automatic: when Ventana reopens the conversation of a customer who wrote out of hours, or why not. Rows
 * H3-H5, H8.
 */
import type { Instant, PastWindow } from '../../activities/types';
import { type Live, isOver } from './conversation';
import { LATE_TURNS_END, PAST_HOURS, decidesBy } from './rules';
import { lastCustomer, lastWord, notItsOwn, unanswered } from './history';
import { intentIdOf } from './intentId';
import { afterQuiet } from './intervals';
import { WAS_OBSERVED, wasObserved } from './observing';
import { windowHours } from './windowHours';
import { optedOut } from './optOut';
import { isRequestPending } from './requests';
import { sessionHasEnded } from './session';
import { SILENCED, isSilenced } from './silence';
import type { Verdict } from './verdict';

/**
 * If the opening was missed by more than this (we were down, the ticket is new to us, the turn came late), the agents
 * decide: nobody expects a message that late.
 */
export const TOO_LATE_MS = 24 * 3_600_000;

/** Hours are known for two weeks. While the office stays closed for longer, they are read again this often (ms). */
const HOURS_READ_MS = 7 * 24 * 3_600_000;

const NO_OPENING: Verdict = { none: 'the office does not open within two weeks' };

/**
 * The automatic reopening if nothing changes. @param except an intent not to count, because it is the one being judged
 */
export function judgeReopening(c: Live, except?: string): Verdict {
  const { policy, quiet, ticket } = c.truth;
  const customer = lastCustomer(c);
  if (policy.reopening?.mode !== 'automatic') return { none: 'it is left to the agents' };
  if (!customer) return { none: 'the customer has not written' };
  const notOwn = notItsOwn(c);
  if (notOwn) return { none: notOwn };
  if (isSilenced(c)) return { none: SILENCED };
  if (optedOut(c)) return { none: 'the customer opted out' };
  if (ticket.status === 'solved' || ticket.status === 'closed') return { none: `the ticket is ${ticket.status}` };
  if (lastWord(c) !== 'customer') return { none: "the last word is the agent's" };
  if (sessionHasEnded(c)) return { none: 'the messaging session has ended' };
  if (wasObserved(c, intentIdOf(c, 'reopening'))) return { none: WAS_OBSERVED };
  const { officeMs, opensAt } = hoursAfter(c, customer.at);
  if (officeMs >= policy.reopening.minOfficeMs) return { none: 'the office is open during the window' };
  if (unanswered(c, except).length > 0 || wasAttempted(c, customer.at))
    return { none: 'the customer has already been contacted' };
  if (isRequestPending(c)) return { none: 'an agent has requested a message' };
  if (opensAt === undefined) return NO_OPENING;
  if (!isUnderWay(c, except) && c.asOf > opensAt + TOO_LATE_MS)
    return { none: 'the office opened more than a day ago' };
  return { at: afterQuiet(quiet, Math.max(opensAt, c.asOf)) };
}

/** When to read the hours again because they do not show yet when the office opens. */
export const openingSoughtAt = (c: Live): Instant | undefined =>
  decidesBy(c, PAST_HOURS) && judgeReopening(c) === NO_OPENING ? c.truth.readAt + HOURS_READ_MS : undefined;

/** Office time in the window that a message at `from` opened, and the first opening after it. */
function hoursAfter(c: Live, from: Instant): Omit<PastWindow, 'from'> {
  const { office, pastWindow } = c.truth;
  return decidesBy(c, PAST_HOURS) && pastWindow?.from === from ? pastWindow : windowHours(office, from);
}

/** Attempted, so that its outcome decides. A turn that comes too late is not used. */
const isUnderWay = (c: Live, intentId: string | undefined): boolean =>
  intentId !== undefined &&
  (!decidesBy(c, LATE_TURNS_END) || c.outreach.some(({ id, attempts }) => id === intentId && attempts > 0));

const wasAttempted = (c: Live, customerAt: Instant): boolean =>
  c.outreach.some((it) => it.since > customerAt && isOver(it) && it.progress.state !== 'dropped' && !it.requested);
