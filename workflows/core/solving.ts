/** The end of case 1: the ticket is solved when the last reminder stays unanswered. Rows U1-U6 of docs/behaviour.md. */
import type { TicketUpdate } from '../../activities/orders';
import type { OutreachMessage } from '../../activities/types';
import { type Live, isOver, keyed } from './conversation';
import { lostReminders, reminders } from './followUp';
import { lastWord, ownsConversation, unanswered } from './history';
import { answeredInLaterTicket } from './session';
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
  if (!ownsConversation(c)) return { none: 'the conversation belongs to another ticket' };
  if (ticket.status !== 'pending') return { none: `the ticket is ${ticket.status}, not pending` };
  if (lastWord(c) !== 'agent') return { none: "the last word is the customer's" };
  if (c.outreach.some((it) => !isOver(it))) return { none: 'a message is about to go out' };
  if (answeredInLaterTicket(c)) return { none: 'the customer has answered in a later ticket' };
  const last = lastReminder(c);
  if (!last || reminders(c).length + lostReminders(c).length < max)
    return { none: 'the last reminder has not been sent' };
  if (isUncertain(c, last)) return { none: 'it is not certain that the last reminder arrived' };
  if (wasTakenUp(c, last)) return { none: 'somebody has worked on the ticket since the last reminder' };
  if (c.done.includes(keyOf(last))) return { none: 'it has already been done' };
  const newest = unanswered(c).at(-1) ?? last;
  return { at: newest.at + solveAfterMs };
}

/**
 * The update that solves the ticket, including everything else the ticket is owed. It is guarded like every change of
 * status (rule 7).
 */
export function solvingUpdate(c: Live): TicketUpdate {
  const { notes, ...others } = updateOf(c, true);
  const last = lastReminder(c);
  const why = last ? [keyed(keyOf(last), { kind: 'solvedUnanswered' })] : [];
  return { ...others, status: 'solved', notes: [...notes, ...why], stamp: c.truth.ticket.stamp };
}

const lastReminder = (c: Live): OutreachMessage | undefined => reminders(c).at(-1);

const keyOf = ({ sendId }: OutreachMessage): string => `solved:${sendId}`;

/** The reminder failed, or a later one failed or ended unknown: it is not certain that the customer was reminded. */
const isUncertain = (c: Live, last: OutreachMessage): boolean =>
  last.id in c.failures || lostReminders(c).some(({ since }) => since >= last.at);

/** The status was set again, somebody changed the ticket, or an agent wrote, whether or not that message arrived. */
const wasTakenUp = (c: Live, last: OutreachMessage): boolean => {
  const { statusSince = 0, changedByOthersAt = 0 } = c.truth.ticket;
  return (
    Math.max(statusSince, changedByOthersAt) > last.at || c.messages.some((it) => it.by === 'agent' && it.at > last.at)
  );
};
