/** The ticket is solved when the last message of ours stays unanswered. Rows U1-U8 of docs/behaviour.md. */
import type { Note, TicketUpdate } from '../../activities/orders';
import type { Instant, OutreachMessage } from '../../activities/types';
import { askedLast, followUpsAfter, isLost, lostReminders, reminders, remindersMade } from './afterOutreach';
import { type Live, type Outreach, isOver, keyed } from './conversation';
import { lastWord, notItsOwn, unanswered } from './history';
import { ONLY_OBSERVES, observes } from './observing';
import { FAILURES_KEEP_OPEN, decidesBy } from './rules';
import { answeredInLaterTicket } from './session';
import { SILENCED, isSilenced } from './silence';
import { updateOf } from './update';
import type { Verdict } from './verdict';

/**
 * When the ticket will be solved if nothing changes. Office hours and quiet hours do not matter, because no message is
 * sent.
 */
export function judgeSolving(c: Live): Verdict {
  const { policy, ticket } = c.truth;
  const { max = 0, solveAfterMs } = policy.followUp ?? {};
  if (solveAfterMs === undefined) return { none: 'it is off in the policy' };
  if (observes(c)) return { none: ONLY_OBSERVES };
  if (isSilenced(c)) return { none: SILENCED };
  const asked = askedLast(c);
  const notOwn = asked ? undefined : notItsOwn(c);
  if (notOwn) return { none: notOwn };
  if (ticket.status !== 'pending') return { none: `the ticket is ${ticket.status}, not pending` };
  if (!asked && lastWord(c) !== 'agent') return { none: "the last word is the customer's" };
  if (c.outreach.some((it) => !isOver(it))) return { none: 'a message is about to go out' };
  if (answeredInLaterTicket(c)) return { none: 'the customer has answered in a later ticket' };
  const last = lastOf(c);
  if (!last || remindersMade(c) < (asked ? followUpsAfter(c, asked) : max))
    return { none: 'the last reminder has not been sent' };
  if (isUncertain(c, last)) return { none: 'it is not certain that the last reminder arrived' };
  if (wasTakenUp(c, last)) return { none: 'somebody has worked on the ticket since the last reminder' };
  if (c.done.includes(keyOf(last))) return { none: 'it has already been done' };
  const newest = unanswered(c).at(-1) ?? last;
  return { at: Math.max(newest.at, leftAt(c, last)) + solveAfterMs };
}

/**
 * The update that solves the ticket, including everything else the ticket is owed. It is guarded like every change of
 * status (rule 7).
 */
export function solvingUpdate(c: Live): TicketUpdate {
  const { notes, ...others } = updateOf(c, true);
  const last = lastOf(c);
  const why = last ? [keyed(keyOf(last), noteOf(last))] : [];
  return { ...others, status: 'solved', notes: [...notes, ...why], stamp: c.truth.ticket.stamp };
}

/** The message to which no answer came: the last reminder or, where the policy has none, what an agent asked for. */
function lastOf(c: Live): OutreachMessage | undefined {
  const asked = askedLast(c);
  return reminders(c).at(-1) ?? (asked && followUpsAfter(c, asked) === 0 ? asked : undefined);
}

/** U7: an agent who sends a message by macro sets the ticket pending afterwards, and so leaves it to the customer. */
const leftAt = (c: Live, last: OutreachMessage): Instant =>
  last.purpose.kind === 'followUp' ? last.at : Math.max(last.at, c.truth.ticket.statusSince ?? last.at);

const noteOf = ({ purpose }: OutreachMessage): Note => ({
  kind: 'solvedUnanswered',
  ...(purpose.kind !== 'followUp' && { withoutReminder: true }),
});

const keyOf = ({ sendId }: OutreachMessage): string => `solved:${sendId}`;

/** It failed, or a later one failed or ended unknown: it is not certain that the customer was reached. */
const isUncertain = (c: Live, last: OutreachMessage): boolean =>
  last.id in c.failures ||
  lostReminders(c).some(({ since }) => since >= last.at) ||
  (decidesBy(c, FAILURES_KEEP_OPEN) && c.outreach.some((it) => isLost(it) && (it.triedAt ?? it.since) >= last.at)) ||
  (askedLast(c) !== undefined && c.outreach.some((it) => isLost(it) && (it.since >= last.at || isOf(last, it))));

const isOf = ({ sendId }: OutreachMessage, { id }: Outreach): boolean => sendId.startsWith(`${id}:`);

/** The status was set again, somebody changed the ticket, or an agent wrote, whether or not that message arrived. */
const wasTakenUp = (c: Live, last: OutreachMessage): boolean => {
  const { statusSince = 0, changedByOthersAt = 0 } = c.truth.ticket;
  const since = leftAt(c, last);
  return (
    Math.max(statusSince, changedByOthersAt) > since || c.messages.some((it) => it.by === 'agent' && it.at > last.at)
  );
};
