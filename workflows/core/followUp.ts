/** Case 1: when the follow-up of a pending ticket is due, or why there is none. Rows F1-F11 of docs/behaviour.md. */
import type { Instant, Interval, OutreachMessage, TicketPolicy } from '../../activities/types';
import { askedLast, followUpsAfter, lostReminders, remindersMade } from './afterOutreach';
import { lacksConsent } from './consent';
import type { Live } from './conversation';
import { closesAt, lastReplyAt, lastWord, notItsOwn, unanswered } from './history';
import { STILL_THE_START_MS, afterQuiet, containing } from './intervals';
import { intentIdOf } from './intentId';
import { HELD_BACK, WAS_OBSERVED, wasHeldBack, wasObserved } from './observing';
import { optedOut } from './optOut';
import { isRequestPending } from './requests';
import { answeredInLaterTicket, sessionHasEnded } from './session';
import { SILENCED, isSilenced } from './silence';
import { GRACE_AFTER_REPLY, LOST_REMINDERS_COUNT, REMINDERS_ARE_INTENTS, decidesBy } from './rules';
import type { Verdict } from './verdict';

/** The next follow-up if nothing changes. @param except an intent not to count, because it is the one being judged */
export function judgeFollowUp(c: Live, except?: string): Verdict {
  const { followUp } = c.truth.policy;
  const { status, statusSince } = c.truth.ticket;
  const reply = lastReplyAt(c);
  const closes = closesAt(c);
  if (!followUp) return { none: 'it is off in the policy' };
  const asked = askedLast(c);
  const notOwn = asked ? undefined : notItsOwn(c);
  if (notOwn) return { none: notOwn };
  if (isSilenced(c)) return { none: SILENCED };
  if (optedOut(c)) return { none: 'the customer opted out' };
  if (status !== 'pending' || statusSince === undefined) return { none: `the ticket is ${status}, not pending` };
  if (sessionHasEnded(c) && !followUp.remindsEndedSession) return { none: 'the messaging session has ended' };
  if (answeredInLaterTicket(c)) return { none: 'the customer has answered in a later ticket' };
  if (wasObserved(c, intentIdOf(c, 'followUp'))) return { none: WAS_OBSERVED };
  if (wasHeldBack(c, intentIdOf(c, 'followUp'))) return { none: HELD_BACK };
  if (asked) return judgeAfter(c, asked, followUp, statusSince, except);
  if (closes === undefined) return { none: 'the customer has not written' };
  if (lastWord(c) !== 'agent' || reply === undefined) return { none: "the last word is the customer's" };
  if (remindersMade(c, except) >= followUp.max) return { none: 'the customer has already been reminded' };
  if (isRequestPending(c)) return { none: 'an agent has requested a message' };

  const ours = unanswered(c, except);
  const lastOutreach = Math.max(ours.at(-1)?.at ?? -Infinity, lastLostAt(c, except));
  const settled = statusSince + followUp.graceMs;
  const isFirst = ours.length === 0 && (lastOutreach === -Infinity || !decidesBy(c, REMINDERS_ARE_INTENTS));
  if (followUp.anchor === 'windowClose' && isFirst) {
    const answered = decidesBy(c, GRACE_AFTER_REPLY) ? reply + followUp.graceMs : reply;
    const earliest = Math.max(answered, settled);
    const due = Math.max(closes - followUp.beforeMs, decidesBy(c, GRACE_AFTER_REPLY) ? earliest : settled);
    return { at: beforeQuiet(c.truth.quiet, due, earliest, c.asOf) };
  }
  const due = Math.max(reply + followUp.afterMs, lastOutreach + followUp.afterMs, settled);
  return { at: afterQuiet(c.truth.quiet, Math.max(due, c.asOf)) };
}

/** F15, F16: after a reopening or proactive message. The window does not matter: it may never have been open. */
function judgeAfter(
  c: Live,
  asked: OutreachMessage,
  { afterMs, graceMs }: NonNullable<TicketPolicy['followUp']>,
  statusSince: Instant,
  except: string | undefined,
): Verdict {
  const max = followUpsAfter(c, asked);
  if (max === 0) return { none: 'the policy has no reminder after this message' };
  if (lacksConsent(c, asked.purpose)) return { none: 'the customer has not agreed to it' };
  if (remindersMade(c, except) >= max) return { none: 'the customer has already been reminded' };
  if (isRequestPending(c)) return { none: 'an agent has requested a message' };
  const last = Math.max(unanswered(c, except).at(-1)?.at ?? asked.at, lastLostAt(c, except));
  const due = Math.max(last + afterMs, statusSince + graceMs);
  return { at: afterQuiet(c.truth.quiet, Math.max(due, c.asOf)) };
}

/** F9: when the last reminder that failed was tried. The next one keeps the same distance from it as from any other. */
function lastLostAt(c: Live, except?: string): Instant {
  if (!decidesBy(c, LOST_REMINDERS_COUNT)) return -Infinity;
  return Math.max(...lostReminders(c, except).map(({ triedAt, since }) => triedAt ?? since), -Infinity);
}

/**
 * F11: a reminder due in quiet hours goes out earlier, at their start, if that is after `earliest`; otherwise at their
 * end.
 */
function beforeQuiet(quiet: readonly Interval[], due: Instant, earliest: Instant, asOf: Instant): Instant {
  const hours = containing(quiet, due);
  const atTheirStart = hours !== undefined && hours.start > earliest;
  const wanted = atTheirStart ? hours.start : due;
  if (asOf > wanted + STILL_THE_START_MS) return afterQuiet(quiet, asOf);
  return atTheirStart ? wanted : afterQuiet(quiet, wanted);
}
